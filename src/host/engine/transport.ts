import { GainGlide } from './gain-glide.ts'

/**
 * Where the song is. Commands arrive between blocks and act on the next grid line. Stopping, and jumping while playing,
 * first fade the players out, so that no edit clicks; playing from the very start begins at full level, like a render.
 */
export class Transport {
  /** Level of every player. */
  readonly level: GainGlide
  playing = false
  /** Frame of the timeline at the next sample. */
  position = 0
  loopStart = 0
  /** Above `loopStart` while looping, else 0. */
  loopEnd = 0
  #wantsToPlay = false
  #jump = -1

  /** [idle] */
  constructor(sampleRate: number) {
    this.level = new GainGlide(sampleRate, 0)
  }

  /** [idle] */
  play(): void {
    this.#wantsToPlay = true
  }

  /** [idle] */
  stop(): void {
    this.#wantsToPlay = false
  }

  /** [idle] `frame` of 0 or more. */
  locate(frame: number): void {
    this.#jump = Math.max(0, Math.round(frame))
  }

  /** [idle] Plays `start` to `end` over and over; an empty span switches looping off. Frames. */
  loop(start: number, end: number): void {
    this.loopStart = Math.max(0, Math.round(start))
    this.loopEnd = end > start ? Math.round(end) : 0
  }

  /** [audio] One grid line. */
  advance(): void {
    if (this.playing && (!this.#wantsToPlay || this.#jump >= 0)) {
      this.level.to(0)
      if (this.level.closed) this.playing = false
    }
    if (!this.playing) {
      if (this.#jump >= 0) this.position = this.#jump
      this.#jump = -1
      if (this.#wantsToPlay) this.#start()
    }
    this.level.advance()
  }

  /** [audio] Frames until the loop turns round, at most `frames`. */
  span(frames: number): number {
    const left = this.loopEnd - this.position
    return this.loopEnd > 0 && left > 0 && left < frames ? left : frames
  }

  /** [audio] `frames` were played; no more than `span` allowed. */
  moved(frames: number): void {
    this.position += frames
    if (this.loopEnd > 0 && this.position === this.loopEnd) this.position = this.loopStart
  }

  #start(): void {
    this.playing = true
    if (this.position === 0) this.level.jump(1)
    else this.level.to(1)
  }
}
