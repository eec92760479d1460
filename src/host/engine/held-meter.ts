import { type Meter, QUANTUM } from '../sdk/index.ts'

/** How fast a held reading goes back to rest, dB/s: the usual fall of a digital peak meter (IEC 60268-18). */
export const FALL_DB_PER_SECOND = 20

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

  /** [audio] A reading. */
  give(value: number): void {
    if (this.#lowest ? value < this.#now : value > this.#now) this.#now = value
  }

  /** [audio] On a grid line: the reading to publish. */
  take(): number {
    const fallen = this.#lowest
      ? Math.min(this.#held + this.#fall, this.#rest)
      : Math.max(this.#held - this.#fall, this.#rest)
    this.#held = this.#lowest ? Math.min(fallen, this.#now) : Math.max(fallen, this.#now)
    this.#now = this.#rest
    return this.#held
  }
}
