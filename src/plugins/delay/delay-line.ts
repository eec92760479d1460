import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { LONGEST_SECONDS } from './period.ts'

/** Below this (-300 dBFS) a sample is silence: decays end instead of becoming denormal. */
const SILENCE = 1e-15

/**
 * The memory of one channel: a ring of the last five seconds. Distances are in frames behind the frame being made. What was
 * written before the last `clear` reads as silence, so that clearing takes no time however long the ring is.
 */
export class DelayLine {
  readonly #ring: Float64Array
  readonly #mask: number
  #write = 0
  /** Frames written since `clear`. */
  #filled = 0

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const size = 2 ** Math.ceil(Math.log2(LONGEST_SECONDS * env.sampleRate + QUANTUM + 4))
    this.#ring = env.allocate(size)
    this.#mask = size - 1
  }

  /** [audio] `out[at..at + frames - 1]` <- what stands `distance` (whole, at least `frames`) frames back. */
  read(out: Float64Array, at: number, frames: number, distance: number): void {
    const ring = this.#ring
    const mask = this.#mask
    const from = this.#write - distance
    const blank = distance - this.#filled
    const first = blank < 0 ? 0 : blank < frames ? blank : frames
    for (let i = 0; i < first; i++) out[at + i] = 0
    for (let i = first; i < frames; i++) out[at + i] = ring[(from + i) & mask]!
  }

  /** [audio] The same for two distances, `weight[i]` (0..1) of the second one. */
  readFade(
    out: Float64Array,
    at: number,
    frames: number,
    distance: number,
    second: number,
    weight: Float64Array,
  ): void {
    const ring = this.#ring
    const mask = this.#mask
    const write = this.#write
    const filled = this.#filled
    for (let i = 0; i < frames; i++) {
      const a = distance - i > filled ? 0 : ring[(write + i - distance) & mask]!
      const b = second - i > filled ? 0 : ring[(write + i - second) & mask]!
      const w = weight[i]!
      out[at + i] = (1 - w) * a + w * b
    }
  }

  /**
   * [audio] The same at a distance per frame, between samples: a cubic through the four around it (Catmull and Rom, "A class
   * of local interpolating splines", 1974). Each `distance[i]` is at least `frames` + 2.
   */
  readSlide(out: Float64Array, at: number, frames: number, distance: Float64Array): void {
    const ring = this.#ring
    const mask = this.#mask
    const write = this.#write
    const filled = this.#filled
    for (let i = 0; i < frames; i++) {
      const whole = Math.floor(distance[i]!)
      const t = distance[i]! - whole
      const k = write + i - whole
      const known = filled + i - whole
      const a = known < -1 ? 0 : ring[(k + 1) & mask]!
      const b = known < 0 ? 0 : ring[k & mask]!
      const c = known < 1 ? 0 : ring[(k - 1) & mask]!
      const d = known < 2 ? 0 : ring[(k - 2) & mask]!
      const slope = 0.5 * (c - a)
      const bend = a - 2.5 * b + 2 * c - 0.5 * d
      const twist = 0.5 * (d - a) + 1.5 * (b - c)
      out[at + i] = b + t * (slope + t * (bend + t * twist))
    }
  }

  /** [audio] Appends `x[at..at + frames - 1]`. */
  write(x: Float64Array, at: number, frames: number): void {
    const ring = this.#ring
    const mask = this.#mask
    const write = this.#write
    for (let i = 0; i < frames; i++) {
      const v = x[at + i]!
      ring[(write + i) & mask] = v < SILENCE && v > -SILENCE ? 0 : v
    }
    this.#write = (write + frames) & mask
    const filled = this.#filled + frames
    this.#filled = filled < mask ? filled : mask
  }

  /** [audio] Forgets everything. */
  clear(): void {
    this.#filled = 0
  }
}
