import {
  dbToGain,
  gainToDb,
  type MeterCell,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
} from '../../host/sdk/index.ts'
import { AllowedGain } from './allowed-gain.ts'
import { Envelope } from './envelope.ts'
import type { LimiterViews } from './parameters.ts'
import { guardFrames, latencyFrames, windowFrames } from './timing.ts'

/** A sample beyond this (600 dBFS) is a fault, not sound, and counts as silence, like NaN and the infinities. */
const ABSURD = 1e30

/**
 *     in -> x gain -+-> peak per channel -> allowed gain -> link -> envelope -+
 *                   +-> delay ----------------------------------------------> x -> out
 *
 * The gain moves before the detector, and the ceiling of a frame is the one of the moment in which its peak is read, so
 * the ceiling holds at every moment of a move. Below it the output is the delayed input, bit for bit.
 */
export class LimiterKernel {
  readonly #views: LimiterViews
  readonly #channels: number
  readonly #latency: number
  readonly #allowed: AllowedGain
  readonly #envelopes: readonly Envelope[]
  readonly #driven: readonly Float64Array[]
  readonly #gains: readonly Float64Array[]
  readonly #delays: readonly Float64Array[]
  readonly #mask: number
  #frame = 0
  #linked = true
  /** Linear gain at this grid line and at the next. */
  #gainFrom = 1
  #gainTo = 1
  /** Deepest gain of the call, linear. */
  #least = 1

  /** [idle] Look-ahead and true peak are read once. */
  constructor(env: ProcessorEnv, views: LimiterViews) {
    const each = <T>(make: () => T): readonly T[] => Array.from({ length: env.channels }, make)
    const truePeak = views.truePeak.on
    const lookAhead = views.lookAhead.target
    const window = windowFrames(lookAhead, env.sampleRate)
    this.#views = views
    this.#channels = env.channels
    this.#latency = latencyFrames({ lookAhead, truePeak }, env.sampleRate)
    this.#allowed = new AllowedGain(env, truePeak)
    this.#envelopes = each(() => new Envelope(env, window, guardFrames(truePeak)))
    this.#driven = each(() => env.allocate(QUANTUM))
    this.#gains = each(() => env.allocate(QUANTUM))
    const size = 2 ** Math.ceil(Math.log2(this.#latency + QUANTUM))
    this.#mask = size - 1
    this.#delays = each(() => env.allocate(size))
    this.#retune()
  }

  /** [audio] `reduction` takes the deepest gain of the call in dB. */
  process(io: ProcessIo, reduction: MeterCell): void {
    const frames = io.frames
    const { from, to } = this.#views.link
    if (io.changed) this.#retune()
    for (let c = 0; c < this.#channels; c++) this.#drive(io.input[c]!, this.#driven[c]!, frames, io.offset)
    const linked = this.#channels === 1 || (from === 100 && to === 100)
    if (linked) this.#smoothLinked(frames, io.offset)
    else this.#smoothApart(frames, io.offset)
    this.#linked = linked
    this.#least = 1
    for (let c = 0; c < this.#channels; c++)
      this.#applyGain(c, this.#gains[linked ? 0 : c]!, io.output[c]!, frames)
    this.#frame = (this.#frame + frames) & this.#mask
    reduction.value = gainToDb(this.#least)
  }

  /** [idle] */
  reset(): void {
    this.#allowed.reset()
    for (const envelope of this.#envelopes) envelope.reset()
    for (const delay of this.#delays) delay.fill(0)
    this.#linked = true
  }

  #retune(): void {
    const { gain, ceiling, release } = this.#views
    this.#gainFrom = dbToGain(gain.from)
    this.#gainTo = dbToGain(gain.to)
    for (let c = 0; c < this.#channels; c++) this.#envelopes[c]!.retune(release.to)
    this.#allowed.retune(ceiling)
  }

  /** Input times gain, cleaned of what is not a sound. */
  #drive(input: Float64Array, driven: Float64Array, frames: number, offset: number): void {
    const from = this.#gainFrom
    const step = (this.#gainTo - from) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const v = input[i]! * (from + step * (offset + i))
      driven[i] = v < ABSURD && v > -ABSURD ? v : 0
    }
  }

  #smoothLinked(frames: number, offset: number): void {
    const allowed = this.#allowed
    allowed.processLinked(this.#driven, frames, offset)
    this.#envelopes[0]!.process(allowed.gains[0]!, this.#gains[0]!, frames, offset)
  }

  #smoothApart(frames: number, offset: number): void {
    const allowed = this.#allowed
    allowed.processApart(this.#driven, frames, offset, this.#views.link)
    // While linked both envelopes would have seen the same, so the second is a copy of the first.
    if (this.#linked) this.#envelopes[1]!.copyFrom(this.#envelopes[0]!)
    for (let c = 0; c < 2; c++)
      this.#envelopes[c]!.process(allowed.gains[c]!, this.#gains[c]!, frames, offset)
  }

  /** The delayed channel times the gain; notes the least gain. */
  #applyGain(channel: number, gain: Float64Array, output: Float64Array, frames: number): void {
    const driven = this.#driven[channel]!
    const delay = this.#delays[channel]!
    const mask = this.#mask
    const write = this.#frame
    const read = write - this.#latency
    let least = this.#least
    for (let i = 0; i < frames; i++) {
      delay[(write + i) & mask] = driven[i]!
      const g = gain[i]!
      if (g < least) least = g
      output[i] = g * delay[(read + i) & mask]!
    }
    this.#least = least
  }
}
