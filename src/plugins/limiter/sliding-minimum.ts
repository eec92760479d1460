/**
 * Smallest of the last `length` values, three comparisons per frame whatever the length: the minimum of the running
 * block so far and of what is left of the block before.
 * Sources: M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels",
 * 1992; J. Gil and M. Werman, "Computing 2-D min, median, and max filters", 1993.
 */
export class SlidingMinimum {
  /** Values of the running block; beyond the write position those of the block before. */
  readonly #block: Float64Array
  /** Entry k: minimum of the block before from k to its end; one entry more for "nothing left". */
  readonly #suffix: Float64Array
  /** [0] write position in the block, [1] minimum of the running block. */
  readonly #clock: Float64Array

  /** Doubles of state for a window of `length` values. */
  static doubles(length: number): number {
    return 2 * length + 3
  }

  /** [idle] `state`: `doubles(length)` long. */
  constructor(state: Float64Array, length: number) {
    this.#block = state.subarray(0, length)
    this.#suffix = state.subarray(length, 2 * length + 1)
    this.#clock = state.subarray(2 * length + 1)
    this.reset()
  }

  /** [audio] `out[i]` <- minimum of the `length` values that end at `x[i]`. Values are 0..1. */
  process(x: Float64Array, out: Float64Array, frames: number): void {
    const block = this.#block
    const suffix = this.#suffix
    const length = block.length
    let at = this.#clock[0]!
    let prefix = this.#clock[1]!
    for (let i = 0; i < frames; i++) {
      const v = x[i]!
      block[at] = v
      if (v < prefix) prefix = v
      at++
      const rest = suffix[at]!
      out[i] = rest < prefix ? rest : prefix
      if (at === length) {
        this.#closeBlock()
        prefix = 1
        at = 0
      }
    }
    this.#clock[0] = at
    this.#clock[1] = prefix
  }

  /** [audio] True when every value in the window is 1. */
  atRest(): boolean {
    return this.#clock[1] === 1 && this.#suffix[this.#clock[0]!] === 1
  }

  /** [audio] Forgets all: the window holds ones. */
  reset(): void {
    this.#block.fill(1)
    this.#suffix.fill(1)
    this.#clock[0] = 0
    this.#clock[1] = 1
  }

  #closeBlock(): void {
    const block = this.#block
    const suffix = this.#suffix
    let least = 1
    for (let k = block.length - 1; k >= 0; k--) {
      const v = block[k]!
      if (v < least) least = v
      suffix[k] = least
    }
  }
}
