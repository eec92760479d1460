import { dbToGain, QUANTUM } from '../../host/sdk/index.ts'
import { bend } from './motion.ts'

/** The level after the bands: glides on the same spline as the coefficients, costs nothing at 0 dB. */
export class Trim {
  /** older, old, now, then value, first and second difference per frame. */
  readonly #state: Float64Array

  /** [idle] `state`: 6 doubles. */
  constructor(state: Float64Array) {
    this.#state = state
  }

  /** [idle] Jumps to a level in dB. */
  settle(trimDb: number): void {
    this.#state.fill(dbToGain(trimDb), 0, 3)
    this.#state.fill(0, 4)
    this.#state[3] = this.#state[2]!
  }

  /** [audio] On a grid line; true while the level moves. */
  advance(trimDb: number): boolean {
    const s = this.#state
    s[0] = s[1]!
    s[1] = s[2]!
    s[2] = dbToGain(trimDb)
    bend(s[0]!, s[1]!, s[2]!, s, 3, 1, QUANTUM)
    return s[0] !== s[2] || s[1] !== s[2]
  }

  /** [audio] x times the level into y (may be the same arrays); false when there was nothing to do. */
  process(x: readonly Float64Array[], y: readonly Float64Array[], frames: number): boolean {
    const s = this.#state
    const gain = s[3]!
    const first = s[4]!
    const second = s[5]!
    if (gain === 1 && first === 0 && second === 0) return false
    for (let c = 0; c < x.length; c++) {
      const from = x[c]!
      const to = y[c]!
      let now = gain
      let step = first
      for (let i = 0; i < frames; i++) {
        to[i] = from[i]! * now
        now += step
        step += second
      }
      if (c === x.length - 1) {
        s[3] = now
        s[4] = step
      }
    }
    return true
  }
}
