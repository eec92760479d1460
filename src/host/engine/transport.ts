import { GainGlide } from './gain-glide.ts'

/** Grid lines (2.7 s at 48 kHz) after which playing begins without the files that are still missing. */
const PATIENCE = 1000

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
  /** Grid lines it has waited for the files. */
  #waited = 0

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

  /**
   * [idle] Plays `start` to `end` over and over; an empty span switches looping off. Frames. From a place behind the loop it
   * plays on to the end, as tape machines do.
   */
  loop(start: number, end: number): void {
    this.loopStart = Math.max(0, Math.round(start))
    this.loopEnd = end > start ? Math.round(end) : 0
  }

  /** True when it may begin to play at the next grid line, from `start`, if the files are there. */
  get starting(): boolean {
    return this.#wantsToPlay && (!this.playing || this.#jump >= 0)
  }

  /** [audio] Where it would begin. */
  get start(): number {
    return this.#jump >= 0 ? this.#jump : this.position
  }

  /** [audio] One grid line. `ready`: the files hold what is at `start`. */
  advance(ready: boolean): void {
    if (this.playing && (!this.#wantsToPlay || this.#jump >= 0)) {
      this.level.to(0)
      if (this.level.closed) this.playing = false
    } else if (this.playing) {
      // A stop that was taken back before its fade was over.
      this.level.to(1)
    }
    if (!this.playing) {
      if (this.#jump >= 0) this.position = this.#jump
      this.#jump = -1
      if (this.#wantsToPlay && (ready || this.#waited++ > PATIENCE)) this.#start()
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
    this.#waited = 0
    if (this.position === 0) this.level.jump(1)
    else this.level.to(1)
  }
}
