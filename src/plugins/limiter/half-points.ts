import { halfWayWeights, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'

/** Pairs of taps; a multiple of 4. */
const PAIRS = 32
/** Kaiser beta: low, for a steep edge near Nyquist at the price of 0.02 dB of ripple (see README). */
const BETA = 2.5
/** Samples and points kept from before this call: what the 4x stage looks back on. */
export const HISTORY = 2 * PAIRS + 8
export const KEPT_POINTS = 8
/** The first point that the 4x stage reads; those below KEPT_POINTS - 1 stand from the call before. */
const FIRST_READ = 3

/** Frames by which the points lag behind the newest sample. */
export const HALF_FRAMES = PAIRS

/** The curve half-way between samples: a half-band interpolator of 64 taps, one point per frame, HALF_FRAMES late. */
export class HalfPoints {
  /** The newest frames stand from HISTORY on, what came before below them. */
  readonly samples: Float64Array
  /** Entry KEPT_POINTS + i is the point half a frame after sample HISTORY + i - PAIRS. */
  readonly points: Float64Array
  /** One double, the largest magnitude of all samples that are kept: as a field it would be boxed. */
  readonly loudest: Float64Array
  readonly #taps = halfWayWeights(PAIRS, PAIRS, BETA)
  /** The first point that the call before has not left behind. */
  #first = FIRST_READ
  #lastFrames = 0

  /** [idle] One per channel. */
  constructor(env: ProcessorEnv) {
    this.samples = env.allocate(HISTORY + QUANTUM)
    this.points = env.allocate(KEPT_POINTS + QUANTUM)
    this.loudest = env.allocate(1)
  }

  /** [idle] Sum of |tap|: no point is larger than this times the largest sample in reach. */
  get gain(): number {
    return 2 * this.#taps.reduce((sum, w) => sum + Math.abs(w), 0)
  }

  /** [audio] Appends `frames` samples of `x`. */
  take(x: Float64Array, frames: number): void {
    const samples = this.samples
    const last = this.#lastFrames
    samples.copyWithin(0, last, HISTORY + last)
    this.points.copyWithin(0, last, KEPT_POINTS + last)
    this.#lastFrames = frames
    let most = 0
    for (let i = 0; i < HISTORY; i++) {
      const m = Math.abs(samples[i]!)
      if (m > most) most = m
    }
    for (let i = 0; i < frames; i++) {
      const v = x[i]!
      samples[HISTORY + i] = v
      const m = Math.abs(v)
      if (m > most) most = m
    }
    this.loudest[0] = most
  }

  /** [audio] Leaves the points of this call out: nobody will read them. */
  skip(): void {
    this.#first = FIRST_READ
  }

  /**
   * [audio] The points of the samples just taken. Four pairs at a time slide over all frames, so that every sample is
   * loaded once for four products; pairs add up in their own order, so any split of calls gives the same bits.
   */
  interpolate(): void {
    const { samples, points } = this
    const taps = this.#taps
    const from = this.#first
    const to = KEPT_POINTS - 1 + this.#lastFrames
    const even = to - ((to - from) & 1)
    for (let i = from; i < to; i++) points[i] = 0
    for (let k = 0; k < PAIRS; k += 4) {
      const w0 = taps[k]!
      const w1 = taps[k + 1]!
      const w2 = taps[k + 2]!
      const w3 = taps[k + 3]!
      const l = HISTORY - KEPT_POINTS - PAIRS - k
      const r = HISTORY - KEPT_POINTS - PAIRS + 1 + k
      let a = samples[l - 3 + from]!
      let b = samples[l - 2 + from]!
      let c = samples[l - 1 + from]!
      let p = samples[r + from]!
      let q = samples[r + 1 + from]!
      let s = samples[r + 2 + from]!
      for (let i = from; i < even; i += 2) {
        const d = samples[l + i]!
        const e = samples[l + 1 + i]!
        const t = samples[r + 3 + i]!
        const u = samples[r + 4 + i]!
        points[i] = points[i]! + w0 * (d + p) + w1 * (c + q) + w2 * (b + s) + w3 * (a + t)
        points[i + 1] = points[i + 1]! + w0 * (e + q) + w1 * (d + s) + w2 * (c + t) + w3 * (b + u)
        a = c
        b = d
        c = e
        p = s
        q = t
        s = u
      }
      if (even < to)
        points[even] =
          points[even]! +
          w0 * (samples[l + even]! + p) +
          w1 * (c + q) +
          w2 * (b + s) +
          w3 * (a + samples[r + 3 + even]!)
    }
    this.#first = KEPT_POINTS - 1
  }

  /** [audio] */
  reset(): void {
    this.samples.fill(0)
    this.points.fill(0)
    this.#first = FIRST_READ
    this.#lastFrames = 0
  }
}
