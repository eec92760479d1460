import { type NumberView, QUANTUM } from '../plugin.ts'

/**
 * [audio] Draws the higher of two wanted gains (octaves) towards the lower one, in place: 0 % leaves each on its own,
 * 100 % makes both the same bits.
 */
export function linkGains(
  left: Float64Array,
  right: Float64Array,
  link: NumberView,
  frames: number,
  offset: number,
): void {
  const from = link.from / 100
  const step = (link.to / 100 - from) / QUANTUM
  for (let i = 0; i < frames; i++) {
    const share = from + (offset + i) * step
    const l = left[i]!
    const r = right[i]!
    if (l < r) right[i] = share === 1 ? l : r + share * (l - r)
    else left[i] = share === 1 ? r : l + share * (r - l)
  }
}
