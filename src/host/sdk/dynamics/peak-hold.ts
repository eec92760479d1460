const SLOTS = 32
const MASK = SLOTS - 1
/** Most buckets a window is cut into: it is exact within 6 % of its length, mostly 3. Twice as many cost 0.3 us per 128 frames. */
const BUCKETS = 16
/** Shortest bucket in frames; a window of less than FEWEST of them is cut finer. */
const SHORTEST = 8
const FEWEST = 3

// Layout after the slots, which hold the peaks of the finished buckets.
const NOW = SLOTS
const PAST = SLOTS + 1
const REMAINING = SLOTS + 2
const AT = SLOTS + 3
const LENGTH = SLOTS + 4
const COUNT = SLOTS + 5
const TOP = SLOTS + 6

/** Doubles of state of one PeakHold. */
export const PEAK_HOLD_STATE = SLOTS + 7

/**
 * The highest level of the last window: what keeps a detector from sagging between the peaks of a low tone.
 *
 *     |level| -> peak of the running bucket -> max with the peaks of the finished buckets -> held level
 *
 * An exact sliding maximum needs memory for the whole window and a badly predictable branch per frame; buckets cost a
 * comparison. A level is held for the window, half a bucket more or less.
 */
export class PeakHold {
  readonly #s: Float64Array

  /** [idle] `state`: PEAK_HOLD_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] The highest value of the last `process`. In the state, because a number that is handed back may be boxed. */
  get top(): number {
    return this.#s[TOP]!
  }

  /** [audio] Length of the window in frames, 1 or more. What is held stays held. */
  setWindow(frames: number): void {
    const s = this.#s
    const shortest = Math.min(SHORTEST, Math.ceil(frames / FEWEST))
    const length = Math.max(shortest, Math.ceil(frames / (BUCKETS - 0.5)))
    const count = Math.round(frames / length + 0.5)
    const before = s[COUNT]!
    s[LENGTH] = length
    s[COUNT] = count
    if (s[REMAINING]! > length || s[REMAINING] === 0) s[REMAINING] = length
    if (count !== before) this.#rescan()
  }

  /**
   * [audio] Writes into `held` the held absolute value of the louder of `left` and `right` (the same array for one
   * channel; NaN is passed over).
   */
  process(left: Float64Array, right: Float64Array, held: Float64Array, frames: number): void {
    const s = this.#s
    let now = s[NOW]!
    let past = s[PAST]!
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
        this.#finishBucket(now)
        past = s[PAST]!
        peak = past
        now = 0
        remaining = s[LENGTH]!
      }
    }
    s[NOW] = now
    s[REMAINING] = remaining
    s[TOP] = top
  }

  /** Files the peak of a bucket. */
  #finishBucket(now: number): void {
    const s = this.#s
    const past = s[PAST]!
    const at = s[AT]! | 0
    const count = s[COUNT]! | 0
    const dropped = s[(at - count + 1) & MASK]!
    s[at] = now
    s[AT] = (at + 1) & MASK
    if (count > 1 && dropped < past) {
      if (now > past) s[PAST] = now
    } else this.#rescan()
  }

  /** The peak of all finished buckets in the window, from their slots. */
  #rescan(): void {
    const s = this.#s
    const at = s[AT]! | 0
    const count = s[COUNT]! | 0
    let past = 0
    for (let k = 1; k < count; k++) {
      const value = s[(at - k) & MASK]!
      if (value > past) past = value
    }
    s[PAST] = past
  }

  /** [audio] The levels change from amplitudes to powers, or back. */
  rescale(toPower: boolean): void {
    const s = this.#s
    for (let i = 0; i <= PAST; i++) s[i] = toPower ? s[i]! * s[i]! : Math.sqrt(s[i]!)
  }

  /** [audio] Takes over the window and the levels of `other`. */
  copy(other: PeakHold): void {
    const o = other.#s
    for (let i = 0; i < o.length; i++) this.#s[i] = o[i]!
  }

  /** [audio] The higher of both levels everywhere; `other` runs in step with this one since `copy`. */
  merge(other: PeakHold): void {
    const s = this.#s
    const o = other.#s
    for (let i = 0; i <= PAST; i++) if (o[i]! > s[i]!) s[i] = o[i]!
  }

  /** [idle] */
  reset(): void {
    const s = this.#s
    s.fill(0, 0, PAST + 1)
    s[AT] = 0
    s[REMAINING] = s[LENGTH]!
  }
}
