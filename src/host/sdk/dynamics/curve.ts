import { type NumberView, QUANTUM } from '../plugin.ts'
import { DB_PER_OCTAVE, log2 } from './octaves.ts'

/** From this ratio on a compressor limits: the output stays at the threshold. */
const LIMIT_RATIO = 100

/** [audio] dB of reduction per dB above the threshold, 0..1. */
const slopeOf = (ratio: number): number => (ratio >= LIMIT_RATIO ? 1 : 1 - 1 / ratio)

/**
 * [audio] The static curve: reduction in dB (0 or negative) at `levelDb`. The knee is `kneeDb` wide around the threshold.
 * Source: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design", JAES 60(6), 2012, eq. 4.
 */
export function reductionDb(
  levelDb: number,
  thresholdDb: number,
  ratio: number,
  kneeDb: number,
  rangeDb: number,
): number {
  const over = levelDb - thresholdDb
  const slope = slopeOf(ratio)
  if (2 * over <= -kneeDb) return 0
  const reduction = 2 * over >= kneeDb ? slope * over : (slope * (over + kneeDb / 2) ** 2) / (2 * kneeDb)
  return -Math.min(rangeDb, reduction)
}

/** [audio] The mirrored curve: what lies below the threshold is raised by this many dB (0 or positive), at most by the range. */
export const raiseDb = (
  levelDb: number,
  thresholdDb: number,
  ratio: number,
  kneeDb: number,
  rangeDb: number,
): number => -reductionDb(2 * thresholdDb - levelDb, thresholdDb, ratio, kneeDb, rangeDb)

// Layout: four values at this grid line, then the same four at the next. Threshold, half knee and range in octaves.
const THRESHOLD = 0
const SLOPE = 1
const HALF_KNEE = 2
const RANGE = 3
const NEXT = 4
/** Level (amplitude or power) at which the knee begins: above it, or below it when raising, something happens. */
const START = 8
/** Octaves of amplitude per octave of level: 1 for amplitudes, 1/2 for powers. */
const UNIT = 9

/** The dials of a static curve, each in its own unit: dB, n:1, dB, dB. Parameter views fit, and so do made ones. */
export interface CurveDials {
  readonly threshold: NumberView
  /** 1 to LIMIT_RATIO, which is infinity. */
  readonly ratio: NumberView
  /** Whole width of the bend, 0 or more. */
  readonly knee: NumberView
  /** Deepest reduction, 0 or more. */
  readonly range: NumberView
}

/** Doubles of state of one Curve. */
export const CURVE_STATE = 10

/** The static curve as a kernel runs it: from level to gain in octaves, over a whole call. */
export class Curve {
  readonly #c: Float64Array
  #gliding = false
  #raises = false

  /** [idle] `state`: CURVE_STATE doubles. */
  constructor(state: Float64Array) {
    this.#c = state
  }

  /**
   * [audio] After a change of the parameters. `power`: levels are powers, not amplitudes. `raises`: what lies below the
   * threshold is raised instead of what lies above it reduced.
   */
  set(p: CurveDials, power: boolean, raises: boolean): void {
    const c = this.#c
    c[THRESHOLD] = p.threshold.from / DB_PER_OCTAVE
    c[SLOPE] = slopeOf(p.ratio.from)
    c[HALF_KNEE] = p.knee.from / 2 / DB_PER_OCTAVE
    c[RANGE] = p.range.from / DB_PER_OCTAVE
    c[NEXT + THRESHOLD] = p.threshold.to / DB_PER_OCTAVE
    c[NEXT + SLOPE] = slopeOf(p.ratio.to)
    c[NEXT + HALF_KNEE] = p.knee.to / 2 / DB_PER_OCTAVE
    c[NEXT + RANGE] = p.range.to / DB_PER_OCTAVE
    const bend = raises ? -c[HALF_KNEE]! : c[HALF_KNEE]!
    c[START] = (power ? 4 : 2) ** (c[THRESHOLD]! - bend)
    this.#raises = raises
    c[UNIT] = power ? 0.5 : 1
    this.#gliding = false
    for (let k = 0; k < NEXT; k++) if (c[k] !== c[NEXT + k]) this.#gliding = true
  }

  /** [audio] True when no level up to `top` is changed in this quantum. */
  passes(top: number): boolean {
    if (this.#gliding) return false
    const c = this.#c
    return c[SLOPE] === 0 || c[RANGE] === 0 || (!this.#raises && top <= c[START]!)
  }

  /** [audio] Writes into `target` the gain (octaves: 0 or negative, 0 or positive when it raises) for each value of `level`. */
  process(level: Float64Array, target: Float64Array, frames: number, offset: number): void {
    if (this.#gliding) this.#glide(level, target, frames, offset)
    else this.#rest(level, target, frames)
  }

  /** A held level stands still for most frames: the logarithm is taken only where it moves. */
  #rest(level: Float64Array, target: Float64Array, frames: number): void {
    const c = this.#c
    const threshold = c[THRESHOLD]!
    const slope = c[SLOPE]!
    const half = c[HALF_KNEE]!
    const range = c[RANGE]!
    const start = c[START]!
    const unit = c[UNIT]!
    const bend = half > 0 ? slope / (4 * half) : 0
    const raises = this.#raises
    let last = -1
    let gain = 0
    for (let i = 0; i < frames; i++) {
      const value = level[i]!
      if (value !== last) {
        last = value
        gain = 0
        if (value > start !== raises) {
          const above = unit * log2(value) - threshold
          const over = raises ? -above : above
          const inKnee = over + half
          let change = over >= half ? slope * over : bend * inKnee * inKnee
          if (change > range) change = range
          gain = raises ? change : -change
        }
      }
      target[i] = gain
    }
  }

  /** While a dial moves, the curve moves with every frame, so that a fast attack does not hear the grid. */
  #glide(level: Float64Array, target: Float64Array, frames: number, offset: number): void {
    const c = this.#c
    const raises = this.#raises
    for (let i = 0; i < frames; i++) {
      const at = (offset + i) / QUANTUM
      const threshold = c[THRESHOLD]! + at * (c[NEXT + THRESHOLD]! - c[THRESHOLD]!)
      const slope = c[SLOPE]! + at * (c[NEXT + SLOPE]! - c[SLOPE]!)
      const half = c[HALF_KNEE]! + at * (c[NEXT + HALF_KNEE]! - c[HALF_KNEE]!)
      const range = c[RANGE]! + at * (c[NEXT + RANGE]! - c[RANGE]!)
      const above = c[UNIT]! * log2(level[i]!) - threshold
      const over = raises ? -above : above
      const inKnee = over + half
      let change = 0
      if (over >= half) change = slope * over
      else if (inKnee > 0) change = (slope * inKnee * inKnee) / (4 * half)
      if (change > range) change = range
      target[i] = raises ? change : -change
    }
  }
}
