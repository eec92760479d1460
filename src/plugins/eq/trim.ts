import { dbToGain, type ProcessorEnv, QUANTUM, SPLINE_STATE, Spline } from '../../host/sdk/index.ts'

/** The level after the bands: glides on the same spline as the coefficients, costs nothing at 0 dB. */
export class Trim {
  readonly #gain: Spline
  /** The gain of every frame while it moves. */
  readonly #gains: Float64Array

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#gain = new Spline(env.allocate(SPLINE_STATE))
    this.#gains = env.allocate(QUANTUM)
  }

  /** [audio] Jumps to a level in dB. */
  settle(trimDb: number): void {
    this.#gain.jump(dbToGain(trimDb))
  }

  /** [audio] On a grid line; true while the level moves. */
  advance(trimDb: number): boolean {
    this.#gain.take(dbToGain(trimDb))
    return this.#gain.moves
  }

  /** [audio] x times the level into y (may be the same arrays); false when there was nothing to do. */
  process(x: readonly Float64Array[], y: readonly Float64Array[], frames: number, offset: number): boolean {
    const moves = this.#gain.moves
    const gain = this.#gain.point
    if (!moves && gain === 1) return false
    const gains = this.#gains
    if (moves) this.#gain.fill(gains, frames, offset)
    for (let c = 0; c < x.length; c++) {
      const from = x[c]!
      const to = y[c]!
      if (moves) for (let i = 0; i < frames; i++) to[i] = from[i]! * gains[i]!
      else for (let i = 0; i < frames; i++) to[i] = from[i]! * gain
    }
    return true
  }
}
