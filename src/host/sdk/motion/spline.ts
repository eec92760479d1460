import { QUANTUM } from '../plugin.ts'

// Layout: the last three points, oldest first.
const OLDER = 0
const OLD = 1
const NOW = 2

/** Doubles of state of one Spline. */
export const SPLINE_STATE = 3

/**
 * A value that takes one point per grid line and runs between them on a quadratic B-spline: neither value nor slope jumps, so
 * that a gain or a filter that follows it has no corners to be heard as a buzz at the grid's rate. The price is one and a
 * half grid lines of delay, 4 ms at 48 kHz. It never leaves the range of its points.
 */
export class Spline {
  readonly #s: Float64Array

  /** [idle] `state`: SPLINE_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] The next point; on every grid line, also when it stays where it was. */
  take(value: number): void {
    const s = this.#s
    s[OLDER] = s[OLD]!
    s[OLD] = s[NOW]!
    s[NOW] = value
  }

  /** [audio] The next point where the last one was. Within the state: handed over, the number may be boxed. */
  stay(): void {
    const s = this.#s
    s[OLDER] = s[OLD]!
    s[OLD] = s[NOW]!
  }

  /** [audio] Stands at `value` at once. */
  jump(value: number): void {
    this.#s.fill(value)
  }

  /** [audio] True while it moves in this quantum. */
  get moves(): boolean {
    const s = this.#s
    return s[OLDER] !== s[NOW] || s[OLD] !== s[NOW]
  }

  /** [audio] The latest point; at rest the value. */
  get point(): number {
    return this.#s[NOW]!
  }

  /** [audio] Values of `frames` frames from `offset` after the grid line; at rest exactly the point. */
  fill(target: Float64Array, frames: number, offset: number): void {
    const s = this.#s
    const older = s[OLDER]!
    const old = s[OLD]!
    const start = 0.5 * (older + old)
    const slope = (old - older) / QUANTUM
    const bend = (older - 2 * old + s[NOW]!) / (2 * QUANTUM * QUANTUM)
    for (let i = 0; i < frames; i++) {
      const j = offset + i
      target[i] = start + j * (slope + j * bend)
    }
  }
}
