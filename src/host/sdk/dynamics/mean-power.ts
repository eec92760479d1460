/** Power below -300 dBFS is over. */
const TINY = 1e-30

/** Doubles of state of one MeanPower. */
export const MEAN_POWER_STATE = 5

/**
 * What a compressor calls level: in both modes a sine of peak 1 reads 0 dB.
 *
 *     peak: the samples as they are (an amplitude)      rms: 2 x squared -> one-pole -> one-pole (a power)
 *
 * Two poles of half the window each leave less ripple than one pole of the whole, for the same delay.
 */
export class MeanPower {
  /** Per channel the two poles; behind them the share a pole covers per frame. */
  readonly #s: Float64Array

  /** [idle] `state`: MEAN_POWER_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Averaging time in frames. */
  setWindow(frames: number): void {
    this.#s[4] = 1 - Math.exp(-2 / frames)
  }

  /** [audio] Twice the mean power of `key`, channel `c` of the key, into `power`. */
  process(key: Float64Array, c: number, power: Float64Array, frames: number): void {
    const s = this.#s
    const share = s[4]!
    let first = s[2 * c]!
    let second = s[2 * c + 1]!
    for (let i = 0; i < frames; i++) {
      const x = key[i]!
      first += share * (2 * x * x - first)
      second += share * (first - second)
      power[i] = second
    }
    s[2 * c] = first
    s[2 * c + 1] = second
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    const s = this.#s
    for (let i = 0; i < 4; i++) if (!(s[i]! > TINY && s[i]! < Number.POSITIVE_INFINITY)) s[i] = 0
  }

  /** [audio] */
  reset(): void {
    this.#s.fill(0, 0, 4)
  }
}
