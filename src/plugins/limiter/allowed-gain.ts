import { dbToGain, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { ceilingGain, TRUE_PEAK_MARGIN_DB } from './ceiling.ts'
import type { LimiterViews } from './parameters.ts'
import { TruePeakDetector } from './true-peak.ts'

/** Rounding takes at most six steps of 2^-53 between the aim and the output; this is eight. */
const ROUNDING = 1 - 2 ** -50

/**
 * The gain each frame may have at most:
 *
 *     driven -> peak (true or sample) -> aim / peak, at most 1 -> moved towards the other side's by the link
 */
export class AllowedGain {
  /** Per channel, the result of the last call; while linked only the first counts. */
  readonly gains: readonly Float64Array[]
  readonly #detectors: readonly TruePeakDetector[]
  /** What is aimed at, as a share of the ceiling. */
  readonly #margin: number
  readonly #aim: Float64Array
  /** Linear aim at this grid line and at the next. */
  #aimFrom = 1
  #aimTo = 1

  /** [idle] */
  constructor(env: ProcessorEnv, truePeak: boolean) {
    const each = <T>(make: () => T): readonly T[] => Array.from({ length: env.channels }, make)
    this.gains = each(() => env.allocate(QUANTUM))
    this.#detectors = truePeak ? each(() => new TruePeakDetector(env)) : []
    this.#margin = truePeak ? dbToGain(-TRUE_PEAK_MARGIN_DB) : ROUNDING
    this.#aim = env.allocate(QUANTUM)
  }

  /**
   * [audio] On a grid line, when the ceiling may have moved. On its way down it counts at once, for whoever lowers it
   * wants to be safe, and the look-ahead smooths the step (no click above -87 dB for 24 dB); on its way up it glides.
   */
  retune({ from, to, target }: LimiterViews['ceiling']): void {
    this.#aimFrom = ceilingGain(from < target ? from : target) * this.#margin
    this.#aimTo = ceilingGain(to < target ? to : target) * this.#margin
    const lowest = this.#aimFrom < this.#aimTo ? this.#aimFrom : this.#aimTo
    for (let c = 0; c < this.#detectors.length; c++) this.#detectors[c]!.watch(lowest)
  }

  /** [audio] `driven`: one planar array per channel. Both channels share one gain: the first of `gains`. */
  processLinked(driven: readonly Float64Array[], frames: number, offset: number): void {
    this.#moveAim(frames, offset)
    const shared = this.gains[0]!
    for (let i = 0; i < frames; i++) shared[i] = 0
    for (let c = 0; c < driven.length; c++) this.#raisePeak(c, driven[c]!, frames, shared)
    this.#divide(shared, frames)
  }

  /** [audio] Two channels, `link` per cent linked: `gains` of both. */
  processApart(
    driven: readonly Float64Array[],
    frames: number,
    offset: number,
    link: LimiterViews['link'],
  ): void {
    this.#moveAim(frames, offset)
    for (let c = 0; c < 2; c++) {
      const own = this.gains[c]!
      for (let i = 0; i < frames; i++) own[i] = 0
      this.#raisePeak(c, driven[c]!, frames, own)
      this.#divide(own, frames)
    }
    const left = this.gains[0]!
    const right = this.gains[1]!
    const from = link.from / 100
    const step = (link.to / 100 - from) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const l = left[i]!
      const r = right[i]!
      const both = l < r ? l : r
      const share = from + step * (offset + i)
      left[i] = l + share * (both - l)
      right[i] = r + share * (both - r)
    }
  }

  /** [idle] */
  reset(): void {
    for (const detector of this.#detectors) detector.reset()
  }

  /** Fills in the aim of each frame. */
  #moveAim(frames: number, offset: number): void {
    const aim = this.#aim
    const from = this.#aimFrom
    const step = (this.#aimTo - from) / QUANTUM
    for (let i = 0; i < frames; i++) aim[i] = from + step * (offset + i)
  }

  #raisePeak(channel: number, x: Float64Array, frames: number, peak: Float64Array): void {
    if (this.#detectors.length > 0) {
      this.#detectors[channel]!.read(x, frames, peak)
      return
    }
    for (let i = 0; i < frames; i++) {
      const m = Math.abs(x[i]!)
      if (m > peak[i]!) peak[i] = m
    }
  }

  /** Peak -> the gain that brings it down to the aim, in place. */
  #divide(peak: Float64Array, frames: number): void {
    const aim = this.#aim
    for (let i = 0; i < frames; i++) {
      const p = peak[i]!
      peak[i] = p > aim[i]! ? aim[i]! / p : 1
    }
  }
}
