import { windowedSinc } from './kaiser.ts'

/**
 * [idle] Interpolator to the point half-way between two samples: weights of the pairs of samples at distance 1/2, 3/2,
 * 5/2 ... from the point, `pairs` of them; they sum to one half, so a constant comes out as itself. `beta`: of the Kaiser window.
 */
export function halfBand(pairs: number, beta: number): Float64Array {
  const weights = Float64Array.from({ length: pairs }, (_, k) => windowedSinc(k + 0.5, pairs, beta))
  const sum = weights.reduce((total, w) => total + w, 0)
  return weights.map((w) => w / sum / 2)
}
