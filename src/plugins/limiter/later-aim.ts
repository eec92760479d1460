import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { Aim } from './aim.ts'

/** The aim of a second stage: the first one's, later by the first stage's delay and closer to the ceiling. */
export class LaterAim {
  /** The result of the last `process`. */
  readonly levels: Float64Array
  readonly #line: Float64Array
  readonly #mask: number
  readonly #frames: number
  readonly #factor: number
  /** Lowest first-stage levels of as many quanta as a level may be late by; the last entry is their minimum. */
  readonly #lows: Float64Array
  #at = 0

  /** [idle] Late by `frames`, `factor` times as high. */
  constructor(env: ProcessorEnv, frames: number, factor: number) {
    let size = QUANTUM
    while (size < frames + QUANTUM) size *= 2
    this.#mask = size - 1
    this.#frames = frames
    this.#factor = factor
    this.levels = env.allocate(QUANTUM)
    this.#line = env.allocate(size)
    this.#lows = env.allocate(Math.ceil(frames / QUANTUM) + 2)
    this.reset()
  }

  /** [audio] The lowest level that this quantum may bring. */
  get lowest(): number {
    return this.#lows[this.#lows.length - 1]!
  }

  /** [audio] On every grid line; true when `lowest` has moved. */
  advance(first: Aim): boolean {
    const lows = this.#lows
    const last = lows.length - 1
    let lowest = first.lowest
    for (let k = last - 1; k > 0; k--) {
      lows[k] = lows[k - 1]!
      if (lows[k]! < lowest) lowest = lows[k]!
    }
    lows[0] = first.lowest
    const moved = lows[last] !== lowest * this.#factor
    lows[last] = lowest * this.#factor
    return moved
  }

  /** [audio] `first`: the levels of the first stage for the same frames. */
  process(first: Float64Array, frames: number): void {
    const { levels } = this
    const line = this.#line
    const mask = this.#mask
    const factor = this.#factor
    const write = this.#at
    const read = write - this.#frames
    for (let i = 0; i < frames; i++) {
      line[(write + i) & mask] = first[i]!
      levels[i] = factor * line[(read + i) & mask]!
    }
    this.#at = (write + frames) & mask
  }

  /** [audio] */
  reset(): void {
    // Before the first frame there is silence: any level will do that is not in its way.
    this.#line.fill(1)
    this.#lows.fill(1)
    this.#at = 0
  }
}
