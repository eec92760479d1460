import { dbToGain, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { ceilingGain, TRUE_PEAK_MARGIN_DB } from './ceiling.ts'
import type { LimiterViews } from './parameters.ts'

/** Rounding takes at most six steps of 2^-53 between the aim and the output; this is eight. */
const ROUNDING = 1 - 2 ** -50

/** The level that each frame is brought down to, linear: the ceiling less a margin, as it moves. */
export class Aim {
  /** The result of the last `process`. */
  readonly levels: Float64Array
  /** [0] level at this grid line, [1] at the next. */
  readonly #ends: Float64Array
  /** What is aimed at, as a share of the ceiling. */
  readonly #margin: number

  /** [idle] With `truePeak` the margin covers the error of the detector, else rounding. */
  constructor(env: ProcessorEnv, truePeak: boolean) {
    this.levels = env.allocate(QUANTUM)
    this.#ends = env.allocate(2)
    this.#margin = truePeak ? dbToGain(-TRUE_PEAK_MARGIN_DB) : ROUNDING
  }

  /**
   * [audio] On a grid line, when the ceiling may have moved. On its way down it counts at once, for whoever lowers it
   * wants to be safe, and the look-ahead smooths the step (-81 dB above 1.5 kHz under a tone of 100 Hz that is pulled down by 23 dB); on its way up it glides.
   */
  retune({ from, to, target }: LimiterViews['ceiling']): void {
    this.#ends[0] = ceilingGain(from < target ? from : target) * this.#margin
    this.#ends[1] = ceilingGain(to < target ? to : target) * this.#margin
  }

  /** [audio] The lowest level of this quantum. */
  get lowest(): number {
    const from = this.#ends[0]!
    const to = this.#ends[1]!
    return from < to ? from : to
  }

  /** [audio] Fills in the levels of the next `frames`. */
  process(frames: number, offset: number): void {
    const levels = this.levels
    const from = this.#ends[0]!
    const step = (this.#ends[1]! - from) / QUANTUM
    for (let i = 0; i < frames; i++) levels[i] = from + step * (offset + i)
  }
}
