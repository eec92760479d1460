import { dbToGain, type ProcessIo, QUANTUM } from '../../host/sdk/index.ts'

/**
 *     in -> x gain -> x polarity -> out
 *
 * Both glide as one factor, so a flip of polarity passes through zero instead of clicking.
 */
export class GainKernel {
  /** Polarity at the current grid line and at the next, -1..1. */
  #from = 0
  #to = 0
  #started = false

  /** [audio] Levels in dB at this and at the next grid line. At 0 dB the output is the input, bit for bit. */
  process(io: ProcessIo, fromDb: number, toDb: number, invert: boolean): void {
    if (io.offset === 0) this.#glidePolarity(invert ? -1 : 1)
    const from = dbToGain(fromDb) * this.#from
    const step = (dbToGain(toDb) * this.#to - from) / QUANTUM
    for (let c = 0; c < io.input.length; c++) {
      const input = io.input[c]!
      const output = io.output[c]!
      for (let i = 0; i < io.frames; i++) output[i] = input[i]! * (from + (io.offset + i) * step)
    }
  }

  /** [idle] */
  reset(): void {
    this.#started = false
  }

  /** A flip takes eight grid lines (21 ms at 48 kHz). */
  #glidePolarity(target: number): void {
    this.#from = this.#started ? this.#to : target
    this.#to = this.#from + Math.max(-0.25, Math.min(0.25, target - this.#from))
    this.#started = true
  }
}
