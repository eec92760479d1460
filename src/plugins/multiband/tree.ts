import { flushState, type NumberView, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { ALL_PASS_STATE, allPass, allPassPair, SPLIT_STATE, split } from './linkwitz-riley.ts'
import { Tuning } from './tuning.ts'

/**
 * Two to four bands whose sum is the input behind the all-passes of all crossovers:
 *
 *     in -> split 1 -> low ----> all-pass 2 --> all-pass 3 --> band 1
 *              +-----> split 2 -> low --------> all-pass 3 --> band 2
 *                         +-----> split 3 ------ low --------> band 3
 *                                    +---------- high -------> band 4
 *
 * Each crossover sends the bands below it through its own all-pass, or they would not line up with the bands above.
 * Source: J. D'Appolito, "Active Realization of Multiway All-Pass Crossover Systems", JAES 35(4), 1987.
 */
export class CrossoverTree {
  /** The bands of the last `process`, lowest first, each with its channels. */
  readonly bands: readonly (readonly Float64Array[])[]
  readonly #tunings: readonly Tuning[]
  readonly #state: Float64Array
  readonly #channels: number

  /** [idle] `bands`: 2 to 4. */
  constructor(env: ProcessorEnv, bands: number) {
    const { channels } = env
    this.#channels = channels
    this.bands = Array.from({ length: bands }, () =>
      Array.from({ length: channels }, () => env.allocate(QUANTUM)),
    )
    this.#tunings = Array.from({ length: bands - 1 }, () => new Tuning(env))
    const allPasses = ((bands - 1) * (bands - 2)) / 2
    this.#state = env.allocate(channels * ((bands - 1) * SPLIT_STATE + allPasses * ALL_PASS_STATE))
  }

  /** [audio] Once per grid line. A crossover never stands below the one before it; `jump`: all are there at once. */
  advance(crossovers: readonly NumberView[], changed: boolean, jump: boolean): void {
    let lowest = 0
    for (let k = 0; k < this.#tunings.length; k++) {
      if (!changed) {
        this.#tunings[k]!.stay()
        continue
      }
      const hz = crossovers[k]!.to
      if (hz > lowest) lowest = hz
      this.#tunings[k]!.advance(lowest, jump)
    }
  }

  /** [audio] Writes `bands`. */
  process(input: readonly Float64Array[], frames: number, offset: number): void {
    const { bands } = this
    const state = this.#state
    const channels = this.#channels
    let at = 0
    for (let k = 0; k < this.#tunings.length; k++) {
      const tuning = this.#tunings[k]!
      tuning.fill(frames, offset)
      const above = k === 0 ? input : bands[k]!
      for (let c = 0; c < channels; c++) {
        split(above[c]!, bands[k]![c]!, bands[k + 1]![c]!, state, at, tuning, frames)
        at += SPLIT_STATE
      }
      for (let b = 0; b < k; b++) {
        const band = bands[b]!
        if (channels === 2) allPassPair(band[0]!, band[1]!, state, at, tuning, frames)
        else allPass(band[0]!, state, at, tuning, frames)
        at += channels * ALL_PASS_STATE
      }
    }
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    flushState(this.#state, 0, this.#state.length)
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }
}
