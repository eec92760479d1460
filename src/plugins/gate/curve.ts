import { dbToGain } from '../../host/sdk/index.ts'

/** From this range on a closed gate lets nothing through. */
export const CLOSED_RANGE_DB = 100

/** [audio] Linear gain of a sound turned down by the whole range. */
export const floorGain = (rangeDb: number): number => (rangeDb >= CLOSED_RANGE_DB ? 0 : dbToGain(-rangeDb))

/** [audio] Linear gain of the expander at an amplitude, with the threshold as an amplitude: `ratio` dB down per dB. */
export function expandedGain(amplitude: number, threshold: number, ratio: number, floor: number): number {
  if (amplitude >= threshold) return 1
  const gain = (amplitude / threshold) ** (ratio - 1)
  return gain > floor ? gain : floor
}
