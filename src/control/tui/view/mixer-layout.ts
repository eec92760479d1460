/** How the mixer divides a terminal. [control] */

/** Columns of the scale at the left. */
export const SCALE_COLUMNS = 4
/** Widths of a channel column with its gap. The wide ones only where all channels fit. */
const WIDEST = 11
const NARROWEST = 6
/** Where not all fit, this is wide enough for a name to be read. */
const BANKED = 7

export interface MixerLayout {
  /** Of a channel column, with the gap at its right. */
  readonly width: number
  /** Channels shown beside the master. */
  readonly bank: number
}

/** [control] `channels` counts all but the master, which always keeps its place at the right. */
export function layoutMixer(columns: number, channels: number): MixerLayout {
  const free = columns - SCALE_COLUMNS
  for (let width = WIDEST; width >= NARROWEST; width--)
    if ((channels + 1) * width <= free) return { width, bank: Math.max(1, channels) }
  return { width: BANKED, bank: Math.max(1, Math.floor(free / BANKED) - 1) }
}

/**
 * [control] The first channel of the bank that holds channel `index`. Banks stand at fixed places, as on a desk; the
 * last one is filled up from the one before.
 */
export function bankStart(index: number, bank: number, channels: number): number {
  const start = Math.floor(Math.min(index, channels - 1) / bank) * bank
  return Math.max(0, Math.min(start, channels - bank))
}
