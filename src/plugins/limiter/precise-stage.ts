import { dbToGain, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { Aim } from './aim.ts'
import { TRUE_PEAK_MARGIN_DB } from './ceiling.ts'
import { FinePeakDetector } from './fine-peak.ts'
import { LaterAim } from './later-aim.ts'
import type { LimiterViews } from './parameters.ts'
import { Stage } from './stage.ts'
import { PRECISE_GUARD, preciseWindow } from './timing.ts'

/** How far below the ceiling the second stage aims, dB: covers what its own gain adds between the samples. */
const PRECISE_MARGIN_DB = 0.003
/** The second gain moves by hundredths of a dB; slowly, so that it adds nothing between the samples, ms. */
const RELEASE_MS = 50

/**
 * What the first stage leaves over: the finished sound is read with 16 points per frame from 256 taps each, and a second
 * gain with a look-ahead of its own takes the last hundredths of a dB.
 */
export class PreciseStage {
  /** One double, the least gain of the last call, linear. */
  readonly least: Float64Array
  readonly #aim: LaterAim
  readonly #stage: Stage
  readonly #sound: readonly Float64Array[]

  /** [idle] `lateFrames`: from the reading of a frame in the first stage to its output. */
  constructor(env: ProcessorEnv, lateFrames: number) {
    const readers = Array.from({ length: env.channels }, () => new FinePeakDetector(env))
    this.#stage = new Stage(env, readers, preciseWindow(env.sampleRate), PRECISE_GUARD)
    this.least = this.#stage.least
    this.#stage.retune(RELEASE_MS, true)
    this.#sound = readers.map(() => env.allocate(QUANTUM))
    const closer = dbToGain(TRUE_PEAK_MARGIN_DB - PRECISE_MARGIN_DB)
    this.#aim = new LaterAim(env, lateFrames + readers[0]!.lateFrames, closer)
  }

  /** [audio] `sound`: what the first stage gave, in place. `aim`: the first stage's, for the same frames. */
  process(
    sound: readonly Float64Array[],
    aim: Aim,
    link: LimiterViews['link'],
    frames: number,
    offset: number,
  ): void {
    if (offset === 0 && this.#aim.advance(aim)) this.#stage.watch(this.#aim.lowest)
    this.#aim.process(aim.levels, frames)
    for (let c = 0; c < sound.length; c++) {
      const from = sound[c]!
      const to = this.#sound[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    this.#stage.process(this.#sound, sound, this.#aim.levels, link, frames, offset)
  }

  /** [audio] */
  reset(): void {
    this.#aim.reset()
    this.#stage.reset()
  }
}
