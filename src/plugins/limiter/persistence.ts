/** Frames per entry of the persistence test: it needs no finer clock. Divides the engine's grid. */
export const COARSE = 32

/**
 * The reduction that lasts: the lesser of the reductions that each of the last two spans contains. A steady tone from
 * 28 Hz up has a peak in every span of 18 ms and so a reduction that lasts; a lone hit never has.
 * One entry per COARSE frames; gains 0..1, so the lesser reduction is the larger gain.
 */
export class Persistence {
  /** One double, the gain that lasts: handed back as a number it would be boxed. */
  readonly lasting: Float64Array
  /** Minima of the last two spans, a ring. */
  readonly #entries: Float64Array
  /** [0] write position, [1] least gain of both spans, [2] `lasting`. */
  readonly #clock: Float64Array

  /** Entries of two spans of `spanFrames`. */
  static entries(spanFrames: number): number {
    return 2 * Math.max(1, Math.round(spanFrames / COARSE))
  }

  /** Doubles of state for two spans of `spanFrames`. */
  static doubles(spanFrames: number): number {
    return Persistence.entries(spanFrames) + 3
  }

  /** [idle] `state`: `doubles(spanFrames)` long. */
  constructor(state: Float64Array) {
    this.#entries = state.subarray(0, state.length - 3)
    this.#clock = state.subarray(state.length - 3)
    this.lasting = this.#clock.subarray(2)
    this.reset()
  }

  /** [audio] Takes the least gain of the last COARSE frames. */
  add(least: number): void {
    const entries = this.#entries
    const size = entries.length
    const half = size >> 1
    let at = this.#clock[0]!
    entries[at] = least
    at = at + 1 === size ? 0 : at + 1
    this.#clock[0] = at
    // From `at` on stands the earlier span, half a ring later the recent one.
    let earlier = 1
    let recent = 1
    for (let k = 0; k < size; k++) {
      const v = entries[k]!
      const age = k < at ? k - at + size : k - at
      if (age < half) {
        if (v < earlier) earlier = v
      } else if (v < recent) recent = v
    }
    this.#clock[1] = earlier < recent ? earlier : recent
    this.#clock[2] = earlier > recent ? earlier : recent
  }

  /** [audio] Both become the lesser of the two, entry by entry of the same age. */
  join(other: Persistence): void {
    const mine = this.#entries
    const others = other.#entries
    const size = mine.length
    let a = this.#clock[0]!
    let b = other.#clock[0]!
    for (let k = 0; k < size; k++) {
      const least = mine[a]! < others[b]! ? mine[a]! : others[b]!
      mine[a] = least
      others[b] = least
      a = a + 1 === size ? 0 : a + 1
      b = b + 1 === size ? 0 : b + 1
    }
    for (let k = 1; k <= 2; k++) {
      const least = Math.min(this.#clock[k]!, other.#clock[k]!)
      this.#clock[k] = least
      other.#clock[k] = least
    }
  }

  /** [audio] True when both spans hold nothing but ones. */
  atRest(): boolean {
    return this.#clock[1] === 1
  }

  /** [audio] */
  reset(): void {
    this.#entries.fill(1)
    this.#clock[0] = 0
    this.#clock[1] = 1
    this.#clock[2] = 1
  }
}
