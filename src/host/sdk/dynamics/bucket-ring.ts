const SLOTS = 32
const MASK = SLOTS - 1
/**
 * Most buckets a window is cut into. What it holds a level for is off by up to 7 % from 124 frames on (by 3.5 % in the middle of
 * all lengths), below by up to 8 frames. Twice as many cost 0.3 us per 128 frames.
 */
const BUCKETS = 16
/** Shortest bucket in frames; a window of less than FEWEST of them is cut finer. */
const SHORTEST = 8
const FEWEST = 3

// Layout: what lasts of the finished buckets, their peaks, then the rest.
const PEAKS = SLOTS
const PAST = 2 * SLOTS
const AT = PAST + 1
const LENGTH = PAST + 2
const COUNT = PAST + 3
const BRIEF = PAST + 4
/** The highest of what lasts. */
const LASTING = PAST + 5

/** Doubles of state of one BucketRing. */
export const BUCKET_RING_STATE = PAST + 6

/**
 * The peaks of the finished buckets of a window, and the highest of them. An exact sliding maximum needs memory for the
 * whole window and a badly predictable branch per frame; buckets cost a comparison.
 */
export class BucketRing {
  readonly #s: Float64Array

  /** [idle] `state`: BUCKET_RING_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Frames in a bucket. */
  get length(): number {
    return this.#s[LENGTH]!
  }

  /** [audio] Frames for which a level is held, on average: half a bucket more or less. */
  get heldFrames(): number {
    return (this.#s[COUNT]! - 0.5) * this.#s[LENGTH]!
  }

  /** [audio] The highest of the finished buckets. */
  get past(): number {
    return this.#s[PAST]!
  }

  /**
   * [audio] Window in frames, 1 or more, the running bucket included. `briefFrames` of it, rounded up to a bucket, count
   * with their peak, the older ones with what lasts of it.
   */
  setWindow(frames: number, briefFrames: number): void {
    const s = this.#s
    const shortest = Math.min(SHORTEST, Math.ceil(frames / FEWEST))
    const length = Math.max(shortest, Math.ceil(frames / (BUCKETS - 0.5)))
    const count = Math.round(frames / length + 0.5)
    const brief = Math.min(count - 1, Math.ceil(briefFrames / length))
    const moved = count !== s[COUNT]! || brief !== s[BRIEF]!
    s[LENGTH] = length
    s[COUNT] = count
    s[BRIEF] = brief
    if (moved) this.#rescan()
  }

  /** [audio] Files a finished bucket: its peak, and what lasts of it (not above the peak). */
  finish(peak: number, lasting: number): void {
    const s = this.#s
    const at = s[AT]! | 0
    const count = s[COUNT]! | 0
    const dropped = s[(at - count + 1) & MASK]!
    s[at] = lasting
    s[PEAKS + at] = peak
    s[AT] = (at + 1) & MASK
    if (count > 1 && dropped < s[LASTING]!) {
      if (lasting > s[LASTING]!) s[LASTING] = lasting
      this.#addPeaks()
    } else this.#rescan()
  }

  #rescan(): void {
    const s = this.#s
    const at = s[AT]! | 0
    const count = s[COUNT]! | 0
    let highest = 0
    for (let k = 1; k < count; k++) {
      const value = s[(at - k) & MASK]!
      if (value > highest) highest = value
    }
    s[LASTING] = highest
    this.#addPeaks()
  }

  #addPeaks(): void {
    const s = this.#s
    const at = s[AT]! | 0
    const brief = s[BRIEF]! | 0
    let past = s[LASTING]!
    for (let k = 1; k <= brief; k++) {
      const value = s[PEAKS + ((at - k) & MASK)]!
      if (value > past) past = value
    }
    s[PAST] = past
  }

  /** [audio] The levels change from amplitudes to powers, or back. */
  rescale(toPower: boolean): void {
    const s = this.#s
    for (let i = 0; i < PAST; i++) s[i] = toPower ? s[i]! * s[i]! : Math.sqrt(s[i]!)
    this.#rescan()
  }

  /** [audio] The higher of both levels everywhere; `other` has run in step with this one. */
  merge(other: BucketRing): void {
    const s = this.#s
    const o = other.#s
    for (let i = 0; i < PAST; i++) if (o[i]! > s[i]!) s[i] = o[i]!
    this.#rescan()
  }

  /** [audio] */
  reset(): void {
    this.#s.fill(0, 0, AT + 1)
    this.#s[LASTING] = 0
  }
}
