import type { ProcessorEnv } from '../plugin.ts'
import { halfBand } from './half-band.ts'
import { halfPoints } from './half-points.ts'
import type { Stage } from './stages.ts'

/**
 *     x -+-> delay ----------> odd frames  -+-> y, twice the rate
 *        +-> half-band points > even frames -+
 *
 * 2 x pairs - 1 frames of the higher rate late; the gain of the pass band is 1.
 */
export class Doubler {
  /** Where the newest frames begin; what came before stands below. */
  readonly #history: number
  readonly #taps: Float64Array
  readonly #x: Float64Array
  readonly #points: Float64Array
  #last = 0

  /** [idle] `most`: frames of the lower rate in the largest call. */
  constructor(env: ProcessorEnv, stage: Stage, most: number) {
    this.#history = 2 * stage.pairs
    this.#taps = halfBand(stage.pairs, stage.pass)
    this.#x = env.allocate(this.#history + most)
    this.#points = env.allocate(most)
  }

  /** [audio] `frames` of `input` become 2 x `frames` of `output`. */
  process(input: Float64Array, output: Float64Array, frames: number): void {
    const x = this.#x
    const points = this.#points
    const history = this.#history
    const centre = history - (history >> 1)
    x.copyWithin(0, this.#last, history + this.#last)
    this.#last = frames
    for (let i = 0; i < frames; i++) x[history + i] = input[i]!
    halfPoints(x, centre, this.#taps, points, frames)
    for (let i = 0; i < frames; i++) {
      output[2 * i] = points[i]!
      output[2 * i + 1] = x[centre + 1 + i]!
    }
  }

  /** [audio] */
  reset(): void {
    this.#x.fill(0)
    this.#last = 0
  }
}
