import type { SectionCoefficients } from '../../host/sdk/index.ts'

/**
 * A Linkwitz-Riley crossover of fourth order (24 dB per octave, -6 dB at the frequency) out of two equal state-variable sections
 * with the damping of Butterworth:
 *
 *     x -> section -> low -> section -> LOW = LP LP x
 *             |
 *             +-> all-pass A x = x - 2 k band        HIGH = A x - LOW = HP HP x
 *
 * LP + k band + HP = x holds in every frame, so LOW + HIGH = A x does too, and also while the frequency moves: nothing has to
 * cancel. There is one set of coefficients per frame.
 *
 * Sources: S. H. Linkwitz, "Active Crossover Networks for Noncoincident Drivers", JAES 24(1), 1976; A. Simper, "Linear
 * Trapezoidal Integrated State Variable Low Pass Filter", 2013.
 */

/** Damping 1/Q of each section. */
export const DAMPING = Math.SQRT2

/** Doubles of state of one channel of a split, and of one all-pass. */
export const SPLIT_STATE = 4
export const ALL_PASS_STATE = 2

/** [audio] Splits `x` into `low` and `high`; `low` may be `x` itself. State from `state[at]` on. */
export function split(
  x: Float64Array,
  low: Float64Array,
  high: Float64Array,
  state: Float64Array,
  at: number,
  coefficients: SectionCoefficients,
  frames: number,
): void {
  const { c1, c2, c3 } = coefficients
  let p1 = state[at]!
  let p2 = state[at + 1]!
  let q1 = state[at + 2]!
  let q2 = state[at + 3]!
  for (let i = 0; i < frames; i++) {
    const c = c1[i]!
    const d = c2[i]!
    const e = c3[i]!
    const v = x[i]!
    const into = v - p2
    const n1 = c * p1 + d * into
    const n2 = p2 + (d * p1 + e * into)
    const passed = v - DAMPING * (p1 + n1)
    const second = 0.5 * (p2 + n2) - q2
    p1 = n1
    p2 = n2
    const m1 = c * q1 + d * second
    const m2 = q2 + (d * q1 + e * second)
    const below = 0.5 * (q2 + m2)
    q1 = m1
    q2 = m2
    low[i] = below
    high[i] = passed - below
  }
  state[at] = p1
  state[at + 1] = p2
  state[at + 2] = q1
  state[at + 3] = q2
}

/** [audio] The all-pass A of a crossover, in place. */
export function allPass(
  x: Float64Array,
  state: Float64Array,
  at: number,
  coefficients: SectionCoefficients,
  frames: number,
): void {
  const { c1, c2, c3 } = coefficients
  let p1 = state[at]!
  let p2 = state[at + 1]!
  for (let i = 0; i < frames; i++) {
    const v = x[i]!
    const into = v - p2
    const n1 = c1[i]! * p1 + c2[i]! * into
    p2 = p2 + (c2[i]! * p1 + c3[i]! * into)
    x[i] = v - DAMPING * (p1 + n1)
    p1 = n1
  }
  state[at] = p1
  state[at + 1] = p2
}

/** [audio] The same for two channels at once: each alone waits for itself (0.36 us per channel, together 0.2). */
export function allPassPair(
  x: Float64Array,
  y: Float64Array,
  state: Float64Array,
  at: number,
  coefficients: SectionCoefficients,
  frames: number,
): void {
  const { c1, c2, c3 } = coefficients
  let p1 = state[at]!
  let p2 = state[at + 1]!
  let q1 = state[at + 2]!
  let q2 = state[at + 3]!
  for (let i = 0; i < frames; i++) {
    const c = c1[i]!
    const d = c2[i]!
    const e = c3[i]!
    const v = x[i]!
    const into = v - p2
    const n1 = c * p1 + d * into
    p2 = p2 + (d * p1 + e * into)
    x[i] = v - DAMPING * (p1 + n1)
    p1 = n1
    const w = y[i]!
    const other = w - q2
    const m1 = c * q1 + d * other
    q2 = q2 + (d * q1 + e * other)
    y[i] = w - DAMPING * (q1 + m1)
    q1 = m1
  }
  state[at] = p1
  state[at + 1] = p2
  state[at + 2] = q1
  state[at + 3] = q2
}
