import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { LONGEST_SECONDS } from './period.ts'
import { PHASES, SINC_TABLE, TAPS } from './sinc-table.ts'

/** Below this (-300 dBFS) a sample is silence: decays end instead of becoming denormal. */
const SILENCE = 1e-15
/** Frames on the newer side that a reading with all taps takes. */
const HALF = TAPS / 2
/** From this distance on a sliding tap reads with all taps; nearer with four. */
const FAR = 2 * HALF

/** [audio] How many frames may be read at once from a sliding tap that comes as near as `nearest`. */
export function slideRoom(nearest: number): number {
  if (nearest >= FAR) return nearest - HALF
  return nearest - 2 < HALF ? nearest - 2 : HALF
}

/**
 * The memory of one channel: a ring of the last five seconds. Distances are in frames behind the frame being made. What was
 * written before the last `clear` reads as silence, so that clearing takes no time however long the ring is.
 */
export class DelayLine {
  readonly #ring: Float64Array
  readonly #mask: number
  readonly #sinc = SINC_TABLE
  #write = 0
  /** Frames written since `clear`. */
  #filled = 0

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const size = 2 ** Math.ceil(Math.log2(LONGEST_SECONDS * env.sampleRate + QUANTUM + TAPS))
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

  /** [audio] The same at `distance[i]` - `lead`, between frames; see `slideRoom` for how many at once. */
  readSlide(out: Float64Array, at: number, frames: number, distance: Float64Array, lead: number): void {
    for (let i = 0; i < frames; i++) {
      const back = distance[i]! - lead
      const whole = Math.floor(back)
      const t = back - whole
      const known = this.#filled + i - whole
      if (back < FAR) out[at + i] = this.#cubic(i - whole, known, t)
      else if (known >= HALF) out[at + i] = this.#sincSum(i - whole, t)
      else out[at + i] = this.#sincStart(i - whole, known, t)
    }
  }

  /** `place`: of the frame before the point, from the next one to be written; `t` of a frame behind it is read. */
  #sincSum(place: number, t: number): number {
    const ring = this.#ring
    const mask = this.#mask
    const sinc = this.#sinc
    const phase = t * PHASES
    const row = Math.floor(phase)
    const u = phase - row
    const first = row * TAPS
    const newest = this.#write + place + HALF - 1
    let sum = 0
    for (let j = 0; j < TAPS; j++) {
      const weight = sinc[first + j]! + u * (sinc[first + TAPS + j]! - sinc[first + j]!)
      sum += weight * ring[(newest - j) & mask]!
    }
    return sum
  }

  /** The same where some of the frames are from before the last `clear`. */
  #sincStart(place: number, known: number, t: number): number {
    const row = Math.floor(t * PHASES)
    const u = t * PHASES - row
    const first = row * TAPS
    let sum = 0
    for (let j = 0; j < TAPS && known + HALF - 1 - j >= 0; j++) {
      const a = this.#sinc[first + j]!
      const b = this.#sinc[first + TAPS + j]!
      sum += (a + u * (b - a)) * this.#ring[(this.#write + place + HALF - 1 - j) & this.#mask]!
    }
    return sum
  }

  /** A cubic through the four frames around (E. Catmull, R. Rom, "A class of local interpolating splines", 1974). */
  #cubic(place: number, known: number, t: number): number {
    const ring = this.#ring
    const mask = this.#mask
    const k = this.#write + place
    const a = known < -1 ? 0 : ring[(k + 1) & mask]!
    const b = known < 0 ? 0 : ring[k & mask]!
    const c = known < 1 ? 0 : ring[(k - 1) & mask]!
    const d = known < 2 ? 0 : ring[(k - 2) & mask]!
    const slope = 0.5 * (c - a)
    const bend = a - 2.5 * b + 2 * c - 0.5 * d
    const twist = 0.5 * (d - a) + 1.5 * (b - c)
    return b + t * (slope + t * (bend + t * twist))
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
