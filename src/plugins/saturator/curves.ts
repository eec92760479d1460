import { erf, erfIntegral } from './gaussian.ts'

/**
 * The curves. Each is a straight line or a corner rounded off by Gaussians, because nothing bends more smoothly: the
 * overtones fall off faster than those of tanh or of any fraction, and that is what does not fold back as aliases. All go
 * through 0 with slope 1 and have derivatives of every order.
 */
export interface Curve {
  /** Below and above these inputs the curve is flat within 1e-12. Multiples of 1. */
  readonly low: number
  readonly high: number
  /** [idle] Output for an input, full scale 1. */
  value(x: number): number
  /** [idle] Slope at an input. */
  slope(x: number): number
}

/** The words of the `curve` parameter, in the order of its index. */
export const CURVES = ['softClip', 'tape', 'tube'] as const

/** A slope that is a sum of bells: weight, centre, width (1.66 widths across at half height). */
type Bell = readonly [weight: number, centre: number, width: number]

function fromBells(low: number, high: number, bells: readonly Bell[]): Curve {
  const slope = (x: number): number =>
    bells.reduce((sum, [w, c, a]) => sum + w * Math.exp(-(((x - c) / a) ** 2)), 0)
  const value = (x: number): number =>
    bells.reduce((sum, [w, c, a]) => sum + w * a * (erf((x - c) / a) - erf(-c / a)), 0) *
    (Math.sqrt(Math.PI) / 2)
  const steep = slope(0)
  return { low, high, value: (x) => value(x) / steep, slope: (x) => slope(x) / steep }
}

/** A hard clip at 1, blurred by a Gaussian of the standard deviation `blur`. */
function blurredClip(blur: number): Curve {
  const q = Math.SQRT2 * blur
  const steep = erf(1 / q)
  return {
    low: -4,
    high: 4,
    value: (x) => ((q / 2) * (erfIntegral((x + 1) / q) - erfIntegral((x - 1) / q))) / steep,
    slope: (x) => (erf((x + 1) / q) - erf((x - 1) / q)) / 2 / steep,
  }
}

/**
 * By CURVES. softClip: straight to half of full scale, then a short bend. tape: bends early and goes on bending. tube: one
 * side bends early, the other late, so the even overtones lead.
 */
export const curves: readonly Curve[] = [
  blurredClip(0.3),
  fromBells(-13, 13, [
    [0.667, 0, 0.9],
    [0.167, 0, 2.4],
  ]),
  fromBells(-13, 13, [
    [0.7, -0.3, 1.2],
    [0.3, -0.9, 2.2],
  ]),
]
