import { type ProcessorEnv, QUANTUM } from '../plugin.ts'
import { Doubler } from './doubler.ts'
import { Halver } from './halver.ts'
import { type OversamplingFactor, oversamplingStages } from './stages.ts'

/**
 * One channel at 2, 4 or 8 times its rate and back, for whatever makes new overtones:
 *
 *     up -> half-band filters, x2 each -> [ your curve ] -> half-band filters, /2 each -> down
 *
 * Linear phase; `up` then `down` is the input, oversamplingLatency frames late, within 0.0001 dB up to
 * oversamplingPassHz, and exactly silent twice that long after the input is. What the curve makes above the pass band is taken
 * away by 111 dB or more before it can fold into it. Any split of calls gives the same bits.
 */
export class Oversampler {
  readonly factor: OversamplingFactor
  readonly #doublers: readonly Doubler[]
  /** From the highest rate down. */
  readonly #halvers: readonly Halver[]
  /** What `up` gives. */
  readonly #raised: Float64Array
  /** What stands between the halvers. */
  readonly #lowered: readonly Float64Array[]

  /** [idle] */
  constructor(env: ProcessorEnv, factor: OversamplingFactor) {
    const stages = oversamplingStages(factor, env.sampleRate)
    this.factor = factor
    this.#doublers = stages.map((stage, s) => new Doubler(env, stage, QUANTUM << s))
    this.#halvers = stages.map((stage, s) => new Halver(env, stage, QUANTUM << s)).reverse()
    this.#raised = env.allocate(factor * QUANTUM)
    this.#lowered = stages.map((_, s) => env.allocate(QUANTUM << s)).reverse()
  }

  /**
   * [audio] `frames` of `input` (1 to QUANTUM) at the higher rate: an own array of factor x QUANTUM doubles, of which the
   * first factor x `frames` are good until the next `up`. It may be written over and handed to `down`.
   */
  up(input: Float64Array, frames: number): Float64Array {
    const doublers = this.#doublers
    const raised = this.#raised
    const first = doublers[0]!
    first.shift(frames)
    for (let i = 0; i < frames; i++) first.x[first.newest + i] = input[i]!
    let count = frames
    for (let s = 1; s < doublers.length; s++) {
      const next = doublers[s]!
      next.shift(2 * count)
      doublers[s - 1]!.process(next.x, next.newest, count)
      count *= 2
    }
    doublers[doublers.length - 1]!.process(raised, 0, count)
    return raised
  }

  /** [audio] factor x `frames` of `input` become `frames` of `output`. */
  down(input: Float64Array, output: Float64Array, frames: number): void {
    const last = this.#halvers.length - 1
    let from = input
    for (let s = 0; s <= last; s++) {
      const to = s === last ? output : this.#lowered[s]!
      this.#halvers[s]!.process(from, to, frames << (last - s))
      from = to
    }
  }

  /** [audio] Back to silence. */
  reset(): void {
    for (let s = 0; s < this.#doublers.length; s++) {
      this.#doublers[s]!.reset()
      this.#halvers[s]!.reset()
    }
  }
}
