import { BUCKET_RING_STATE, BucketRing } from './bucket-ring.ts'

// Layout behind the ring: the running bucket.
const NOW = BUCKET_RING_STATE
const REMAINING = NOW + 1
const TOP = NOW + 2

/** Doubles of state of one PeakHold. */
export const PEAK_HOLD_STATE = NOW + 3

/**
 * The highest level of the last window: what keeps a detector from sagging between the peaks of a low tone.
 *
 *     |level| -> peak of the running bucket -> max with the peaks of the finished buckets -> held level
 *
 * A level is held for the window, half a bucket more or less.
 */
export class PeakHold {
  readonly #s: Float64Array
  readonly #ring: BucketRing

  /** [idle] `state`: PEAK_HOLD_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
    this.#ring = new BucketRing(state)
  }

  /** [audio] The highest value of the last `process`. In the state, because a number that is handed back may be boxed. */
  get top(): number {
    return this.#s[TOP]!
  }

  /** [audio] Length of the window in frames, 1 or more. What is held stays held. */
  setWindow(frames: number): void {
    const s = this.#s
    this.#ring.setWindow(frames, 0)
    const length = this.#ring.length
    if (s[REMAINING]! > length || s[REMAINING] === 0) s[REMAINING] = length
  }

  /**
   * [audio] Writes into `held` the held absolute value of the louder of `left` and `right` (the same array for one
   * channel; NaN is passed over).
   */
  process(left: Float64Array, right: Float64Array, held: Float64Array, frames: number): void {
    const s = this.#s
    let now = s[NOW]!
    let past = this.#ring.past
    let remaining = s[REMAINING]!
    let peak = now > past ? now : past
    let top = 0
    let i = 0
    while (i < frames) {
      const end = remaining < frames - i ? i + remaining : frames
      remaining -= end - i
      for (; i < end; i++) {
        const l = Math.abs(left[i]!)
        const r = Math.abs(right[i]!)
        if (l > now) {
          now = l
          if (l > peak) peak = l
        }
        if (r > now) {
          now = r
          if (r > peak) peak = r
        }
        held[i] = peak
      }
      if (peak > top) top = peak
      if (remaining === 0) {
        this.#ring.finish(now, now)
        past = this.#ring.past
        peak = past
        now = 0
        remaining = this.#ring.length
      }
    }
    s[NOW] = now
    s[REMAINING] = remaining
    s[TOP] = top
  }

  /** [audio] */
  reset(): void {
    this.#ring.reset()
    this.#s[NOW] = 0
    this.#s[REMAINING] = this.#ring.length
  }
}
