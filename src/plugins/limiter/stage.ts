import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { AllowedGain } from './allowed-gain.ts'
import { Envelope } from './envelope.ts'
import type { LimiterViews } from './parameters.ts'
import type { PeakReader } from './peak-reader.ts'
import { stageFrames } from './timing.ts'

/**
 *     in -+-> peak per channel -> allowed gain -> link -> envelope -+
 *         +-> delay ----------------------------------------------> x -> out
 */
export class Stage {
  readonly #latency: number
  readonly #allowed: AllowedGain
  readonly #envelopes: readonly Envelope[]
  readonly #gains: readonly Float64Array[]
  readonly #delays: readonly Float64Array[]
  readonly #mask: number
  /** One double, the least gain of the last call, linear: handed back as a number it would be boxed. */
  readonly least: Float64Array
  #frame = 0
  #linked = true
  /** Frames until the envelopes, which are given the same, are the same. */
  #unsettled = 0

  /** [idle] One reader per channel; `window` and `guard` in frames as in Envelope. */
  constructor(env: ProcessorEnv, readers: readonly PeakReader[], window: number, guard: number) {
    const each = <T>(make: () => T): readonly T[] => readers.map(make)
    this.#latency = stageFrames(readers[0]!.lateFrames, window, guard)
    this.#allowed = new AllowedGain(env, readers)
    this.#envelopes = each(() => new Envelope(env, window, guard))
    this.#gains = each(() => env.allocate(QUANTUM))
    const size = 2 ** Math.ceil(Math.log2(this.#latency + QUANTUM))
    this.#mask = size - 1
    this.#delays = each(() => env.allocate(size))
    this.least = env.allocate(1)
  }

  /** [audio] On a grid line: time constant of the fast part of the release, and whether steady reductions are held. */
  retune(releaseMs: number, holdsSteady: boolean): void {
    for (let c = 0; c < this.#envelopes.length; c++) this.#envelopes[c]!.retune(releaseMs, holdsSteady)
  }

  /** [audio] On a grid line: the lowest aim that the quantum may bring, linear. */
  watch(aim: number): void {
    this.#allowed.watch(aim)
  }

  /** [audio] `x`, `output`: planar; `aim`: linear, per frame, for the frames that are read now. */
  process(
    x: readonly Float64Array[],
    output: readonly Float64Array[],
    aim: Float64Array,
    link: LimiterViews['link'],
    frames: number,
    offset: number,
  ): void {
    const linked = x.length === 1 || this.#isLinked(link, frames)
    if (linked) this.#smoothLinked(x, aim, frames, offset)
    else this.#smoothApart(x, aim, link, frames, offset)
    this.#linked = linked
    this.least[0] = 1
    for (let c = 0; c < x.length; c++)
      this.#apply(this.#delays[c]!, x[c]!, this.#gains[linked ? 0 : c]!, output[c]!, frames)
    this.#frame = (this.#frame + frames) & this.#mask
  }

  /**
   * One envelope for both sides will do once both have been given the same for long enough: until then one of them does not
   * know yet what the other side has in its delay.
   */
  #isLinked(link: LimiterViews['link'], frames: number): boolean {
    const first = this.#envelopes[0]!
    if (link.from !== 100 || link.to !== 100) this.#unsettled = first.settleFrames + 1
    else if (this.#unsettled > first.settleFrames) {
      first.join(this.#envelopes[1]!)
      this.#unsettled = first.settleFrames
    }
    if (this.#unsettled <= 0) return true
    if (this.#unsettled <= first.settleFrames) this.#unsettled -= frames
    return false
  }

  /** [audio] */
  reset(): void {
    this.#allowed.reset()
    for (let c = 0; c < this.#envelopes.length; c++) {
      this.#envelopes[c]!.reset()
      this.#delays[c]!.fill(0)
    }
    this.#linked = true
    this.#unsettled = 0
  }

  #smoothLinked(x: readonly Float64Array[], aim: Float64Array, frames: number, offset: number): void {
    const allowed = this.#allowed
    allowed.processLinked(x, aim, frames)
    this.#envelopes[0]!.process(allowed.gains[0]!, this.#gains[0]!, frames, offset)
  }

  #smoothApart(
    x: readonly Float64Array[],
    aim: Float64Array,
    link: LimiterViews['link'],
    frames: number,
    offset: number,
  ): void {
    const allowed = this.#allowed
    allowed.processApart(x, aim, frames, offset, link)
    // While linked both envelopes would have seen the same, so the second is a copy of the first.
    if (this.#linked) this.#envelopes[1]!.copyFrom(this.#envelopes[0]!)
    for (let c = 0; c < 2; c++)
      this.#envelopes[c]!.process(allowed.gains[c]!, this.#gains[c]!, frames, offset)
  }

  /** The delayed channel times the gain; notes the least gain. */
  #apply(
    delay: Float64Array,
    x: Float64Array,
    gain: Float64Array,
    output: Float64Array,
    frames: number,
  ): void {
    const mask = this.#mask
    const write = this.#frame
    const read = write - this.#latency
    let least = this.least[0]!
    for (let i = 0; i < frames; i++) {
      delay[(write + i) & mask] = x[i]!
      const g = gain[i]!
      if (g < least) least = g
      output[i] = g * delay[(read + i) & mask]!
    }
    this.least[0] = least
  }
}
