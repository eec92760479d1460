import {
  lookAheadFrames,
  type MeterCell,
  type NumberView,
  type ProcessIo,
  type ProcessorEnv,
  type ToggleView,
} from '../../host/sdk/index.ts'
import { Band } from './band.ts'
import { BANDS, type BandNumber, type MultibandViews } from './params.ts'
import { CrossoverTree } from './tree.ts'

interface Buttons {
  readonly solo: ToggleView
  readonly mute: ToggleView
}

/**
 *     in -> crossovers -> band 1..4: reducer, gain -> sum -> out
 */
export class MultibandKernel {
  readonly #crossovers: readonly NumberView[]
  readonly #tree: CrossoverTree
  readonly #bands: readonly Band[]
  readonly #buttons: readonly Buttons[]
  #started = false

  /** [idle] `meters`: one per band there can be. */
  constructor(env: ProcessorEnv, params: MultibandViews, meters: readonly MeterCell[]) {
    const count = params.bands.index + 2
    const numbers: readonly BandNumber[] = BANDS.slice(0, count)
    const lookAhead = lookAheadFrames(params.lookAhead.target, env.sampleRate)
    this.#crossovers = [params.crossover1, params.crossover2, params.crossover3]
    this.#tree = new CrossoverTree(env, count)
    this.#bands = numbers.map((n, i) => new Band(env, params, n, meters[i]!, lookAhead))
    this.#buttons = numbers.map((n) => ({ solo: params[`band${n}Solo`], mute: params[`band${n}Mute`] }))
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.offset === 0 || !this.#started) this.#gridLine(io.changed || !this.#started)
    const { frames, offset, output } = io
    const bands = this.#bands
    this.#tree.process(io.input, frames, offset)
    for (let c = 0; c < output.length; c++) output[c]!.fill(0, 0, frames)
    for (let b = 0; b < bands.length; b++) bands[b]!.process(this.#tree.bands[b]!, output, frames, offset)
  }

  #gridLine(changed: boolean): void {
    const buttons = this.#buttons
    const jump = !this.#started
    let soloed = false
    for (let b = 0; b < buttons.length; b++) if (buttons[b]!.solo.on) soloed = true
    this.#tree.advance(this.#crossovers, changed, jump)
    for (let b = 0; b < buttons.length; b++) {
      const { solo, mute } = buttons[b]!
      this.#bands[b]!.advance(!mute.on && (solo.on || !soloed), changed, jump)
    }
    this.#started = true
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#tree.flush()
    for (let b = 0; b < this.#bands.length; b++) this.#bands[b]!.flush()
  }

  /** [audio] */
  reset(): void {
    this.#tree.reset()
    for (let b = 0; b < this.#bands.length; b++) this.#bands[b]!.reset()
    this.#started = false
  }
}
