import { linkGains, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { LimiterViews } from './parameters.ts'
import type { PeakReader } from './peak-reader.ts'

/**
 * The gain each frame may have at most:
 *
 *     sound -> peak (true or sample) -> aim / peak, at most 1 -> moved towards the other side's by the link
 */
export class AllowedGain {
  /** Per channel, the result of the last call; while linked only the first counts. */
  readonly gains: readonly Float64Array[]
  readonly #readers: readonly PeakReader[]

  /** [idle] One reader per channel. */
  constructor(env: ProcessorEnv, readers: readonly PeakReader[]) {
    this.gains = readers.map(() => env.allocate(QUANTUM))
    this.#readers = readers
  }

  /** [audio] On a grid line: the lowest aim that the quantum may bring, linear. */
  watch(aim: number): void {
    for (let c = 0; c < this.#readers.length; c++) this.#readers[c]!.watch(aim)
  }

  /** [audio] `x`: one planar array per channel. All channels share one gain: the first of `gains`. */
  processLinked(x: readonly Float64Array[], aim: Float64Array, frames: number): void {
    const shared = this.gains[0]!
    for (let i = 0; i < frames; i++) shared[i] = 0
    for (let c = 0; c < x.length; c++) this.#readers[c]!.read(x[c]!, frames, aim, shared)
    divide(shared, aim, frames)
  }

  /** [audio] Two channels, `link` per cent linked: `gains` of both. */
  processApart(
    x: readonly Float64Array[],
    aim: Float64Array,
    frames: number,
    offset: number,
    link: LimiterViews['link'],
  ): void {
    for (let c = 0; c < 2; c++) {
      const own = this.gains[c]!
      for (let i = 0; i < frames; i++) own[i] = 0
      this.#readers[c]!.read(x[c]!, frames, aim, own)
      divide(own, aim, frames)
    }
    linkGains(this.gains[0]!, this.gains[1]!, link, frames, offset)
  }

  /** [audio] */
  reset(): void {
    for (let c = 0; c < this.#readers.length; c++) this.#readers[c]!.reset()
  }
}

/** [audio] Peak -> the gain that brings it down to the aim, in place. */
function divide(peak: Float64Array, aim: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) {
    const p = peak[i]!
    peak[i] = p > aim[i]! ? aim[i]! / p : 1
  }
}
