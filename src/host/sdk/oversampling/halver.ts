import type { ProcessorEnv } from '../plugin.ts'
import { halfBand } from './half-band.ts'
import { halfPoints } from './half-points.ts'
import type { Stage } from './stages.ts'

/**
 *     x, twice the rate -+-> even frames -> half-band points -+-> x 1/2 -> y
 *                        +-> odd frames --> delay ------------+
 *
 * 2 x pairs - 1 frames of the higher rate late, or one less with the parts of even and odd frames exchanged
 * (`late` 0). The gain of the pass band is 1.
 */
export class Halver {
  readonly #history: number
  readonly #late: boolean
  readonly #taps: Float64Array
  readonly #even: Float64Array
  readonly #odd: Float64Array
  readonly #points: Float64Array
  #last = 0

  /** [idle] `most`: frames of the lower rate in the largest call. */
  constructor(env: ProcessorEnv, stage: Stage, most: number) {
    this.#history = 2 * stage.pairs
    this.#late = stage.late === 1
    this.#taps = halfBand(stage.pairs, stage.pass)
    this.#even = env.allocate(this.#history + most)
    this.#odd = env.allocate(this.#history + most)
    this.#points = env.allocate(most)
  }

  /** [audio] 2 x `frames` of `input` become `frames` of `output`. */
  process(input: Float64Array, output: Float64Array, frames: number): void {
    const even = this.#even
    const odd = this.#odd
    const points = this.#points
    const history = this.#history
    const between = history - (history >> 1)
    const centre = this.#late ? between : between + 1
    even.copyWithin(0, this.#last, history + this.#last)
    odd.copyWithin(0, this.#last, history + this.#last)
    this.#last = frames
    for (let i = 0; i < frames; i++) {
      even[history + i] = input[2 * i]!
      odd[history + i] = input[2 * i + 1]!
    }
    const middle = this.#late ? odd : even
    halfPoints(this.#late ? even : odd, between, this.#taps, points, frames)
    for (let i = 0; i < frames; i++) output[i] = 0.5 * (middle[centre + i]! + points[i]!)
  }

  /** [audio] */
  reset(): void {
    this.#even.fill(0)
    this.#odd.fill(0)
    this.#last = 0
  }
}
