import { flushState } from '../../host/sdk/index.ts'

/** Corner: half a dB is lost at 9 Hz, 0.03 dB at 40 Hz. */
const CORNER_HZ = 3

/** A first-order high-pass against the constant that a lopsided curve leaves. */
export class DcBlock {
  readonly #s: Float64Array
  readonly #step: number

  /** [idle] `state`: 1 double. */
  constructor(state: Float64Array, sampleRate: number) {
    this.#s = state
    const g = Math.tan((Math.PI * CORNER_HZ) / sampleRate)
    this.#step = g / (1 + g)
  }

  /** [audio] In place. */
  process(x: Float64Array, frames: number): void {
    const step = this.#step
    let held = this.#s[0]!
    for (let i = 0; i < frames; i++) {
      const d = x[i]! - held
      const v = step * d
      x[i] = d - v
      held += 2 * v
    }
    this.#s[0] = held
  }

  /** [audio] On every grid line. */
  flush(): void {
    flushState(this.#s, 0, 1)
  }

  /** [audio] */
  reset(): void {
    this.#s[0] = 0
  }
}
