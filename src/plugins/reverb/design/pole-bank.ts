/**
 * The one shape of filter in the network: a direct gain and four real poles that are the same for every filter and
 * every dial (after Bank, "Direct design of parallel second-order filters for instrument body modeling", ICMC 2007).
 *
 *     y = w0 x + w1 s1 + w2 s2 + w3 s3 + w4 s4,   s = p s + x
 *
 * Only the weights depend on the dials, so any mix of two designs is a stable filter.
 */

/** Pole frequencies, Hz. Four real poles hold a bass and a treble multiple within 3 % at moderate dials (see README). */
const POLE_HZ: readonly number[] = [150, 900, 4000, 14000]
export const POLES = POLE_HZ.length
/** Weights per filter: the direct gain and one per pole. */
export const WEIGHTS = POLES + 1

/** [idle] Pole `j` of the bank, 0..1. */
export const poleAt = (j: number, sampleRate: number): number =>
  Math.exp((-2 * Math.PI * POLE_HZ[j]!) / sampleRate)
