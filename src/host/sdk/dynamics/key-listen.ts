import { FADE_STEP, towards } from '../motion/fade.ts'
import { QUANTUM } from '../plugin.ts'

/** Fades between the processed sound and the key, to hear what the detector hears. */
export class KeyListen {
  /** Share of the key at this grid line and at the next, 0..1. */
  readonly #s: Float64Array
  #started = false

  /** [idle] `state`: 2 doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] On every grid line. */
  advance(on: boolean): void {
    const s = this.#s
    const goal = on ? 1 : 0
    s[0] = this.#started ? s[1]! : goal
    s[1] = towards(s[0], goal, FADE_STEP)
    this.#started = true
  }

  /** [audio] Mixes `key` over `output`; a mono key goes to both channels, a stereo key to a mono strip as its left one. */
  process(
    key: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const from = this.#s[0]!
    const step = (this.#s[1]! - from) / QUANTUM
    if (from === 0 && step === 0) return
    for (let c = 0; c < output.length; c++) {
      const out = output[c]!
      const heard = key[c < key.length ? c : 0]!
      for (let i = 0; i < frames; i++) {
        const share = from + (offset + i) * step
        out[i] = share === 1 ? heard[i]! : out[i]! + share * (heard[i]! - out[i]!)
      }
    }
  }

  /** [audio] */
  reset(): void {
    this.#started = false
  }
}
