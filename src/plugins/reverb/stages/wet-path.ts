import type { MeterCell, ParameterViews, ProcessIo } from '../../../host/sdk/index.ts'
import type { ReverbParams } from '../params.ts'
import { Blend } from './blend.ts'
import { Ducker } from './ducker.ts'
import { WetCuts } from './wet-cuts.ts'

/** Below -300 dB the cuts are silent. */
const FLOOR = 1e-15

/**
 * What both engines share behind the reverb itself:
 *
 *     wet -> low cut -> high cut -> ducking -> width -+-> + -> output
 *     input ------------------------------------------+   mix
 */
export class WetPath {
  readonly #cuts: WetCuts
  readonly #ducker: Ducker
  readonly #blend: Blend

  /** [idle] */
  constructor(stereo: boolean, sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#cuts = new WetCuts(sampleRate, allocate)
    this.#ducker = new Ducker(sampleRate, allocate)
    this.#blend = new Blend(stereo, allocate)
  }

  /** [audio] On a grid line on which a value moved. All of them glide with the engine. */
  aim({ lowCut, highCut, ducking, duckRelease, mix, width }: ParameterViews<ReverbParams>): void {
    this.#cuts.aim(lowCut.from, lowCut.to, highCut.from, highCut.to)
    this.#ducker.aim(ducking.from, ducking.to, duckRelease.to)
    this.#blend.aim(mix.from / 100, mix.to / 100, width.from / 100, width.to / 100)
  }

  /** [audio] Writes the output from `left` and `right` (one channel: `left` alone), which are worked on in place. */
  process(io: ProcessIo, left: Float64Array, right: Float64Array, meter: MeterCell): void {
    const stereo = io.output.length > 1
    this.#cuts.process(io, 0, left)
    if (stereo) this.#cuts.process(io, 1, right)
    this.#ducker.process(io, left, right)
    this.#ducker.show(meter)
    this.#blend.process(io, 0, left, right)
    if (stereo) this.#blend.process(io, 1, right, left)
  }

  /** [audio] The same for a wet signal of zeros over an input of zeros. */
  rest(io: ProcessIo, meter: MeterCell): void {
    meter.value = 0
    for (let c = 0; c < io.output.length; c++) this.#blend.rest(io, c)
  }

  /** [audio] On a grid line: ends what would become denormal; true when the filters are silent. */
  flush(): boolean {
    return this.#cuts.flush() <= FLOOR
  }

  /** [audio] */
  reset(): void {
    this.#cuts.reset()
    this.#ducker.reset()
  }
}
