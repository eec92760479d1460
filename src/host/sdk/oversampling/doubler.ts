import type { ProcessorEnv } from '../plugin.ts'
import { halfBand } from './half-band.ts'
import { addHalfPoints } from './half-points.ts'
import type { Stage } from './stages.ts'

/**
 *     x -+-> half-band points > even frames -+-> y, twice the rate
 *        +-> delay -----------> odd frames --+
 *
 * 2 x pairs - 1 frames of the higher rate late; the gain of the pass band is 1.
 */
export class Doubler {
  /** Where the newest frames begin in `x`; what came before stands below. */
  readonly newest: number
  /** [audio] The frames of a call are written here, from `newest` on, between `shift` and `process`. */
  readonly x: Float64Array
  readonly #taps: Float64Array
  readonly #points: Float64Array
  readonly #zeros: Float64Array
  #last = 0

  /** [idle] `most`: frames of the lower rate in the largest call. */
  constructor(env: ProcessorEnv, stage: Stage, most: number) {
    this.newest = 2 * stage.pairs
    this.#taps = halfBand(stage.pairs, stage.pass)
    this.x = env.allocate(this.newest + most)
    this.#points = env.allocate(most)
    this.#zeros = env.allocate(most)
  }

  /** [audio] Makes room for `frames`. */
  shift(frames: number): void {
    const x = this.x
    const last = this.#last
    const newest = this.newest
    for (let i = 0; i < newest; i++) x[i] = x[i + last]!
    this.#last = frames
  }

  /** [audio] Writes 2 x `frames` into `y`, from `at` on. */
  process(y: Float64Array, at: number, frames: number): void {
    const x = this.x
    const points = this.#points
    const centre = this.newest >> 1
    addHalfPoints(x, centre, this.#taps, this.#zeros, 0, points, frames)
    for (let i = 0; i < frames; i++) {
      y[at + 2 * i] = points[i]!
      y[at + 2 * i + 1] = x[centre + 1 + i]!
    }
  }

  /** [audio] */
  reset(): void {
    this.x.fill(0)
    this.#last = 0
  }
}
