import { QUANTUM } from '../../host/sdk/index.ts'

/** What of a stereo sound a unit works on. */

/** The words of the channel parameters, in the order of their index. */
export const CHANNELS = ['stereo', 'left', 'right', 'mid', 'side'] as const

export const STEREO = 0
export const LEFT = 1
export const RIGHT = 2
export const MID = 3
export const SIDE = 4

/**
 *     mid or side:   left, right -> half of the sum or of the difference -> section -> what it changed -> + left, +- right
 *
 * Only what the section changed is added, so that nothing but rounding reaches the other half of the pair, and a side
 * that is silent stays out of a mono sound bit by bit.
 */
export class MidSide {
  /** One of the pair, `process` fills it; and what the section made of it. */
  readonly before: Float64Array
  readonly after: Float64Array

  /** [idle] */
  constructor(allocate: (doubles: number) => Float64Array) {
    this.before = allocate(QUANTUM)
    this.after = allocate(QUANTUM)
  }

  /** [audio] Writes mid or side of the frames from..to into `before`. */
  split(route: number, left: Float64Array, right: Float64Array, from: number, to: number): void {
    const before = this.before
    const half = route === SIDE ? -0.5 : 0.5
    for (let i = from; i < to; i++) before[i] = 0.5 * left[i]! + half * right[i]!
  }

  /** [audio] Adds what the section changed to left and right. */
  join(
    route: number,
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    const { before, after } = this
    const xLeft = x[0]!
    const xRight = x[1]!
    const yLeft = y[0]!
    const yRight = y[1]!
    const sign = route === SIDE ? -1 : 1
    for (let i = from; i < to; i++) {
      const change = after[i]! - before[i]!
      yLeft[i] = xLeft[i]! + change
      yRight[i] = xRight[i]! + sign * change
    }
  }
}
