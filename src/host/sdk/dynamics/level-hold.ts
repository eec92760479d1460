import { BUCKET_RING_STATE, BucketRing } from './bucket-ring.ts'

/** A bucket with a peak above this times its mean magnitude is a click; a sine has 1 to 1.9, noise mostly less than 3. */
const LASTING = 3

/**
 * How far the sample before the three may be from their sine, in shares of the highest squared: up to the first they count as
 * a sine (two tones that beat stay below it), from the second on as none.
 */
const SINE = 0.2
const STRAY = 0.5

/** A held level does not follow dips smaller than this (0.08 dB), but it creeps down by CREEP per second. */
const DIP = 1.0093
const CREEP = 0.005

// Layout behind the ring: the running bucket, then the samples around its highest one.
const NOW = BUCKET_RING_STATE
const REMAINING = NOW + 1
const TOP = NOW + 2
/** Sums of magnitudes of this bucket, left and right. */
const SUM = NOW + 3
/** Which channel the highest sample is in, 0 or 1. */
const SIDE = NOW + 5
const BEFORE = NOW + 6
const CENTRE = NOW + 7
const AFTER = NOW + 8
/** 1 while the sample after the highest one has not come yet. */
const OPEN = NOW + 9
/** The two newest samples of each channel, left then right, the newer first. */
const NEWEST = NOW + 10
const EARLIER = NOW + 14
/** LASTING for sums of magnitudes instead of their mean. */
const TONE = NOW + 15

/** What the finished buckets read, and by how much it creeps down per bucket. */
const STANDS = NOW + 16
const KEEPS = NOW + 17

/** Doubles of state of one LevelHold. */
export const LEVEL_HOLD_STATE = NOW + 18

/**
 * The peak level of a wave, held over a window, so that a tone gives a steady level and the gain draws no harmonics:
 *
 *     |sample| -> highest of the running bucket -----------------> max -> held level
 *              -> finished bucket: peak between the samples,  ---/
 *                 less of it for clicks
 *
 * Samples alone miss the peak by up to 3 dB, and near a quarter or a sixth of the rate what they miss beats. The sine
 * through the highest sample and its neighbours has its peak where the wave has it: for a steady tone exactly.
 * Two tones beside each other meet in a new way in each of their beats, and their peaks differ by a few hundredths of a
 * dB: dips as small as that are passed over.
 * A click is known by its bucket, which is empty beside it: it counts in full for one more bucket, and then the less the
 * emptier its own is.
 */
export class LevelHold {
  readonly #s: Float64Array
  readonly #ring: BucketRing
  #waves = true

  /** [idle] `state`: LEVEL_HOLD_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
    this.#ring = new BucketRing(state)
  }

  /** [audio] The highest value of the last `process`. In the state, because a number that is handed back may be boxed. */
  get top(): number {
    return this.#s[TOP]!
  }

  /** [audio] Frames for which a level is held, on average: the window as far as its buckets allow. */
  get heldFrames(): number {
    return this.#ring.heldFrames
  }

