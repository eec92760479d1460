import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { Beat } from './beat.ts'

/**
 * Where the tap stands, in frames behind the newest sample, and how it gets to a new place:
 *
 *     fade   raised cosine from the old place to the new one
 *     tape   the tap slides, and the pitch with it: two poles, never faster than half the tape speed
 *     jump   like fade, but as short as a click allows
 *     nudge  slides by a frame, along a raised cosine: how a note that is not a whole number of frames stays in time
 *
 * A fade or a nudge is finished before the next move begins; a slide may change its aim at any time. Only grid lines start
 * a move.
 */

/** What a tap does: stands, fades from one place to another, or slides. */
export const REST = 0
export const FADE = 1
export const SLIDE = 2

/** Ways to move, the choices of the parameter by index; `fade` is 0. */
const TAPE = 1
const JUMP = 2

const FADE_SECONDS = 0.06
const JUMP_SECONDS = 0.005
/** Each of the two poles of a slide: the capstan of a tape machine takes about this long to follow. */
const SLIDE_SECONDS = 0.06
/** Frames per frame: pitch between half and one and a half. */
const FASTEST_SLIDE = 0.5
/** A slide that is this near (frames) has arrived: at full scale and 10 kHz a step of -118 dB. */
const ARRIVED = 1e-6

export class TapMotion {
  /** What the tap does in the present run of frames. */
  doing: typeof REST | typeof FADE | typeof SLIDE = REST
  /** Frames: where the tap stands, or where a fade comes from. */
  from = 0
  /** Frames: where a fade or a slide goes. */
  to = 0
  /** Of the present run: weights 0..1 of a fade, places in frames of a slide. */
  readonly curve: Float64Array
  readonly #beat: Beat
  readonly #fadeLength: number
  readonly #jumpLength: number
  readonly #slidePole: number
  /** Of a fade or a nudge: frames done (below 0: still to wait) and frames in all. */
  #moved = 0
  #moveFrames = 1
  /** Output of the first pole of a slide, frames. */
  #lead = 0
  #nudging = false

  /** [idle] `beat` shapes the nudges. */
  constructor(env: ProcessorEnv, beat: Beat) {
    this.#beat = beat
    this.curve = env.allocate(QUANTUM)
    this.#fadeLength = Math.round(FADE_SECONDS * env.sampleRate)
    this.#jumpLength = Math.round(JUMP_SECONDS * env.sampleRate)
    this.#slidePole = 1 - Math.exp(-1 / (SLIDE_SECONDS * env.sampleRate))
  }

  /** [audio] Stands at `frames` at once. */
  place(frames: number): void {
    this.doing = REST
    this.#nudging = false
    this.from = this.to = frames
  }

  /** [audio] Frames that a nudge from where the tap stands takes: a short distance has no time for more than a quarter. */
  get nudgeFrames(): number {
    const quarter = this.from >> 2
    return quarter < this.#fadeLength ? quarter : this.#fadeLength
  }

  /**
   * [audio] On a grid line: the place to be at, a whole number of frames, and the index of the way to get there. A nudge waits
   * for `wait` frames.
   */
  aim(frames: number, way: number, wait: number): void {
    if (this.doing === SLIDE && !this.#nudging) this.to = frames
    if (this.doing !== REST || frames === this.from) return
    this.to = frames
    if (Math.abs(frames - this.from) === 1) {
      this.doing = SLIDE
      this.#nudging = true
      this.#moved = -wait
      this.#moveFrames = this.nudgeFrames
    } else if (way === TAPE) {
      this.doing = SLIDE
      this.#lead = this.from
    } else {
      this.doing = FADE
      this.#moved = 0
      this.#moveFrames = way === JUMP ? this.#jumpLength : this.#fadeLength
    }
  }

  /** [audio] The nearest that the tap comes in the frames ahead, whole frames. */
  nearest(): number {
    const near = this.from < this.to ? this.from : this.to
    return Math.floor(this.doing === SLIDE && !this.#nudging && this.#lead < near ? this.#lead : near)
  }

  /** [audio] Computes `curve` for the next `frames` frames. Call `settle` when they have been read. */
  run(frames: number): void {
    if (this.doing === FADE) this.#fade(frames)
    else if (this.#nudging) this.#nudgeOn(frames)
    else if (this.doing === SLIDE) this.#slide(frames)
  }

  /** [audio] After a run: comes to rest when the move is done. */
  settle(): void {
    const timed = this.doing === FADE || this.#nudging
    if (timed && this.#moved > this.#moveFrames) this.place(this.to)
    else if (this.doing === SLIDE && this.from === this.to) this.place(this.to)
  }

  #fade(frames: number): void {
    const curve = this.curve
    const length = this.#moveFrames
    const done = this.#moved
    for (let i = 0; i < frames; i++) {
      curve[i] = raisedCosine(done + i, length)
    }
    this.#moved = done + frames
  }

  /** Two rounds find the place that belongs to the time, within a millionth of a frame. */
  #nudgeOn(frames: number): void {
    const curve = this.curve
    const from = this.from
    const way = this.to - from
    const length = this.#moveFrames
    const done = this.#moved
    const ahead = this.#beat.ahead
    const stretch = this.#beat.stretch
    for (let i = 0; i < frames; i++) {
      const time = done + i + ahead
      const near = raisedCosine(time - stretch * raisedCosine(time, length), length)
      curve[i] = from + way * raisedCosine(time - stretch * near, length)
    }
    this.#moved = done + frames
  }

  #slide(frames: number): void {
    const curve = this.curve
    const pole = this.#slidePole
    const to = this.to
    let at = this.from
    let lead = this.#lead
    for (let i = 0; i < frames; i++) {
      lead += (to - lead) * pole
      const wish = (lead - at) * pole
      at += wish > FASTEST_SLIDE ? FASTEST_SLIDE : wish < -FASTEST_SLIDE ? -FASTEST_SLIDE : wish
      if (Math.abs(to - at) < ARRIVED && Math.abs(to - lead) < ARRIVED) at = lead = to
      curve[i] = at
    }
    this.from = at
    this.#lead = lead
  }
}

/** [audio] From 0 at `k` = 0 to 1 at `length`. */
function raisedCosine(k: number, length: number): number {
  if (k <= 0) return 0
  return k < length ? 0.5 - 0.5 * Math.cos((Math.PI * k) / length) : 1
}
