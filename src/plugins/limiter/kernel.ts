import {
  dbToGain,
  type MeterCell,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
  SPLINE_STATE,
  Spline,
} from '../../host/sdk/index.ts'
import { Aim } from './aim.ts'
import { DETECTIONS, type LimiterViews, STYLES } from './parameters.ts'
import { samplePeaks } from './peak-reader.ts'
import { PreciseStage } from './precise-stage.ts'
import { Stage } from './stage.ts'
import { guardFrames, windowFrames } from './timing.ts'
import { TruePeakDetector } from './true-peak.ts'

/** A sample beyond this (600 dBFS) is a fault, not sound, and counts as silence, like NaN and the infinities. */
const ABSURD = 1e30
const CLEAN = STYLES.indexOf('clean')
const PRECISE = DETECTIONS.indexOf('precise')

/**
 *     in -> x gain -> stage [-> precise stage] -> out
 *
 * The gain moves before the detector, and the ceiling of a frame is the one of the moment in which its peak is read, so
 * the ceiling holds at every moment of a move. Below it the output is the delayed input, bit for bit.
 */
export class LimiterKernel {
  readonly #views: LimiterViews
  readonly #aim: Aim
  readonly #stage: Stage
  readonly #precise: PreciseStage | undefined
  readonly #driven: readonly Float64Array[]
  /** Linear gain of the drive. */
  readonly #gain: Spline
  readonly #gains: Float64Array

  /** [idle] Structural parameters are read once. */
  constructor(env: ProcessorEnv, views: LimiterViews) {
    const each = <T>(make: () => T): readonly T[] => Array.from({ length: env.channels }, make)
    const truePeak = views.truePeak.on
    const window = windowFrames(views.lookAhead.target, env.sampleRate)
    const guard = guardFrames(truePeak)
    this.#views = views
    this.#aim = new Aim(env, truePeak)
    const readers = each(() => (truePeak ? new TruePeakDetector(env) : samplePeaks))
    this.#stage = new Stage(env, readers, window, guard)
    const isPrecise = truePeak && views.detection.index === PRECISE
    this.#precise = isPrecise ? new PreciseStage(env, window - 1 + guard) : undefined
    this.#driven = each(() => env.allocate(QUANTUM))
    this.#gain = new Spline(env.allocate(SPLINE_STATE))
    this.#gain.jump(dbToGain(views.gain.from))
    this.#gains = env.allocate(QUANTUM)
    this.#retune()
  }

  /** [audio] `reduction` takes the deepest gain of the call in dB. */
  process(io: ProcessIo, reduction: MeterCell): void {
    const { frames, offset, output } = io
    const { link } = this.#views
    const driven = this.#driven
    const precise = this.#precise
    if (io.changed) this.#retune()
    if (offset === 0) this.#gain.take(dbToGain(this.#views.gain.to))
    this.#gain.fill(this.#gains, frames, offset)
    for (let c = 0; c < driven.length; c++) this.#drive(io.input[c]!, driven[c]!, frames)
    this.#aim.process(frames, offset)
    this.#stage.process(driven, output, this.#aim.levels, link, frames, offset)
    let least = this.#stage.least[0]!
    if (precise !== undefined) {
      precise.process(output, this.#aim, link, frames, offset)
      least *= precise.least[0]!
    }
    // Written out: what `gainToDb` hands back would be boxed, which is garbage per block.
    reduction.value = 20 * Math.log10(least)
  }

  /** [audio] */
  reset(): void {
    this.#gain.jump(dbToGain(this.#views.gain.to))
    this.#stage.reset()
    this.#precise?.reset()
  }

  #retune(): void {
    const { ceiling, release, style } = this.#views
    this.#aim.retune(ceiling)
    this.#stage.retune(release.to, style.index === CLEAN)
    this.#stage.watch(this.#aim.lowest)
  }

  /** Input times gain, cleaned of what is not a sound. */
  #drive(input: Float64Array, driven: Float64Array, frames: number): void {
    const gains = this.#gains
    for (let i = 0; i < frames; i++) {
      const v = input[i]! * gains[i]!
      driven[i] = v < ABSURD && v > -ABSURD ? v : 0
    }
  }
}
