/**
 * Two running averages one after the other: together a window of `length` frames with non-negative weights that sum to 1.
 * The sums run on whole numbers (steps of a power of two in a double), so they are exact, never drift, and a run of ones
 * comes out as exactly 1. Values are floored to a step: the average is never above the values it is made of.
 */
export class BoxAverages {
  readonly #first: Float64Array
  readonly #second: Float64Array
  /** [0], [1] running sums, [2], [3] write positions. */
  readonly #state: Float64Array
  /** Whole-number steps of the value 1. */
  readonly #unit: number

  /** Doubles of state for a window of `length` frames. */
  static doubles(length: number): number {
    return length + 5
  }

  /** [idle] `state`: `doubles(length)` long; `length` at least 2. */
  constructor(state: Float64Array, length: number) {
    const first = (length >> 1) + 1
    const second = length + 1 - first
    this.#state = state.subarray(0, 4)
    this.#first = state.subarray(4, 4 + first)
    this.#second = state.subarray(4 + first, 4 + first + second)
    this.#unit = 2 ** (52 - Math.ceil(Math.log2(first)) - Math.ceil(Math.log2(second)))
    this.reset()
  }

  /** [audio] `out[i]` <- average of the values that end at `x[i]`; values are 0..1. */
  process(x: Float64Array, out: Float64Array, frames: number): void {
    const first = this.#first
    const second = this.#second
    const state = this.#state
    const unit = this.#unit
    const firstLength = first.length
    const secondLength = second.length
    const full = unit * firstLength * secondLength
    const scale = 1 / full
    let sum1 = state[0]!
    let sum2 = state[1]!
    let at1 = state[2]!
    let at2 = state[3]!
    for (let i = 0; i < frames; i++) {
      const v = Math.floor(x[i]! * unit)
      sum1 += v - first[at1]!
      first[at1] = v
      if (++at1 === firstLength) at1 = 0
      sum2 += sum1 - second[at2]!
      second[at2] = sum1
      if (++at2 === secondLength) at2 = 0
      out[i] = sum2 === full ? 1 : sum2 * scale
    }
    state[0] = sum1
    state[1] = sum2
    state[2] = at1
    state[3] = at2
  }

  /** [audio] True when the windows hold nothing but ones. */
  atRest(): boolean {
    return this.#state[1] === this.#unit * this.#first.length * this.#second.length
  }

  /** [audio] */
  reset(): void {
    const unit = this.#unit
    const firstLength = this.#first.length
    this.#first.fill(unit)
    this.#second.fill(unit * firstLength)
    this.#state[0] = unit * firstLength
    this.#state[1] = unit * firstLength * this.#second.length
    this.#state[2] = 0
    this.#state[3] = 0
  }
}
