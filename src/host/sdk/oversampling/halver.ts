import type { ProcessorEnv } from '../plugin.ts'
import { halfBand } from './half-band.ts'
import { addHalfPoints } from './half-points.ts'
import type { Stage } from './stages.ts'

/**
 *     x, twice the rate -> x 1/2 -+-> even frames -> half-band points -+-> y
 *                                 +-> odd frames --> delay ------------+
 *
 * 2 x pairs - 1 frames of the higher rate late, or one less with the parts of even and odd frames exchanged
 * (`late` 0). The gain of the pass band is 1.
 */
export class Halver {
  readonly #newest: number
  readonly #late: boolean
  readonly #taps: Float64Array
  readonly #even: Float64Array
  readonly #odd: Float64Array
  #last = 0

  /** [idle] `most`: frames of the lower rate in the largest call. */
  constructor(env: ProcessorEnv, stage: Stage, most: number) {
    this.#newest = 2 * stage.pairs
    this.#late = stage.late === 1
    this.#taps = halfBand(stage.pairs, stage.pass)
    this.#even = env.allocate(this.#newest + most)
    this.#odd = env.allocate(this.#newest + most)
  }

  /** [audio] 2 x `frames` of `x` become `frames` of `y`. */
  process(x: Float64Array, y: Float64Array, frames: number): void {
    const even = this.#even
    const odd = this.#odd
    const newest = this.#newest
    const last = this.#last
    for (let i = 0; i < newest; i++) {
      even[i] = even[i + last]!
      odd[i] = odd[i + last]!
    }
    this.#last = frames
    for (let i = 0; i < frames; i++) {
      even[newest + i] = 0.5 * x[2 * i]!
      odd[newest + i] = 0.5 * x[2 * i + 1]!
    }
    const between = newest >> 1
    const middle = this.#late ? odd : even
    const centre = this.#late ? between : between + 1
    addHalfPoints(this.#late ? even : odd, between, this.#taps, middle, centre, y, frames)
  }

  /** [audio] */
  reset(): void {
    this.#even.fill(0)
    this.#odd.fill(0)
    this.#last = 0
  }
}
