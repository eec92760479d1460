import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'

/** Window of the running correlation, s: long enough for a bass note, short enough to catch a bad one. */
const WINDOW_SECONDS = 0.15
/** Time constants of the narrowing, s: narrower, and wide again. Slow enough that no tone is heard to move. */
const NARROW_SECONDS = 0.05
const WIDEN_SECONDS = 0.5
/** Mean power below which (-120 dBFS) the picture stands still. */
const QUIET = 1e-12
/** Nearer to 1 than this the narrowing is over. */
const NEAR = 1e-9

// Layout: sums of this quantum and running means of mid squared, side squared and mid x side; gain of the side at this
// grid line and at the next; correlation of what leaves.
export const SUMS = 0
const MEANS = 3
/** The narrowing: gain of the side at this grid line; the next entry at the next one. */
export const GAIN = 6
export const CORRELATION = 8
/** Where the narrowing wants to go. */
const GOAL = 9

/** Correlation of left and right, with the side at its gain, into the state. */
function noteCorrelation(s: Float64Array): void {
  const mid = s[MEANS]!
  const gain = s[GAIN + 1]!
  const side = s[MEANS + 1]! * gain * gain
  const product = s[MEANS + 2]! * gain
  const loudness = (mid + side) * (mid + side) - 4 * product * product
  s[CORRELATION] = loudness > 0 ? (mid - side) / Math.sqrt(loudness) : 1
}

/**
 * The gain of the side, at most 1, at which the correlation is `limit`, into the state. From
 * (m - q s)^2 = limit^2 ((m + q s)^2 - 4 q p^2) with q the gain squared: the smaller root above a limit of 0, the larger
 * below.
 */
function noteGoal(s: Float64Array, limit: number): void {
  const mid = s[MEANS]!
  const side = s[MEANS + 1]!
  const product = s[MEANS + 2]!
  const l = limit * limit
  const a = side * side * (1 - l)
  const b = mid * side * (1 + l) - 2 * l * product * product
  const c = mid * mid * (1 - l)
  const root = Math.sqrt(Math.max(0, b * b - a * c))
  const q = limit < 0 ? (b + root) / a : c / (b + root)
  s[GOAL] = q < 1 ? Math.sqrt(q) : 1
}

/** Watches mid and side and says how much of the side may pass. All of it moves on grid lines and glides in between. */
export class CorrelationGuard {
  readonly state: Float64Array
  readonly #average: number
  readonly #narrow: number
  readonly #widen: number

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const share = (seconds: number): number => 1 - Math.exp(-QUANTUM / (seconds * env.sampleRate))
    this.state = env.allocate(10)
    this.#average = share(WINDOW_SECONDS)
    this.#narrow = share(NARROW_SECONDS)
    this.#widen = share(WIDEN_SECONDS)
    this.reset()
  }

  /** [audio] On every grid line, after the sums of the last quantum stand: how it goes on. */
  advance(safe: boolean, limit: number): void {
    const s = this.state
    for (let k = 0; k < 3; k++) {
      const mean = s[MEANS + k]! + this.#average * (s[SUMS + k]! / QUANTUM - s[MEANS + k]!)
      s[MEANS + k] = Number.isFinite(mean) ? mean : 0
      s[SUMS + k] = 0
    }
    s[GAIN] = s[GAIN + 1]!
    const quiet = s[MEANS]! + s[MEANS + 1]! < QUIET
    if (quiet) s.fill(0, MEANS, MEANS + 3)
    if (!quiet || !safe) {
      s[GOAL] = 1
      if (safe) noteGoal(s, limit)
      const goal = s[GOAL]
      const next = s[GAIN] + (goal < s[GAIN] ? this.#narrow : this.#widen) * (goal - s[GAIN])
      s[GAIN + 1] = goal === 1 && 1 - next < NEAR ? 1 : next
    }
    noteCorrelation(s)
  }

  /** [audio] */
  reset(): void {
    const s = this.state
    s.fill(0)
    s[GAIN] = 1
    s[GAIN + 1] = 1
    s[CORRELATION] = 1
  }
}
