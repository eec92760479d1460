// Layout of the state.
const OPEN = 0
const REMAINING = 1
const OPEN_AT = 2
const CLOSE_BELOW = 3
const HOLD = 4

/** Doubles of state of one Trigger. */
export const TRIGGER_STATE = 5

/**
 * Decides frame by frame whether the gate is open: it opens with the first sample at or above one level and closes when
 * no sample has reached a lower one for the hold time.
 *
 * An open gate is not asked at every frame: only the latest sample that reached the lower level counts, so the search goes
 * backwards from the frame where the hold would end and mostly stops at once.
 */
export class Trigger {
  readonly #s: Float64Array

  /** [idle] `state`: TRIGGER_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Two amplitudes, the second one not above the first, and a whole number of frames. */
  set(openAt: number, closeBelow: number, holdFrames: number): void {
    const s = this.#s
    s[OPEN_AT] = openAt
    s[CLOSE_BELOW] = closeBelow
    s[HOLD] = holdFrames
    if (s[REMAINING]! > holdFrames) s[REMAINING] = holdFrames
  }

  /** [audio] True when the frame that `next` is asked about is open, as far as is known before hearing it. */
  get isOpen(): boolean {
    return this.#s[OPEN] === 1
  }

  /**
   * [audio] The frame, `from` to `frames`, at which the state that `isOpen` gives ends (`frames`: not in this call); it
   * is then the other one. `left` and `right` are the key, the same array for one channel; NaN counts as silence.
   */
  next(left: Float64Array, right: Float64Array, from: number, frames: number): number {
    return this.isOpen
      ? this.#nextClosed(left, right, from, frames)
      : this.#nextOpen(left, right, from, frames)
  }

  #nextOpen(left: Float64Array, right: Float64Array, from: number, frames: number): number {
    const s = this.#s
    const openAt = s[OPEN_AT]!
    for (let i = from; i < frames; i++) {
      if (!(Math.abs(left[i]!) >= openAt || Math.abs(right[i]!) >= openAt)) continue
      s[OPEN] = 1
      s[REMAINING] = s[HOLD]!
      return i
    }
    return frames
  }

  #nextClosed(left: Float64Array, right: Float64Array, from: number, frames: number): number {
    const s = this.#s
    const closeBelow = s[CLOSE_BELOW]!
    const hold = s[HOLD]!
    let remaining = s[REMAINING]!
    let i = from
    while (i < frames) {
      // Frames i .. i + remaining - 1 are open whatever they hold; the next one only if one of these, or itself, is loud.
      const close = i + remaining
      const end = close < frames ? close + 1 : frames
      let last = end - 1
      while (last >= i && !(Math.abs(left[last]!) >= closeBelow || Math.abs(right[last]!) >= closeBelow))
        last--
      if (last >= i) remaining = hold - (end - 1 - last)
      else if (end === close + 1) {
        s[OPEN] = 0
        return close
      } else remaining -= end - i
      i = end
    }
    s[REMAINING] = remaining
    return frames
  }

  /** [audio] */
  reset(): void {
    this.#s[OPEN] = 0
    this.#s[REMAINING] = 0
  }
}
