import { COARSE, Persistence } from './persistence.ts'

/** Length of a span of the persistence test, seconds: one period of 28 Hz and half again. */
const SPAN_SECONDS = 0.018
/** Time constants of the slow part towards more and towards less reduction, seconds. */
const SLOW_DOWN_SECONDS = 0.12
const SLOW_UP_SECONDS = 0.06
/** A gain closer to 1 than this (0.9 micro-dB) is 1. */
const NEARLY_ONE = 0.9999999

/**
 * Two-part release: follows the allowed gain down at once and lets go in two parts. It is never above its input.
 *
 *     m -+-> fast: one pole up ------------------------------------+-> the lower one -> out
 *        +-> what lasts over two spans -> slow: one pole down, up -+
 *
 * `fast` recovers after every peak; `slow` goes to whatever reduction lasts. So a bass note or a dense passage sees a still
 * gain (no ripple, no distortion), and a drum hit leaves nothing behind. Times tuned by measurement (see README).
 */
export class Release {
  readonly #persistence: Persistence
  /** [0] fast, [1] slow, [2] least gain since the last coarse tick, [3] gain that lasts. */
  readonly #state: Float64Array
  readonly #slowDown: number
  readonly #slowUp: number
  readonly #sampleRate: number
  /** One double, the share of the way back to 1 that `fast` goes per frame: as a field it would be boxed. */
  readonly #fastStep = Float64Array.of(1)
  #holdsSteady = true

  /** Doubles of state. */
  static doubles(sampleRate: number): number {
    return 4 + Persistence.doubles(SPAN_SECONDS * sampleRate)
  }

  /** [idle] `state`: `doubles(sampleRate)` long. */
  constructor(state: Float64Array, sampleRate: number) {
    this.#state = state.subarray(0, 4)
    this.#sampleRate = sampleRate
    this.#persistence = new Persistence(state.subarray(4))
    this.#slowDown = 1 - Math.exp(-1 / (SLOW_DOWN_SECONDS * sampleRate))
    this.#slowUp = 1 - Math.exp(-1 / (SLOW_UP_SECONDS * sampleRate))
    this.reset()
  }

  /** [audio] On a grid line: time constant of the fast part; without `holdsSteady` the slow part lets go and stays away. */
  retune(fastMs: number, holdsSteady: boolean): void {
    this.#holdsSteady = holdsSteady
    this.#fastStep[0] = 1 - Math.exp(-1000 / (fastMs * this.#sampleRate))
  }

  /**
   * [audio] `gain[i]` <- released gain, in place. `offset`: frames since the grid line; the coarse clock ticks on it, so that
   * rest needs no clock.
   */
  process(gain: Float64Array, frames: number, offset: number): void {
    const fastStep = this.#fastStep[0]!
    const slowDown = this.#slowDown
    const slowUp = this.#slowUp
    const state = this.#state
    let fast = state[0]!
    let slow = state[1]!
    let coarse = state[2]!
    let lasting = state[3]!
    for (let i = 0; i < frames; i++) {
      const m = gain[i]!
      fast += (1 - fast) * fastStep
      if (m < fast) fast = m
      if (m < coarse) coarse = m
      if (((offset + i) & (COARSE - 1)) === COARSE - 1) {
        this.#persistence.add(coarse)
        lasting = this.#holdsSteady ? this.#persistence.lasting[0]! : 1
        if (fast > NEARLY_ONE) fast = 1
        if (slow > NEARLY_ONE) slow = 1
        coarse = 1
      }
      slow += (lasting - slow) * (lasting < slow ? slowDown : slowUp)
      gain[i] = fast < slow ? fast : slow
    }
    state[0] = fast
    state[1] = slow
    state[2] = coarse
    state[3] = lasting
  }

  /** [audio] Both become the lower of the two. */
  join(other: Release): void {
    this.#persistence.join(other.#persistence)
    for (let k = 0; k < this.#state.length; k++) {
      const least = Math.min(this.#state[k]!, other.#state[k]!)
      this.#state[k] = least
      other.#state[k] = least
    }
  }

  /** [audio] True when both parts have arrived at 1 and nothing lasts. */
  atRest(): boolean {
    const state = this.#state
    return state[0] === 1 && state[1] === 1 && state[2] === 1 && this.#persistence.atRest()
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(1)
    this.#persistence.reset()
  }
}