  /**
   * [audio] Length of the window in frames, 1 or more; of these, `fullFrames` hold clicks too. What is held stays held.
   */
  setWindow(frames: number, fullFrames: number, sampleRate: number): void {
    const s = this.#s
    this.#ring.setWindow(frames, fullFrames + 1)
    const length = this.#ring.length
    if (this.#ring.past > s[STANDS]!) s[STANDS] = this.#ring.past
    s[KEEPS] = 1 - (CREEP * length) / sampleRate
    s[TONE] = LASTING / length
    if (s[REMAINING]! > length) s[REMAINING] = length
  }

  /** [audio] True for samples of a wave, false for levels that are averaged already: these are taken as they are. */
  setWaves(waves: boolean): void {
    if (waves === this.#waves) return
    this.#waves = waves
    const s = this.#s
    this.#ring.rescale(!waves)
    s[STANDS] = this.#ring.past
    s[NOW] = waves ? Math.sqrt(s[NOW]!) : s[NOW]! ** 2
    s[CENTRE] = 0
    s[OPEN] = 0
  }

  /**
   * [audio] Writes into `held` the held level of the louder of `left` and `right` (the same array for one channel; NaN
   * is passed over).
   */
  process(left: Float64Array, right: Float64Array, held: Float64Array, frames: number): void {
    const s = this.#s
    if (s[OPEN] === 1) {
      s[AFTER] = (s[SIDE] === 0 ? left : right)[0]!
      s[OPEN] = 0
    }
    let now = s[NOW]!
    let past = s[STANDS]!
    let remaining = s[REMAINING]!
    let sumLeft = s[SUM]!
    let sumRight = s[SUM + 1]!
    let side = s[SIDE]! | 0
    let highest = -1
    let peak = now > past ? now : past
    let top = 0
    let i = 0
    while (i < frames) {
      // A bucket is filed with the first frame after it: the neighbour of its last sample.
      if (remaining === 0) {
        if (highest >= 0) this.#note(left, right, highest, side, i + 1)
        s[NOW] = now
        s[SUM] = sumLeft > sumRight ? sumLeft : sumRight
        this.#finish()
        past = s[STANDS]!
        remaining = this.#ring.length
        peak = past
        now = 0
        sumLeft = 0
        sumRight = 0
        highest = -1
      }
      const end = remaining < frames - i ? i + remaining : frames
      remaining -= end - i
      for (; i < end; i++) {
        const l = Math.abs(left[i]!)
        const r = Math.abs(right[i]!)
        sumLeft += l
        sumRight += r
        if (l > now) {
          now = l
          highest = i
          side = 0
          if (l > peak) peak = l
        }
        if (r > now) {
          now = r
          highest = i
          side = 1
          if (r > peak) peak = r
        }
        held[i] = peak
      }
      if (peak > top) top = peak
    }
    if (highest >= 0) this.#note(left, right, highest, side, frames)
    s[NOW] = now
    s[REMAINING] = remaining
    s[SUM] = sumLeft
    s[SUM + 1] = sumRight
    s[SIDE] = side
    s[NEWEST + 1] = frames > 1 ? left[frames - 2]! : s[NEWEST]!
    s[NEWEST] = left[frames - 1]!
    s[NEWEST + 3] = frames > 1 ? right[frames - 2]! : s[NEWEST + 2]!
    s[NEWEST + 2] = right[frames - 1]!
    s[TOP] = top
  }

  /** Keeps the highest sample, `at`, and its neighbours; `frames` of the call have been heard. */
  #note(left: Float64Array, right: Float64Array, at: number, side: number, frames: number): void {
    const s = this.#s
    const x = side === 0 ? left : right
    const newest = NEWEST + 2 * side
    s[BEFORE] = at > 0 ? x[at - 1]! : s[newest]!
    s[EARLIER] = at > 1 ? x[at - 2]! : at === 1 ? s[newest]! : s[newest + 1]!
    s[CENTRE] = x[at]!
    s[OPEN] = at + 1 < frames ? 0 : 1
    if (at + 1 < frames) s[AFTER] = x[at + 1]!
  }

  /** Files the running bucket. Its numbers come in the state, because handed over they may be boxed. */
  #finish(): void {
    const s = this.#s
    const now = s[NOW]!
    let peak = now
    let lasting = now
    if (this.#waves) {
      // The sine through the highest sample and its neighbours has the squared amplitude c^2 (1 + slope^2 / bend).
      const l = s[BEFORE]!
      const c = s[CENTRE]!
      const r = s[AFTER]!
      const slope = r - l
      const bend = 4 * c * c - (l + r) * (l + r)
      if (bend > 0 && Math.abs(l) <= now && Math.abs(r) <= now) {
        const stray = Math.abs((l + r) * l - c * (c + s[EARLIER]!)) / (c * c)
        const trust = stray < SINE ? 1 : (STRAY - stray) / (STRAY - SINE)
        if (trust > 0) peak = now * Math.sqrt(1 + (trust * slope * slope) / bend)
      }
      const tone = s[TONE]! * s[SUM]!
      lasting = tone < peak ? (tone * tone) / peak : peak
    }
    this.#ring.finish(peak, lasting)
    s[CENTRE] = 0
    const past = this.#ring.past
    const stood = s[STANDS]! * s[KEEPS]!
    if (stood <= past || !this.#waves) s[STANDS] = past
    else s[STANDS] = stood < DIP * past ? stood : DIP * past
  }

  /** [audio] Takes over the window and the levels of `other`. */
  copy(other: LevelHold): void {
    const o = other.#s
    for (let i = 0; i < o.length; i++) this.#s[i] = o[i]!
    this.#waves = other.#waves
  }

  /** [audio] The higher of both levels everywhere; `other` runs in step with this one since `copy`. */
  merge(other: LevelHold): void {
    const s = this.#s
    this.#ring.merge(other.#ring)
    if (other.#s[STANDS]! > s[STANDS]!) s[STANDS] = other.#s[STANDS]!
    if (other.#s[NOW]! <= s[NOW]!) return
    s[NOW] = other.#s[NOW]!
    s[CENTRE] = 0
    s[OPEN] = 0
  }

  /** [audio] */
  reset(): void {
    this.#ring.reset()
    this.#s.fill(0, NOW, TONE)
    this.#s[STANDS] = 0
  }
}
