import { type Meter, type MeterCell, QUANTUM } from '../sdk/index.ts'

/** How fast a held reading goes back to rest, dB/s: the usual fall of a digital peak meter (IEC 60268-18). */
export const FALL_DB_PER_SECOND = 20

/** Readings below count as this, dB. */
const LOWEST = -200

/** A cell as plugins write it. A class, so that its number is kept in place instead of being boxed anew per block. */
export class ReadingCell implements MeterCell {
  value: number

  /** [idle] */
  constructor(rest: number) {
    this.value = rest
  }
}

/** Keeps the extreme reading between two grid lines and lets it fall back, so that a slow reader misses no peak. */
export class HeldMeter {
  readonly #lowest: boolean
  readonly #rest: number
  readonly #fall: number
  #held: number
  #now: number

  /** [idle] */
  constructor(meter: Meter, sampleRate: number) {
    this.#lowest = meter.hold === 'min'
    this.#rest = meter.rest
    this.#fall = (FALL_DB_PER_SECOND * QUANTUM) / sampleRate
    this.#held = this.#now = meter.rest
  }

  /** [audio] A reading. A cell and not its number: a number handed over may be boxed, which is garbage per block. */
  give(cell: MeterCell): void {
    // Minus infinity would never come back.
    const value = cell.value < LOWEST ? LOWEST : cell.value
    if (this.#lowest ? value < this.#now : value > this.#now) this.#now = value
  }

  /** [audio] On a grid line: writes the reading to publish to `meters[at]`. */
  publish(meters: Float64Array, at: number): void {
    if (this.#lowest) {
      const fallen = this.#held + this.#fall < this.#rest ? this.#held + this.#fall : this.#rest
      this.#held = fallen < this.#now ? fallen : this.#now
    } else {
      const fallen = this.#held - this.#fall > this.#rest ? this.#held - this.#fall : this.#rest
      this.#held = fallen > this.#now ? fallen : this.#now
    }
    this.#now = this.#rest
    meters[at] = this.#held
  }
}
