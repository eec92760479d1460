import {
  Oversampler,
  type OversamplingFactor,
  oversamplingLatency,
  type ProcessorEnv,
  QUANTUM,
} from '../../host/sdk/index.ts'
import { Saturation } from './saturation.ts'

/**
 * The saturation of the loop at two or four times the rate, on the frame:
 *
 *     early repeats -+-> queue, as long as the oversampling takes -------------+-> blend -> repeats
 *                    +-> up -> saturation -> down (that much late by itself) --+
 *
 * While it is on, tap and filters work `lead` frames ahead, so that its delay is taken out of the line and every repeat stays
 * in its place. It costs nothing while the drive is 0. The way in: tap and filters run ahead at once (`begin`), the
 * filters fill for one grid line, then the driven sound fades in. The way out: the queue runs empty, nothing runs ahead.
 */

const OFF = 0
const FILLING = 1
const ON = 2
const DRAINING = 3

/** Share of the way from the clean to the driven sound per grid line. */
const FADE = 1 / 8
/** Frames that the line keeps above the lead: about what one turn of the loop can take at least. */
const ROOM = 18
/** The same for the start: a slide towards ROOM takes long for its last frame. */
const ENOUGH = 16
/** From this rate on twice is enough. */
const HIGH_RATE = 64000

/** [idle] How many times the rate: 176 kHz or more inside at the usual ones. */
const factorAt = (sampleRate: number): OversamplingFactor => (sampleRate < HIGH_RATE ? 4 : 2)

export class Drive {
  /** Frames that the oversampling takes, below QUANTUM. */
  readonly latency: number
  /** Frames by which what `process` gets is early: 0, `latency`, or between while the queue runs empty. */
  lead = 0
  readonly #saturation = new Saturation()
  readonly #oversamplers: readonly Oversampler[]
  /** Per channel, the clean sound: `lead` frames that wait, and room for a block. */
  readonly #queues: readonly Float64Array[]
  readonly #early: Float64Array
  readonly #driven: Float64Array
  #doing: typeof OFF | typeof FILLING | typeof ON | typeof DRAINING = OFF
  #wanted = false
  #gate = 0
  #gateNext = 0

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const factor = factorAt(env.sampleRate)
    this.latency = oversamplingLatency(factor, env.sampleRate)
    this.#oversamplers = Array.from({ length: env.channels }, () => new Oversampler(env, factor))
    this.#queues = Array.from({ length: env.channels }, () => env.allocate(this.latency + QUANTUM))
    this.#early = env.allocate(QUANTUM)
    this.#driven = env.allocate(QUANTUM)
  }

  /** [audio] True while sound goes through it. */
  get running(): boolean {
    return this.#doing !== OFF
  }

  /** [audio] True when `begin` is due, the tap being `nearest` frames away. */
  due(nearest: number): boolean {
    return this.#doing === OFF && this.#wanted && nearest >= this.latency + ENOUGH
  }

  /** [audio] True while nothing is taken from the tap: the queue still has what comes out. */
  get draining(): boolean {
    return this.#doing === DRAINING
  }

  /** [audio] Frames that the tap has to keep while it is on, and before. */
  get shortest(): number {
    return this.#wanted || this.#doing !== OFF ? this.latency + ROOM : 0
  }

  /** [audio] On a grid line: drive in dB at this and at the next one. */
  retune(fromDb: number, toDb: number): void {
    this.#wanted = fromDb > 0 || toDb > 0
    this.#saturation.retune(fromDb, toDb)
  }

  /** [audio] On every grid line, before `begin`. */
  advance(): void {
    if (this.#doing === ON && !this.#wanted) this.#doing = DRAINING
    if (this.#doing === FILLING) this.#doing = ON
    if (this.#doing !== ON) return
    this.#gate = this.#gateNext
    this.#gateNext = this.#gate + FADE < 1 ? this.#gate + FADE : 1
  }

  /** [audio] On at once, on silence: nothing has to be filled. */
  place(): void {
    if (!this.#wanted) return
    this.lead = this.latency
    this.#doing = ON
    this.#gate = this.#gateNext = 1
  }

  /** [audio] From here on everything is early. The first `latency` frames follow through `prime`, one channel at a time. */
  begin(): void {
    this.lead = this.latency
    this.#doing = FILLING
    this.#gate = this.#gateNext = 0
  }

  /** [audio] After `begin`: `y[0..latency - 1]` is the sound ahead. */
  prime(channel: number, y: Float64Array): void {
    const queue = this.#queues[channel]!
    for (let i = 0; i < this.latency; i++) queue[i] = y[i]!
    this.#saturate(channel, y, 0, this.latency, 0)
  }

  /** [audio] `y[at..at + frames - 1]`, early, becomes what comes out now. `since`: frames since the grid line. */
  process(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    const queue = this.#queues[channel]!
    const lead = this.latency
    for (let i = 0; i < frames; i++) queue[lead + i] = y[at + i]!
    this.#saturate(channel, y, at, frames, since)
    const gateStep = (this.#gateNext - this.#gate) / QUANTUM
    this.#saturation.blend(y, at, queue, this.#driven, frames, since, this.#gate, gateStep)
    for (let i = 0; i < lead; i++) queue[i] = queue[i + frames]!
  }

  /** [audio] `y[at..]` <- the next `frames` (at most `lead`) of the queue. Call `drained` after the last channel. */
  drain(channel: number, y: Float64Array, at: number, frames: number): void {
    const queue = this.#queues[channel]!
    for (let i = 0; i < frames; i++) y[at + i] = queue[i]!
    for (let i = 0; i < this.lead - frames; i++) queue[i] = queue[i + frames]!
  }

  /** [audio] */
  drained(frames: number): void {
    this.lead -= frames
    if (this.lead === 0) this.reset()
  }

  /** [audio] */
  reset(): void {
    this.lead = 0
    this.#doing = OFF
    for (let c = 0; c < this.#queues.length; c++) {
      this.#queues[c]!.fill(0)
      this.#oversamplers[c]!.reset()
    }
  }

  /** Into `#driven`. */
  #saturate(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    const early = this.#early
    for (let i = 0; i < frames; i++) early[i] = y[at + i]!
    const oversampler = this.#oversamplers[channel]!
    const raised = oversampler.up(early, frames)
    this.#saturation.shape(raised, frames, oversampler.factor, since)
    oversampler.down(raised, this.#driven, frames)
  }
}
