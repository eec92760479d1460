import { PAD, ringSize } from './chunk.ts'

/** Doubles cleared per sweep: 64 kB, about 3 us. */
const SWEEP = 8192

/** The memory of all delay lines: one ring each, all of one size, all written at the same place. */
export class LineRings {
  readonly lines: number
  readonly doubles: Float64Array
  readonly mask: number
  /** Doubles from the start of one ring to the next. */
  readonly stride: number
  #swept: number

  /** [idle] `longest`: longest delay, frames. */
  constructor(lines: number, longest: number, allocate: (doubles: number) => Float64Array) {
    this.lines = lines
    const size = ringSize(longest)
    this.mask = size - 1
    this.stride = size + PAD
    this.doubles = allocate(lines * this.stride)
    this.#swept = this.doubles.length
  }

  /** [audio] From here on `sweep` clears everything, a part at a time: in one go it is a peak of 20 us and more. */
  startSweep(): void {
    this.#swept = 0
  }

  /** [audio] */
  sweep(): void {
    const from = this.#swept
    if (from >= this.doubles.length) return
    this.#swept = Math.min(this.doubles.length, from + SWEEP)
    this.doubles.fill(0, from, this.#swept)
  }

  /** [audio] Clears at once what `sweep` has not reached yet. */
  finishSweep(): void {
    if (this.#swept < this.doubles.length) this.doubles.fill(0, this.#swept)
    this.#swept = this.doubles.length
  }
}
