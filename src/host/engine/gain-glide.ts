import { QUANTUM } from '../sdk/index.ts'

/**
 * A gain that moves without a click. On each grid line a straight ramp gives one more control point; inside the quantum
 * the gain is the quadratic B-spline through the last three:
 *
 *     g(u) = c0 + c1 u + c2 u^2,   u = (offset + i) / QUANTUM
 *
 * Slope is continuous, the end value is exact, and frame i is computed from its place on the grid alone, so any split
 * of the quantum gives the same bits. A jump from 1 to 0 under a full-scale 100 Hz tone leaves less than -100 dB above
 * 1.5 kHz (gain-glide.test.ts).
 */

/** Time of the straight part in seconds; the spline adds three quanta. */
const RAMP_SECONDS = 0.0107

export class GainGlide {
  /** The gain while `still`, and the constant term of the spline while moving. */
  c0 = 0
  c1 = 0
  c2 = 0
  /** True when the gain is `c0` for the whole quantum. */
  still = true
  #goal = 0
  #value = 0
  #step = 0
  #left = 0
  #before = 0
  #last = 0
  readonly #steps: number

  /** [idle] Stands at `gain`. */
  constructor(sampleRate: number, gain: number) {
    this.#steps = Math.max(2, Math.round((RAMP_SECONDS * sampleRate) / QUANTUM))
    this.c0 = this.#goal = this.#value = this.#before = this.#last = gain
  }

  /** The gain it moves to. */
  get goal(): number {
    return this.#goal
  }

  /** True when it stands at zero and will stay there. */
  get closed(): boolean {
    return this.still && this.c0 === 0 && this.#goal === 0
  }

  /** [audio] Sets where to go; the move starts at the next grid line. */
  to(gain: number): void {
    if (gain === this.#goal) return
    this.#goal = gain
    this.#left = this.#steps
    this.#step = (gain - this.#value) / this.#steps
    this.still = false
  }

  /** [idle] Stands at `gain` at once. */
  jump(gain: number): void {
    this.c0 = this.#goal = this.#value = this.#before = this.#last = gain
    this.c1 = this.c2 = this.#left = 0
    this.still = true
  }

  /** [audio] One grid line. */
  advance(): void {
    if (this.still) return
    if (this.#left > 0) {
      this.#left--
      this.#value = this.#left === 0 ? this.#goal : this.#value + this.#step
    }
    const p0 = this.#before
    const p1 = this.#last
    const p2 = this.#value
    this.#before = p1
    this.#last = p2
    if (p0 === p1 && p1 === p2 && this.#left === 0) {
      this.c0 = p2
      this.c1 = this.c2 = 0
      this.still = true
      return
    }
    this.c0 = 0.5 * (p0 + p1)
    this.c1 = (p1 - p0) / QUANTUM
    this.c2 = (0.5 * (p0 - 2 * p1 + p2)) / (QUANTUM * QUANTUM)
  }
}
