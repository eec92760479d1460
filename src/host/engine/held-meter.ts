import { type Meter, type MeterCell, QUANTUM } from '../sdk/index.ts'

/** How fast a held reading goes back to rest, dB/s: the usual fall of a digital peak meter (IEC 60268-18). */
export const FALL_DB_PER_SECOND = 20

/** Readings below count as this, dB. */
const LOWEST = -200

// Layout of a held meter's state.
const REST = 0
const FALL = 1
const HELD = 2
const NOW = 3

/** A cell as plugins write it. A class, so that its number is kept in place instead of being boxed anew per block. */
export class ReadingCell implements MeterCell {
  value = 0

  /** [idle] */
  constructor(rest: number) {
    this.value = rest
  }
}

/** Keeps the extreme reading between two grid lines and lets it fall back, so that a slow reader misses no peak. */
export class HeldMeter {
  readonly #lowest: boolean
  /** Rest, step of the fall, held reading and extreme since the last line: in memory, where a number is never boxed. */
  readonly #s: Float64Array

  /** [idle] */
  constructor(meter: Meter, sampleRate: number) {
    this.#lowest = meter.hold === 'min'
    const fall = (FALL_DB_PER_SECOND * QUANTUM) / sampleRate
    this.#s = Float64Array.of(meter.rest, fall, meter.rest, meter.rest)
  }

  /** [audio] A reading. A cell and not its number: a number handed over may be boxed, which is garbage per block. */
  give(cell: MeterCell): void {
    const s = this.#s
    // Minus infinity would never come back.
    const value = cell.value < LOWEST ? LOWEST : cell.value
    if (this.#lowest ? value < s[NOW]! : value > s[NOW]!) s[NOW] = value
  }

  /** [audio] On a grid line: writes the reading to publish to `meters[at]`. */
  publish(meters: Float64Array, at: number): void {
    const s = this.#s
    const rest = s[REST]!
    const now = s[NOW]!
    let held = s[HELD]!
    if (this.#lowest) {
      const fallen = held + s[FALL]! < rest ? held + s[FALL]! : rest
      held = fallen < now ? fallen : now
    } else {
      const fallen = held - s[FALL]! > rest ? held - s[FALL]! : rest
      held = fallen > now ? fallen : now
    }
    s[HELD] = held
    s[NOW] = rest
    meters[at] = held
  }
}
