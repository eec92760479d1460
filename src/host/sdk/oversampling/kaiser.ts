/**
 * Sincs under a Kaiser window. A low `beta` gives a steep edge, a high one little ripple.
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */

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

/** The Kaiser window at `x`, -1..1 from end to end; 1 in the middle. */
const kaiser = (x: number, beta: number): number => bessel0(beta * Math.sqrt(1 - x ** 2)) / bessel0(beta)

/** [idle] `sinc(t)` under a Kaiser window that ends at `t` = +-`reach`. */
export function windowedSinc(t: number, reach: number, beta: number): number {
  if (Math.abs(t) >= reach) return 0
  const window = kaiser(t / reach, beta)
  return t === 0 ? 1 : (Math.sin(Math.PI * t) / (Math.PI * t)) * window
}

/**
 * [idle] Interpolator to the point half-way between two frames: weights of the pairs of frames at distance 1/2, 3/2, 5/2 ...
 * from the point, `pairs` of them; they sum to one half, so a constant comes out as itself. `reach` and `beta`: of the window.
 */
export function halfWayWeights(pairs: number, reach: number, beta: number): Float64Array {
  const weights = Float64Array.from({ length: pairs }, (_, k) => windowedSinc(k + 0.5, reach, beta))
  const sum = weights.reduce((total, w) => total + w, 0)
  return weights.map((w) => w / sum / 2)
}
