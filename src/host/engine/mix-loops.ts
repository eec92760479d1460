import type { GainGlide } from './gain-glide.ts'

/** The inner loops of the mixer. All buffers are `frames` long at least; `offset` is the place on the grid. [audio] */

/** [audio] out = in x gain. A gain of exactly 1 copies bit for bit. `out` may be `input`. */
export function scale(
  out: Float64Array,
  input: Float64Array,
  gain: GainGlide,
  frames: number,
  offset: number,
): void {
  const c0 = gain.c0
  if (gain.still) {
    for (let i = 0; i < frames; i++) out[i] = input[i]! * c0
    return
  }
  const c1 = gain.c1
  const c2 = gain.c2
  for (let i = 0; i < frames; i++) {
    const u = offset + i
    out[i] = input[i]! * (c0 + u * (c1 + u * c2))
  }
}

/** [audio] `scale` that also meters what it writes: the highest absolute sample, at least `peak`. One pass costs less than two. */
export function scalePeak(
  out: Float64Array,
  input: Float64Array,
  gain: GainGlide,
  frames: number,
  offset: number,
  peak: number,
): number {
  const c0 = gain.c0
  const c1 = gain.c1
  const c2 = gain.c2
  if (gain.still) {
    for (let i = 0; i < frames; i++) {
      const y = input[i]! * c0
      out[i] = y
      const a = Math.abs(y)
      if (a > peak) peak = a
    }
    return peak
  }
  for (let i = 0; i < frames; i++) {
    const u = offset + i
    const y = input[i]! * (c0 + u * (c1 + u * c2))
    out[i] = y
    const a = Math.abs(y)
    if (a > peak) peak = a
  }
  return peak
}

/** [audio] Copies `frames` samples from `from[at]` on; true when all of them are finite numbers. */
export function copyFinite(to: Float64Array, from: Float64Array, at: number, frames: number): boolean {
  // x * 0 is 0 for numbers and NaN for the rest; two sums, so that one addition need not wait for the other.
  let a = 0
  let b = 0
  const even = frames & ~1
  for (let i = 0; i < even; i += 2) {
    const v = from[at + i]!
    const w = from[at + i + 1]!
    to[i] = v
    to[i + 1] = w
    a += v * 0
    b += w * 0
  }
  if (even !== frames) {
    const v = from[at + even]!
    to[even] = v
    a += v * 0
  }
  return a + b === 0
}

/** [audio] sum += in x gain. A gain of exactly 1 adds bit for bit, 0 does nothing. */
export function addScaled(
  sum: Float64Array,
  input: Float64Array,
  gain: GainGlide,
  frames: number,
  offset: number,
): void {
  const c0 = gain.c0
  if (gain.still) {
    if (c0 === 0) return
    if (c0 === 1) {
      for (let i = 0; i < frames; i++) sum[i] = sum[i]! + input[i]!
      return
    }
    for (let i = 0; i < frames; i++) sum[i] = sum[i]! + input[i]! * c0
    return
  }
  const c1 = gain.c1
  const c2 = gain.c2
  for (let i = 0; i < frames; i++) {
    const u = offset + i
    sum[i] = sum[i]! + input[i]! * (c0 + u * (c1 + u * c2))
  }
}

/** [audio] sum += in. */
export function add(sum: Float64Array, input: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) sum[i] = sum[i]! + input[i]!
}

/** [audio] out = dry + (wet - dry) x gain: 0 is exactly dry. `out` may be `wet`. */
export function blend(
  out: Float64Array,
  dry: Float64Array,
  wet: Float64Array,
  gain: GainGlide,
  frames: number,
  offset: number,
): void {
  const c0 = gain.c0
  const c1 = gain.c1
  const c2 = gain.c2
  for (let i = 0; i < frames; i++) {
    const u = offset + i
    const d = dry[i]!
    out[i] = d + (wet[i]! - d) * (c0 + u * (c1 + u * c2))
  }
}

/** [audio] Highest absolute sample, at least `peak`. NaN counts as nothing. */
export function peakOf(x: Float64Array, frames: number, peak: number): number {
  for (let i = 0; i < frames; i++) {
    const a = Math.abs(x[i]!)
    if (a > peak) peak = a
  }
  return peak
}

/** [audio] True when every sample is a finite number: x * 0 is 0 for those and NaN for the rest. */
export function allFinite(x: Float64Array, frames: number): boolean {
  let a = 0
  let b = 0
  const even = frames & ~1
  for (let i = 0; i < even; i += 2) {
    a += x[i]! * 0
    b += x[i + 1]! * 0
  }
  if (even !== frames) a += x[even]! * 0
  return a + b === 0
}

/** [audio] In place: what is not a finite number becomes silence. */
export function silenceBroken(x: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) if (x[i]! * 0 !== 0) x[i] = 0
}
