/**
 * Windowed-sinc interpolator to the point half-way between two samples.
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 50; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

/**
 * [idle] Weights of the pairs of samples at distance 1/2, 3/2, 5/2 ... from the point, `pairs` of them; they sum to one
 * half, so a constant comes out as itself. A low `beta` gives a steep edge, a high one little ripple.
 */
export function halfBand(pairs: number, beta: number): Float64Array {
  const weights = new Float64Array(pairs)
  let sum = 0
  for (let k = 0; k < pairs; k++) {
    const t = k + 0.5
    const window = bessel0(beta * Math.sqrt(1 - (t / pairs) ** 2)) / bessel0(beta)
    weights[k] = (Math.sin(Math.PI * t) / (Math.PI * t)) * window
    sum += weights[k]!
  }
  return weights.map((w) => w / sum / 2)
}
