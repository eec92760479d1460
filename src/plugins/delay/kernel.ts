import { type MeterCell, type ProcessIo, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { BEAT_STATE, Beat } from './beat.ts'
import { Blend } from './blend.ts'
import { DelayLine, slideRoom } from './delay-line.ts'
import { type Division, quartersOf } from './divisions.ts'
import { Drive } from './drive.ts'
import { Ducker } from './ducker.ts'
import { Feedback } from './feedback.ts'
import { LoopFilter } from './loop-filter.ts'
import type { DelayViews } from './parameters.ts'
import { periodFrames } from './period.ts'
import { FADE, REST, SLIDE, TapMotion } from './tap-motion.ts'

/** A sample beyond this (600 dBFS) is a fault, not sound, and counts as silence, like NaN and the infinities. */
const ABSURD = 1e30

/**
 *     in -+-> + -> line -> tap -> low cut -> high cut -> saturation -+-> ducking -> width -> mix -> out
 *         |   +<--- x feedback, straight or crossed <----------------+                      |
 *         +-------------------------------------------------------------------------------->+
 */
export class DelayKernel {
  readonly #views: DelayViews
  readonly #sampleRate: number
  readonly #channels: number
  readonly #quarters: Float64Array
  readonly #lines: readonly DelayLine[]
  readonly #source: readonly Float64Array[]
  readonly #repeats: readonly Float64Array[]
  readonly #tap: TapMotion
  readonly #filter: LoopFilter
  readonly #drive: Drive
  readonly #feedback: Feedback
  readonly #ducker: Ducker
  readonly #blend = new Blend()
  readonly #beat: Beat
  /** The tempo that the distance was measured for. */
  readonly #bpm: Float64Array
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, views: DelayViews) {
    const each = <T>(make: () => T): readonly T[] => Array.from({ length: env.channels }, make)
    this.#views = views
    this.#sampleRate = env.sampleRate
    this.#channels = env.channels
    this.#quarters = Float64Array.from(views.division.choices, (name) => quartersOf(name as Division))
    this.#lines = each(() => new DelayLine(env))
    this.#source = each(() => env.allocate(QUANTUM))
    this.#repeats = each(() => env.allocate(QUANTUM))
    this.#beat = new Beat(env.allocate(BEAT_STATE))
    this.#tap = new TapMotion(env, this.#beat)
    this.#filter = new LoopFilter(env)
    this.#drive = new Drive(env)
    this.#feedback = new Feedback(env)
    this.#ducker = new Ducker(env)
    this.#bpm = env.allocate(1)
    this.#retune()
  }

  /** [audio] `ducking` takes the gain of the ducking in dB. */
  process(io: ProcessIo, ducking: MeterCell): void {
    const frames = io.frames
    if (io.changed) this.#retune()
    if (io.offset === 0 || !this.#started) this.#aim(io)
    for (let c = 0; c < this.#channels; c++) this.#take(io.input[c]!, this.#source[c]!, frames)
    for (let at = 0; at < frames; ) at += this.#loop(at, frames - at, io.offset + at)
    this.#ducker.process(this.#source, this.#repeats, frames, io.offset)
    ducking.value = this.#ducker.lowestDb
    for (let c = 0; c < this.#channels; c++) {
      const other = this.#repeats[this.#channels - 1 - c]!
      this.#blend.process(this.#source[c]!, this.#repeats[c]!, other, io.output[c]!, frames, io.offset)
    }
  }

  /** [audio] */
  flush(): void {
    this.#filter.flush()
  }

  /** [idle] */
  reset(): void {
    for (const line of this.#lines) line.clear()
    this.#filter.reset()
    this.#drive.reset()
    this.#beat.reset()
    this.#ducker.reset()
    this.#started = false
  }

  #retune(): void {
    const { feedback, lowCut, highCut, drive, ducking, duckRelease, mix, width } = this.#views
    this.#feedback.retune(feedback.from, feedback.to)
    this.#filter.retune(lowCut.from, lowCut.to, highCut.from, highCut.to)
    this.#drive.retune(drive.from, drive.to)
    this.#ducker.retune(ducking.from, ducking.to, duckRelease.to)
    this.#blend.retune(mix.from, mix.to, width.from, width.to)
  }

  /** On every grid line, because the tempo may have moved and a fade may have ended: where the tap belongs. */
  #aim(io: ProcessIo): void {
    const { timeMove, pingPong } = this.#views
    if (this.#started) this.#beat.advance(this.#tap.nudgeFrames)
    if (io.changed || io.bpm !== this.#bpm[0] || !this.#started) this.#measure(io.bpm)
    const shortest = this.#drive.shortest
    const frames = this.#beat.frames > shortest ? this.#beat.frames : shortest
    if (!this.#started) {
      this.#tap.place(frames)
      this.#feedback.place(pingPong.on)
      this.#drive.place()
      this.#started = true
    }
    this.#tap.aim(frames, timeMove.index, this.#beat.wait)
    this.#feedback.advance(pingPong.on)
    this.#drive.advance()
    if (this.#drive.due(this.#tap.nearest())) this.#beginDrive()
  }

  /** The distance, only when something moved: a number handed over may be boxed, which is garbage per grid line. */
  #measure(bpm: number): void {
    const { timeMode, time, division } = this.#views
    const quarter = bpm > 0 ? 60 / bpm : Number.POSITIVE_INFINITY
    const free = timeMode.index === 0
    const seconds = free ? time.target / 1000 : quarter * this.#quarters[division.index]!
    this.#bpm[0] = bpm
    this.#beat.set(periodFrames(seconds, this.#sampleRate, free))
  }

  /** Tap and filters go ahead of the sound by what the oversampling takes. */
  #beginDrive(): void {
    const drive = this.#drive
    const tap = this.#tap
    drive.begin()
    tap.run(drive.latency)
    for (let c = 0; c < this.#channels; c++) {
      const early = this.#repeats[c]!
      this.#read(c, early, 0, drive.latency, 0)
      this.#filter.stand(c, early, 0, drive.latency)
      drive.prime(c, early)
    }
    tap.settle()
  }

  #take(input: Float64Array, source: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const v = input[i]!
      source[i] = v < ABSURD && v > -ABSURD ? v : 0
    }
  }

  /** Once around the loop for as many frames as the tap allows, at most `most`; returns how many. */
  #loop(at: number, most: number, since: number): number {
    const frames = this.#drive.draining ? this.#drain(at, most) : this.#repeat(at, most, since)
    this.#feedback.process(this.#source, this.#repeats, at, frames, since)
    for (let c = 0; c < this.#channels; c++) this.#lines[c]!.write(this.#feedback.mixed[c]!, at, frames)
    return frames
  }

  /** From the tap to the repeats. */
  #repeat(at: number, most: number, since: number): number {
    const tap = this.#tap
    const drive = this.#drive
    const nearest = tap.nearest() - drive.lead
    const room = tap.doing === SLIDE ? slideRoom(nearest) : nearest - 2
    const frames = room < most ? room : most
    tap.run(frames)
    for (let c = 0; c < this.#channels; c++) {
      const repeats = this.#repeats[c]!
      this.#read(c, repeats, at, frames, drive.lead)
      this.#filter.process(c, repeats, at, frames, since)
      if (drive.running) drive.process(c, repeats, at, frames, since)
    }
    tap.settle()
    return frames
  }

  /** What tap and filters did ahead of time, while they wait. */
  #drain(at: number, most: number): number {
    const drive = this.#drive
    const frames = drive.lead < most ? drive.lead : most
    for (let c = 0; c < this.#channels; c++) drive.drain(c, this.#repeats[c]!, at, frames)
    drive.drained(frames)
    return frames
  }

  #read(c: number, out: Float64Array, at: number, frames: number, lead: number): void {
    const { doing, from, to, curve } = this.#tap
    const line = this.#lines[c]!
    if (doing === REST) line.read(out, at, frames, from - lead)
    else if (doing === FADE) line.readFade(out, at, frames, from - lead, to - lead, curve)
    else line.readSlide(out, at, frames, curve, lead)
  }
}
