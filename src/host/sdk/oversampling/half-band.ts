import { halfWayWeights } from './kaiser.ts'

/**
 * Linear-phase half-band filters: every second tap is zero, the one in the middle one half. Length and beta by the formulas of
 * J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */

/** What the length of the steep stage is chosen for, dB of stop band. */
const STOP_DB = 110
/** The window ends a quarter of a frame beyond the last tap: 1 to 4 dB better than either usual choice at these lengths. */
const OVERHANG = 0.25

/**
 * [control] Pairs of taps, even, for a pass band up to `pass` (0..0.5, cycles per frame of the lower rate) and a stop band
 * of STOP_DB from 1 - `pass` on.
 */
export const pairsFor = (pass: number): number =>
  2 * Math.ceil(((STOP_DB - 7.95) / (14.36 * (0.5 - pass)) + 2) / 8)

/** [idle] The weights of kaiser.ts for `pairs` pairs and `pass` as in pairsFor: all attenuation that the length allows for it. */
export function halfBand(pairs: number, pass: number): Float64Array {
  const stopDb = 7.95 + 14.36 * (0.5 - pass) * (4 * pairs - 2)
  return halfWayWeights(pairs, pairs - OVERHANG, 0.1102 * (stopDb - 8.7))
}
