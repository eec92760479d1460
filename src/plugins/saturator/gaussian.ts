/**
 * The error function and its integral: a step and a ramp rounded off by a Gaussian. Sums, products and one exponential
 * only, so the tables made of them are the same wherever the runtime is.
 * Source: M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 1964, 7.1.5 and 7.1.14.
 */

/** Beyond this the error function is 1 in doubles. */
const FLAT = 6
/** Where the series gives way to the continued fraction; both are exact to 1e-15 there. */
const FAR = 2.5

const ROOT_PI = Math.sqrt(Math.PI)

/** [idle] The error function. */
export function erf(x: number): number {
  const a = Math.abs(x)
  const size = a > FLAT ? 1 : a < FAR ? series(a) : 1 - tail(a)
  return x < 0 ? -size : size
}

/** [idle] Its integral, even, 1 / root(pi) at 0. */
export const erfIntegral = (x: number): number => x * erf(x) + Math.exp(-x * x) / ROOT_PI

function series(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 50; n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / ROOT_PI) * sum
}

function tail(x: number): number {
  let fraction = 0
  for (let k = 80; k > 0; k--) fraction = k / 2 / (x + fraction)
  return Math.exp(-x * x) / (ROOT_PI * (x + fraction))
}
