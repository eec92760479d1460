import { dbToGain, FADE_STEP, towards } from '../../host/sdk/index.ts'
import { type CurveTable, curveSlope, curveValue } from './curve-table.ts'
import { biasOf, makeUp } from './drive-law.ts'
import type { SaturatorViews } from './params.ts'
import { BIAS, OFFSET, POINT } from './shaper.ts'

// Layout after the shaper's part: pairs of this grid line and the next.
/** Linear gain into the curve. */
export const DRIVE = POINT
/** Linear gain after it. */
export const LEVEL = POINT + 2
/** Linear gain at the very end. */
export const OUTPUT = POINT + 4
/** Share of the driven sound, 0..1. */
export const MIX = POINT + 6
/** Slope of the curve at the bias. */
export const SLOPE = POINT + 8
const SHARE = POINT + 10
const MAKE_UP = POINT + 12
const SIZE = POINT + 14

/** Everything the kernel multiplies by or adds, at this grid line and at the next. */
export class OperatingPoint {
  readonly values: Float64Array
  readonly #table: CurveTable
  readonly #views: SaturatorViews
  #started = false

  /** [idle] */
  constructor(allocate: (doubles: number) => Float64Array, table: CurveTable, views: SaturatorViews) {
    this.values = allocate(SIZE)
    this.#table = table
    this.#views = views
  }

  /** [audio] On a grid line; costs nothing while nothing moves. */
  advance(changed: boolean): void {
    const v = this.values
    const goal = this.#views.autoLevel.on ? 1 : 0
    const fading = this.#started && (v[SHARE] !== goal || v[SHARE + 1] !== goal)
    if (this.#started && !changed && !fading) return
    v[SHARE] = this.#started ? v[SHARE + 1]! : goal
    v[SHARE + 1] = towards(v[SHARE], goal, FADE_STEP)
    this.#started = true
    const { drive, bias, output, mix } = this.#views
    this.#set(0, drive.from, bias.from, output.from, mix.from)
    this.#set(1, drive.to, bias.to, output.to, mix.to)
  }

  #set(at: 0 | 1, driveDb: number, biasPercent: number, outputDb: number, mixPercent: number): void {
    const v = this.values
    const table = this.#table
    const gain = dbToGain(driveDb)
    const bias = biasOf(biasPercent)
    v[BIAS + at] = bias
    v[OFFSET + at] = curveValue(table, bias)
    const slope = curveSlope(table, bias)
    v[SLOPE + at] = slope
    v[DRIVE + at] = gain
    v[OUTPUT + at] = dbToGain(outputDb)
    v[MIX + at] = mixPercent / 100
    makeUp(table, gain, bias, v, MAKE_UP + at)
    const level = 1 + v[SHARE + at]! * (v[MAKE_UP + at]! - 1)
    v[LEVEL + at] = level / (gain * slope)
  }

  /** [audio] */
  reset(): void {
    this.#started = false
  }
}
