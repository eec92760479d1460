/**
 * Linear-phase half-band filters: every second tap is zero, the one in the middle one half.
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */

/** What the length of the steep stage is chosen for, dB of stop band. */
const STOP_DB = 110
/** The window ends a quarter of a frame beyond the last tap: 1 to 4 dB better than either usual choice at these lengths. */
const OVERHANG = 0.25

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 60; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

/**
 * [control] Pairs of taps, even, for a pass band up to `pass` (0..0.5, cycles per frame of the lower rate) and a stop band
 * of STOP_DB from 1 - `pass` on.
 */
export const pairsFor = (pass: number): number =>
  2 * Math.ceil(((STOP_DB - 7.95) / (14.36 * (0.5 - pass)) + 2) / 8)

/**
 * [idle] Weights of the pairs of frames at distance 1/2, 3/2, 5/2 ... from the point half-way between two frames, `pairs`
 * of them; they sum to one half, so a constant comes out as itself. `pass` as in pairsFor: all attenuation that the length
 * allows for it.
 */
export function halfBand(pairs: number, pass: number): Float64Array {
  const stopDb = 7.95 + 14.36 * (0.5 - pass) * (4 * pairs - 2)
  const beta = 0.1102 * (stopDb - 8.7)
  const weights = new Float64Array(pairs)
  let sum = 0
  for (let k = 0; k < pairs; k++) {
    const t = k + 0.5
    const window = bessel0(beta * Math.sqrt(1 - (t / (pairs - OVERHANG)) ** 2)) / bessel0(beta)
    weights[k] = (Math.sin(Math.PI * t) / (Math.PI * t)) * window
    sum += weights[k]!
  }
  return weights.map((w) => w / sum / 2)
}
