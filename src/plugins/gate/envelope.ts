// Layout of the state.
const GAIN = 0
const UP = 1
const DOWN = 2
const LOWEST = 3

/** Doubles of state of one Envelope. */
export const ENVELOPE_STATE = 4

/** Closer than this (-160 dBFS) the gain has arrived: an open gate is exactly 1 and a closed one exactly its range. */
const NEAR = 1e-8

/** [audio] Share of the distance a one-pole covers per frame, so that 63.2 % are done after `frames`. */
const coverage = (frames: number): number => 1 - Math.exp(-1 / frames)

/**
 * The gain over time: a one-pole in linear gain, with one time upwards and one downwards. Linear, because a gate may have
 * to open from silence: it is at -4 dB after one attack time, and it closes as a room does, by a steady 8.7 dB per
 * release time.
 */
export class Envelope {
  readonly #s: Float64Array

  /** [idle] `state`: ENVELOPE_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Times in frames, above 0. */
  set(upFrames: number, downFrames: number): void {
    this.#s[UP] = coverage(upFrames)
    this.#s[DOWN] = coverage(downFrames)
  }

  /** [audio] The linear gain of the latest frame. */
  get gain(): number {
    return this.#s[GAIN]!
  }

  /** [audio] The lowest gain of the last `process`. In the state, because a number that is handed back may be boxed. */
  get lowest(): number {
    return this.#s[LOWEST]!
  }

  /** [audio] Stands at `gain` at once. */
  jump(gain: number): void {
    this.#s[GAIN] = gain
  }

  /** [audio] The gain stands still for a call: it is the lowest too. */
  stand(): void {
    this.#s[LOWEST] = this.#s[GAIN]!
  }

  /** [audio] Replaces the wanted gains by the smoothed ones. */
  process(gain: Float64Array, frames: number): void {
    const s = this.#s
    const up = s[UP]!
    const down = s[DOWN]!
    let g = s[GAIN]!
    let lowest = Number.POSITIVE_INFINITY
    for (let i = 0; i < frames; i++) {
      const wanted = gain[i]!
      const way = wanted - g
      if (way < 0) g = way > -NEAR ? wanted : g + down * way
      else g = way < NEAR ? wanted : g + up * way
      gain[i] = g
      if (g < lowest) lowest = g
    }
    s[GAIN] = g
    s[LOWEST] = lowest
  }
}
