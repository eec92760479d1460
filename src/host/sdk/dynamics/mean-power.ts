import { flushPowers, flushState } from '../flush.ts'

/**
 * Corners in Hz of two pairs of first-order all-passes whose phases differ by 90 degrees within 2.6 from 25 to 500 Hz (own
 * minimax fit). Type of network: S. D. Bedrosian, "Normalized Design of 90 Degree Phase-Difference Networks", 1960.
 */
const ONE = [14.399, 200.004] as const
const OTHER = [62.499, 868.136] as const

// Layout: per channel the last input of the four all-passes, their last outputs and the two poles; then the coefficients.
const PER_CHANNEL = 7
const POLES = 5
const COEFFICIENTS = 2 * PER_CHANNEL
const SHARE = COEFFICIENTS + 4

/** Doubles of state of one MeanPower. */
export const MEAN_POWER_STATE = SHARE + 1

/**
 * Mean power of a wave; a sine of peak 1 reads 1, so it means the same as the square of its peak.
 *
 *     x --+-> all-passes ----> squared --+--> one-pole -> one-pole -> power
 *         +-> 90 degrees later -> squared +
 *
 * The sum of the two squares of a tone has no ripple, where x squared goes up and down with twice the frequency, which no window
 * of useful length takes out of a bass. Two poles of half the window each leave less of what beats than one of the whole.
 */
export class MeanPower {
  readonly #s: Float64Array

  /** [idle] `state`: MEAN_POWER_STATE doubles. */
  constructor(state: Float64Array, sampleRate: number) {
    this.#s = state
    for (let k = 0; k < 2; k++) {
      state[COEFFICIENTS + k] = allPass(ONE[k]!, sampleRate)
      state[COEFFICIENTS + 2 + k] = allPass(OTHER[k]!, sampleRate)
    }
  }

  /** [audio] Averaging time in frames. */
  setWindow(frames: number): void {
    this.#s[SHARE] = 1 - Math.exp(-2 / frames)
  }

  /** [audio] Mean power of `key`, channel `c` of the key, into `power` (which may be `key`). */
  process(key: Float64Array, c: number, power: Float64Array, frames: number): void {
    const s = this.#s
    const share = s[SHARE]!
    const c1 = s[COEFFICIENTS]!
    const c2 = s[COEFFICIENTS + 1]!
    const c3 = s[COEFFICIENTS + 2]!
    const c4 = s[COEFFICIENTS + 3]!
    const at = c * PER_CHANNEL
    let last = s[at]!
    let a1 = s[at + 1]!
    let a2 = s[at + 2]!
    let b1 = s[at + 3]!
    let b2 = s[at + 4]!
    let first = s[at + POLES]!
    let second = s[at + POLES + 1]!
    for (let i = 0; i < frames; i++) {
      const x = key[i]!
      const a = last + c1 * (x - a1)
      a2 = a1 + c2 * (a - a2)
      a1 = a
      const b = last + c3 * (x - b1)
      b2 = b1 + c4 * (b - b2)
      b1 = b
      last = x
      first += share * (a2 * a2 + b2 * b2 - first)
      second += share * (first - second)
      power[i] = second
    }
    s[at] = last
    s[at + 1] = a1
    s[at + 2] = a2
    s[at + 3] = b1
    s[at + 4] = b2
    s[at + POLES] = first
    s[at + POLES + 1] = second
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    const s = this.#s
    for (let at = 0; at < COEFFICIENTS; at += PER_CHANNEL) {
      flushState(s, at, at + POLES)
      flushPowers(s, at + POLES, at + PER_CHANNEL)
    }
  }

  /** [audio] */
  reset(): void {
    this.#s.fill(0, 0, COEFFICIENTS)
  }
}

/** Coefficient of a first-order all-pass y = x' + c (x - y'), 90 degrees at `hz`. */
function allPass(hz: number, sampleRate: number): number {
  const t = Math.tan((Math.PI * hz) / sampleRate)
  return (t - 1) / (t + 1)
}
