/** Rates devices run at, Hz. */
const RATES = [44100, 48000, 88200, 96000, 176400, 192000]
/** A device this close to a rate, in parts of it, runs at that rate. */
const NEAR = 0.01
/** Looks in a row that must agree: a busy machine falls behind, but not to the same wrong rate again and again. */
const LOOKS = 4

/**
 * Some sound servers (JACK) keep their own rate, whatever was asked for, and nobody says so: the song plays at the wrong
 * speed. The clock on the wall knows. [control]
 */
export class SpeedCheck {
  readonly #rate: number
  #frames = 0
  #ms = Number.NaN
  #seen = 0
  #looks = 0
  #told = false

  /** `rate`: what the session asked for, Hz. */
  constructor(rate: number) {
    this.#rate = rate
  }

  /** The sentence to tell, once, when the device runs at another rate. `frames` processed by `ms` on a steady clock. */
  look(frames: number, ms: number): string | undefined {
    const measured = ((frames - this.#frames) * 1000) / (ms - this.#ms)
    this.#frames = frames
    this.#ms = ms
    const rate = RATES.find((candidate) => Math.abs(measured / candidate - 1) < NEAR) ?? 0
    this.#looks = rate === this.#seen && rate !== 0 && rate !== this.#rate ? this.#looks + 1 : 0
    this.#seen = rate
    if (this.#looks < LOOKS - 1 || this.#told) return undefined
    this.#told = true
    return `the device runs at ${rate} Hz, the session at ${this.#rate}: it sounds ${this.#rate > rate ? 'too slow' : 'too fast'}; start with --rate ${rate}`
  }
}
