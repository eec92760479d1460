import { dbToGain, QUANTUM } from '../../host/sdk/index.ts'

/**
 * Soft saturation, f(x) = x / sqrt(1 + (kx)^2): clean far below 1/k, never above it. k is the drive as a factor less one: at
 * 24 dB the sound is rounded off from -23 dBFS on. It runs at a multiple of the rate (see drive.ts), where the overtones that
 * it makes find room: they fall by 2.8 dB per order at 12 dB of drive.
 *
 * Never above its input, so that a loop with it cannot grow.
 */

/** The filters around the curve ripple by up to 1.00001; this keeps the loop below 1. */
const NO_GROWTH = 1 - 2 ** -15
/** Dial from which on the curve counts alone, dB; below, some of the clean sound is left. */
const WHOLE_DB = 3

export class Saturation {
  #factor = 0
  #factorStep = 0
  #share = 0
  #shareStep = 0

  /** [audio] On a grid line: drive in dB at this and at the next one. */
  retune(fromDb: number, toDb: number): void {
    this.#factor = dbToGain(fromDb) - 1
    this.#factorStep = (dbToGain(toDb) - 1 - this.#factor) / QUANTUM
    this.#share = fromDb < WHOLE_DB ? fromDb / WHOLE_DB : 1
    this.#shareStep = ((toDb < WHOLE_DB ? toDb / WHOLE_DB : 1) - this.#share) / QUANTUM
  }

  /** [audio] Shapes `frames` x `times` samples in place, `times` to a frame; `since`: frames since the grid line. */
  shape(x: Float64Array, frames: number, times: number, since: number): void {
    const factor = this.#factor
    const step = this.#factorStep / times
    const before = since * times
    const count = frames * times
    for (let i = 0; i < count; i++) {
      const v = x[i]!
      const driven = (factor + step * (before + i)) * v
      x[i] = (NO_GROWTH * v) / Math.sqrt(1 + driven * driven)
    }
  }

  /** [audio] `y[at..]` <- from `clean` to `driven`, as far as the dial and the gate say. The gate is a straight line, 0..1. */
  blend(
    y: Float64Array,
    at: number,
    clean: Float64Array,
    driven: Float64Array,
    frames: number,
    since: number,
    gate: number,
    gateStep: number,
  ): void {
    const share = this.#share
    const shareStep = this.#shareStep
    for (let i = 0; i < frames; i++) {
      const k = since + i
      const w = (share + shareStep * k) * (gate + gateStep * k)
      y[at + i] = clean[i]! + w * (driven[i]! - clean[i]!)
    }
  }
}
