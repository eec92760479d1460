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
 * [idle] `sinc(t)` under a Kaiser window that ends at `t` = +-`reach`. A low `beta` gives a steep edge, a high one little
 * ripple. Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */
export function windowedSinc(t: number, reach: number, beta: number): number {
  if (Math.abs(t) >= reach) return 0
  const window = bessel0(beta * Math.sqrt(1 - (t / reach) ** 2)) / bessel0(beta)
  return t === 0 ? 1 : (Math.sin(Math.PI * t) / (Math.PI * t)) * window
}
