import type { Planar } from './insert.ts'

/**
 * The last thing before a loudspeaker; no scene and no person can take it out.
 *
 *     in -> not a number? silence -> DC blocker (only while DC stands) -> start and stop ramp -> brick wall -> out
 *
 * At rest, and while nothing is over full scale, it changes no bit. It belongs to live outputs; a render to a file has no
 * loudspeaker to protect and does without.
 */

const RAMP_UP_SECONDS = 0.4
const RAMP_DOWN_SECONDS = 0.05
/** DC is judged over windows of this length: a whole period of 20 Hz, so that bass is no DC. */
const DC_WINDOW_SECONDS = 0.05
/** Mean that counts as DC: -30 dBFS. */
const DC_LIMIT = 0.0316
/** Corner of the DC blocker, Hz. */
const DC_CORNER = 8
const RELEASE_SECONDS = 0.1
/** A brick-wall gain this close to 1 is 1 again. */
const RECOVERED = 0.9999

export class OutputGuard {
  /** Deepest gain of the brick wall in the last call, linear; 1 at rest. */
  deepest = 1
  readonly #rampUp: number
  readonly #rampDown: number
  /** Frames into the ramp: up while starting, down while stopping. */
  #ramp = 0
  #stopping = false
  readonly #window: number
  #windowAt = 0
  readonly #pole: number
  readonly #release: number
  /** Per channel. */
  readonly #sum: Float64Array
  readonly #suspect: Uint8Array
  readonly #blocking: Uint8Array
  readonly #dc: Float64Array
  readonly #wall: Float64Array

  /** [idle] */
  constructor(sampleRate: number, channels: number) {
    this.#rampUp = Math.round(RAMP_UP_SECONDS * sampleRate)
    this.#rampDown = Math.round(RAMP_DOWN_SECONDS * sampleRate)
    this.#window = Math.round(DC_WINDOW_SECONDS * sampleRate)
    this.#pole = 1 - Math.exp((-2 * Math.PI * DC_CORNER) / sampleRate)
    this.#release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate))
    this.#sum = new Float64Array(channels)
    this.#suspect = new Uint8Array(channels)
    this.#blocking = new Uint8Array(channels)
    this.#dc = new Float64Array(channels)
    this.#wall = new Float64Array(channels).fill(1)
  }

  /** Frames of the start ramp. */
  get rampFrames(): number {
    return this.#rampUp
  }

  /** True once the stop ramp has reached silence. */
  get silent(): boolean {
    return this.#stopping && this.#ramp === 0
  }

  /** [idle] Ramps down to silence and stays there. */
  stop(): void {
    if (this.#stopping) return
    this.#stopping = true
    this.#ramp = Math.round((this.#ramp / this.#rampUp) * this.#rampDown)
  }

  /** [audio] In place, `frames` frames of every channel. */
  process(x: Planar, frames: number): void {
    this.deepest = 1
    const ramp = this.#ramp
    for (let c = 0; c < x.length; c++) {
      this.#clean(x[c]!, frames, c)
      if (this.#stopping || ramp < this.#rampUp) this.#applyRamp(x[c]!, frames, ramp)
      this.#brickWall(x[c]!, frames, c)
    }
    this.#ramp = this.#stopping ? Math.max(0, ramp - frames) : Math.min(this.#rampUp, ramp + frames)
    this.#windowAt += frames
    if (this.#windowAt >= this.#window) this.#judge()
  }

  #clean(x: Float64Array, frames: number, c: number): void {
    let sum = this.#sum[c]!
    for (let i = 0; i < frames; i++) {
      const v = x[i]!
      if (v - v !== 0) x[i] = 0
      else sum += v
    }
    this.#sum[c] = sum
    if (this.#blocking[c] === 0) return
    let dc = this.#dc[c]!
    const pole = this.#pole
    for (let i = 0; i < frames; i++) {
      dc += (x[i]! - dc) * pole
      x[i] = x[i]! - dc
    }
    this.#dc[c] = dc
  }

  /** DC in two windows in a row switches the blocker on for good: a fault that comes back is no better. */
  #judge(): void {
    for (let c = 0; c < this.#sum.length; c++) {
      const over = Math.abs(this.#sum[c]! / this.#windowAt) > DC_LIMIT
      if (over && this.#suspect[c] === 1) this.#blocking[c] = 1
      this.#suspect[c] = over ? 1 : 0
      this.#sum[c] = 0
    }
    this.#windowAt = 0
  }

  #applyRamp(x: Float64Array, frames: number, ramp: number): void {
    const length = this.#stopping ? this.#rampDown : this.#rampUp
    const direction = this.#stopping ? -1 : 1
    for (let i = 0; i < frames; i++) {
      const at = ramp + direction * i
      if (at <= 0) x[i] = 0
      else if (at < length) x[i] = x[i]! * (0.5 - 0.5 * Math.cos((Math.PI * at) / length))
    }
  }

  /** Full scale is the ceiling: gain falls at once to what a sample needs and recovers slowly. */
  #brickWall(x: Float64Array, frames: number, c: number): void {
    let gain = this.#wall[c]!
    const release = this.#release
    for (let i = 0; i < frames; i++) {
      const v = x[i]!
      const a = v < 0 ? -v : v
      if (a * gain > 1) gain = 1 / a
      if (gain === 1) continue
      const y = v * gain
      x[i] = y > 1 ? 1 : y < -1 ? -1 : y
      if (gain < this.deepest) this.deepest = gain
      gain += (1 - gain) * release
      if (gain > RECOVERED) gain = 1
    }
    this.#wall[c] = gain
  }
}
