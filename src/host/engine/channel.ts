import { dbToGain } from '../sdk/index.ts'
import { StripDelay } from './delay-line.ts'
import { GainGlide } from './gain-glide.ts'
import { FALL_DB_PER_SECOND } from './held-meter.ts'
import type { Planar } from './insert.ts'
import type { MediaRing } from './media-ring.ts'
import { addScaled, copyFinite, peakOf, scale, scalePeak } from './mix-loops.ts'
import { balanceLeft, panLeft } from './pan.ts'
import { CHANNEL, CHANNEL_METER, type ChannelPlan, type SourcePlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/** Longest strip delay. */
const MAX_DELAY_SECONDS = 0.5

/**
 * What every channel has whatever is inserted: source, trim, polarity, delay, fader, mute, pan, width, meters. Strips, buses,
 * master and monitor are all this; a bus is a channel whose source is its own sum.
 *
 *     source -> x trim -> delay -> (inserts: chain.ts) -> fader x mute x pan, width -> post
 */
export class Channel {
  readonly id: string
  readonly width: 1 | 2
  readonly source: SourcePlan
  /** Where connections add their signal, for channels with the source `sum`; else empty. */
  readonly sum: Planar
  /** 1 open, 0 muted: what taps before the fader are multiplied by. */
  open = 1
  /** 0 none, 1 PFL, 2 AFL */
  listen = 0
  readonly #work: Workspace
  /** Offset of its block in the parameter bank. */
  readonly block: number
  readonly #meter: number
  readonly #trim: GainGlide
  readonly #delay: StripDelay
  /** Level without pan, for mono sums after the fader. */
  readonly #level: GainGlide
  readonly #leftToLeft: GainGlide
  readonly #rightToRight: GainGlide
  /** Both cross terms of the width are the same gain, except for balance. */
  readonly #leftToRight: GainGlide
  readonly #rightToLeft: GainGlide
  readonly #peaks = new Float64Array(4)
  readonly #held = new Float64Array(4)
  readonly #fall: number
  #overs = 0
  #generation = -1

  /** [idle] */
  constructor(work: Workspace, plan: ChannelPlan) {
    const { memory, sampleRate } = work
    this.id = plan.id
    this.width = plan.width
    this.source = plan.source
    this.#work = work
    this.block = plan.block
    this.#meter = plan.meter
    const sums = plan.source.kind === 'sum' ? plan.width : 0
    this.sum = Array.from({ length: sums }, () => memory.allocate(work.quantum))
    const glide = (): GainGlide => new GainGlide(sampleRate, 0)
    this.#trim = glide()
    this.#level = glide()
    this.#leftToLeft = glide()
    this.#rightToRight = glide()
    this.#leftToRight = glide()
    this.#rightToLeft = glide()
    this.#delay = new StripDelay(memory, plan.width, Math.ceil(MAX_DELAY_SECONDS * sampleRate), sampleRate)
    this.#fall = 10 ** ((-FALL_DB_PER_SECOND * work.quantum) / sampleRate / 20)
    this.retarget(true)
  }

  /** [audio] Takes what was written into its block; true when anything was. `atOnce`: without a glide. */
  retarget(atOnce: boolean): boolean {
    const generation = this.#work.bank.blockGeneration(this.block)
    if (generation === this.#generation && !atOnce) return false
    this.#generation = generation
    const values = this.#work.bank.values
    const at = this.block
    this.open = values[at + CHANNEL.on]! > 0 ? 1 : 0
    this.listen = values[at + CHANNEL.listen]!
    const trim = dbToGain(values[at + CHANNEL.trim]!) * (values[at + CHANNEL.invert]! > 0 ? -1 : 1)
    aim(this.#trim, trim, atOnce)
    this.#delay.set(Math.round((values[at + CHANNEL.delay]! * this.#work.sampleRate) / 1000), atOnce)
    const level = this.open * dbToGain(values[at + CHANNEL.fader]!)
    aim(this.#level, level, atOnce)
    this.#aimPan(level, values[at + CHANNEL.pan]! / 100, values[at + CHANNEL.width]! / 100, atOnce)
    return true
  }

  /** [audio] One grid line. */
  advance(): void {
    this.#trim.advance()
    this.#delay.advance()
    this.#level.advance()
    this.#leftToLeft.advance()
    this.#rightToRight.advance()
    this.#leftToRight.advance()
    this.#rightToLeft.advance()
    this.#publish()
  }

  /**
   * [audio] Brings the signal into `x`: from device inputs at frame `at` of the call, from its file, or from its sum.
   * Returns frames the file was late for.
   */
  begin(
    x: Planar,
    inputs: Planar,
    at: number,
    ring: MediaRing | undefined,
    position: number,
    frames: number,
  ): number {
    const source = this.source
    if (source.kind === 'sum') {
      for (let c = 0; c < this.width; c++) copy(x[c]!, this.sum[c]!, 0, frames)
    } else if (source.kind === 'player' && ring !== undefined && position >= 0) {
      return this.#play(x, ring, position, frames)
    } else if (source.kind === 'device') {
      this.#listen(x, source.channels, inputs, at, frames)
    } else for (let c = 0; c < this.width; c++) x[c]!.fill(0, 0, frames)
    return 0
  }

  /** [audio] Trim, polarity and delay, in place; meters the input. */
  shape(x: Planar, frames: number, offset: number): void {
    const unity = this.#trim.still && this.#trim.c0 === 1
    for (let c = 0; c < this.width; c++) {
      const before = this.#peaks[c]!
      this.#peaks[c] = unity
        ? peakOf(x[c]!, frames, before)
        : scalePeak(x[c]!, x[c]!, this.#trim, frames, offset, before)
    }
    this.#delay.process(x, frames, offset)
  }

  /** [audio] Fader, mute, pan and width: `x` (1 or 2 channels) to `post` (2 channels); meters it. */
  fade(x: Planar, post: Planar, frames: number, offset: number): void {
    const right = this.width === 2 ? x[1]! : x[0]!
    const peaks = this.#peaks
    if (this.#leftToRight.closed && this.#rightToLeft.closed) {
      peaks[2] = this.#counted(
        post[0]!,
        scalePeak(post[0]!, x[0]!, this.#leftToLeft, frames, offset, peaks[2]!),
        frames,
      )
      peaks[3] = this.#counted(
        post[1]!,
        scalePeak(post[1]!, right, this.#rightToRight, frames, offset, peaks[3]!),
        frames,
      )
      return
    }
    scale(post[0]!, x[0]!, this.#leftToLeft, frames, offset)
    scale(post[1]!, right, this.#rightToRight, frames, offset)
    addScaled(post[1]!, x[0]!, this.#leftToRight, frames, offset)
    addScaled(post[0]!, right, this.#rightToLeft, frames, offset)
    for (let c = 0; c < 2; c++)
      peaks[2 + c] = this.#counted(post[c]!, peakOf(post[c]!, frames, peaks[2 + c]!), frames)
  }

  /** [audio] The signal after the fader without pan, for mono sums. */
  fadeMono(x: Planar, mono: Float64Array, frames: number, offset: number): void {
    scale(mono, x[0]!, this.#level, frames, offset)
    if (this.width === 1) return
    addScaled(mono, x[1]!, this.#level, frames, offset)
    for (let i = 0; i < frames; i++) mono[i] = mono[i]! * 0.5
  }

  /** [audio] Empties its sum for the next frames. */
  clear(frames: number): void {
    for (let c = 0; c < this.sum.length; c++) this.sum[c]!.fill(0, 0, frames)
  }

  /** [idle] */
  release(): void {
    for (const view of this.sum) this.#work.memory.free(view)
    this.#delay.release(this.#work.memory)
  }

  #play(x: Planar, ring: MediaRing, position: number, frames: number): number {
    // A mono channel takes both sides of a stereo file, half each.
    const folds = this.width < ring.channels
    const to = folds ? this.#work.post : x
    const starved = ring.read(to, 0, position, frames)
    if (folds) fold(x[0]!, to, frames)
    else if (this.width > ring.channels) copy(x[1]!, x[0]!, 0, frames)
    return starved
  }

  #listen(x: Planar, channels: readonly number[], inputs: Planar, at: number, frames: number): void {
    const folds = this.width < channels.length
    const to = folds ? this.#work.post : x
    for (let c = 0; c < to.length; c++) {
      const input = inputs[channels[Math.min(c, channels.length - 1)]!]
      // A driver that gives broken samples must not reach a filter.
      if (input === undefined || !copyFinite(to[c]!, input, at, frames)) to[c]!.fill(0, 0, frames)
    }
    if (folds) fold(x[0]!, to, frames)
  }

  #aimPan(level: number, pan: number, width: number, atOnce: boolean): void {
    if (this.width === 1) {
      aim(this.#leftToLeft, level * panLeft(pan, this.#work.panLaw), atOnce)
      aim(this.#rightToRight, level * panLeft(-pan, this.#work.panLaw), atOnce)
      return
    }
    // Mid/side width as a matrix: (1 + w) / 2 on the own side, (1 - w) / 2 across; then the balance.
    const left = level * balanceLeft(pan)
    const right = level * balanceLeft(-pan)
    aim(this.#leftToLeft, left * 0.5 * (1 + width), atOnce)
    aim(this.#rightToLeft, left * 0.5 * (1 - width), atOnce)
    aim(this.#rightToRight, right * 0.5 * (1 + width), atOnce)
    aim(this.#leftToRight, right * 0.5 * (1 - width), atOnce)
  }

  /** `peak`, after counting the samples over full scale if there are any. */
  #counted(x: Float64Array, peak: number, frames: number): number {
    if (peak <= 1) return peak
    for (let i = 0; i < frames; i++) if (x[i]! > 1 || x[i]! < -1) this.#overs++
    return peak
  }

  #publish(): void {
    const meters = this.#work.meters
    const at = this.#meter
    for (let m = 0; m < 4; m++) {
      const fallen = this.#held[m]! * this.#fall
      const now = this.#peaks[m]!
      // Below -200 dBFS it is silence, and would fall into denormals.
      this.#held[m] = now > fallen ? now : fallen > 1e-10 ? fallen : 0
      this.#peaks[m] = 0
    }
    meters[at + CHANNEL_METER.inputLeft] = this.#held[0]!
    meters[at + CHANNEL_METER.inputRight] = this.width === 1 ? this.#held[0]! : this.#held[1]!
    meters[at + CHANNEL_METER.postLeft] = this.#held[2]!
    meters[at + CHANNEL_METER.postRight] = this.#held[3]!
    meters[at + CHANNEL_METER.overs] = this.#overs
  }
}

function aim(glide: GainGlide, gain: number, atOnce: boolean): void {
  if (atOnce) glide.jump(gain)
  else glide.to(gain)
}

function copy(to: Float64Array, from: Float64Array, at: number, frames: number): void {
  for (let i = 0; i < frames; i++) to[i] = from[at + i]!
}

/** [audio] Both sides, half each. */
function fold(mono: Float64Array, stereo: Planar, frames: number): void {
  const left = stereo[0]!
  const right = stereo[1]!
  for (let i = 0; i < frames; i++) mono[i] = 0.5 * (left[i]! + right[i]!)
}
