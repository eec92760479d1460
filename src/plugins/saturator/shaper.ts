import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { type CurveTable, curveIntegral, curveValue, PIECES, STRIDE } from './curve-table.ts'

/** Inputs nearer to each other than this take the curve half-way between them: the quotient would lose its digits. */
const NEAR = 1e-5
const HALF_PIECE = PIECES / 2
/** Three pairs of taps against the treble that the mean takes off: flat within 0.001 dB up to 20 kHz at 4 x 44.1 kHz and above. */
const OUTER = 0.03734
const MIDDLE = -0.23605
const INNER = 0.5 - OUTER - MIDDLE
/** Frames by which mean and taps are late. */
const LATE = 3

// Layout of the operating point: entries of this grid line, then of the next.
/** What is added to the input. */
export const BIAS = 0
/** What the curve makes of the bias alone: taken off again. */
export const OFFSET = 2
/** Doubles of an operating point. */
export const POINT = 4

// Layout of the state: input with bias before this call and the integral there; the last five means.
const LAST = 0
const LAST_INTEGRAL = 1
const MEANS = 2

/**
 * A curve over one channel:
 *
 *     x -> + bias -> mean of the curve between the last input and this one -> - its value at the bias -> 6 taps -> y
 *
 * The mean instead of the value takes 25 to 50 dB off the aliases, but also half a frame and some treble; the taps make
 * the half frame whole and give the treble back. `factor` frames late: one frame of the base rate.
 * Source: J. Parker, V. Zavalishin, E. Le Bivic, "Reducing the aliasing of nonlinear waveshaping using continuous-time
 * convolution", DAFx 2016, equation 10.
 */
export class Shaper {
  /** [audio] Largest input and largest output of the last call. */
  readonly peaks: Float64Array
  readonly #table: CurveTable
  readonly #factor: number
  readonly #s: Float64Array
  /** The newest values, and below them those that are waited for. */
  readonly #y: Float64Array
  readonly #wait: number
  #last = 0

  /** [idle] `factor` of 1: the bare curve, not late at all. */
  constructor(env: ProcessorEnv, table: CurveTable, factor: number) {
    this.#table = table
    this.#factor = factor
    this.#s = env.allocate(7)
    this.peaks = env.allocate(2)
    this.#wait = factor === 1 ? 0 : factor - LATE
    this.#y = env.allocate(this.#wait + factor * QUANTUM)
  }

  /** [audio] `count` values of `x` bent, good until the next call; value i stands `at` + i values after the grid line. */
  process(x: Float64Array, point: Float64Array, at: number, count: number): Float64Array {
    const y = this.#y
    const wait = this.#wait
    for (let i = 0; i < wait; i++) y[i] = y[i + this.#last]!
    this.#last = count
    if (this.#factor === 1) this.#bend(x, y, point, at, count)
    else this.#bendSmoothly(x, y, wait, point, at, count)
    this.#findPeaks(x, y, wait, count)
    return y
  }

  #bend(x: Float64Array, y: Float64Array, point: Float64Array, at: number, count: number): void {
    const table = this.#table
    const bias = point[BIAS]!
    const biasStep = (point[BIAS + 1]! - bias) / QUANTUM
    const offset = point[OFFSET]!
    const offsetStep = (point[OFFSET + 1]! - offset) / QUANTUM
    for (let i = 0; i < count; i++)
      y[i] = curveValue(table, x[i]! + (bias + biasStep * (at + i))) - (offset + offsetStep * (at + i))
  }

  #bendSmoothly(
    x: Float64Array,
    y: Float64Array,
    wait: number,
    point: Float64Array,
    at: number,
    count: number,
  ): void {
    const perGrid = this.#factor * QUANTUM
    const bias = point[BIAS]!
    const biasStep = (point[BIAS + 1]! - bias) / perGrid
    const offset = point[OFFSET]!
    const offsetStep = (point[OFFSET + 1]! - offset) / perGrid
    const { pieces, low, high, floor, ceiling } = this.#table
    const s = this.#s
    let last = s[LAST]!
    let lastIntegral = s[LAST_INTEGRAL]!
    let m1 = s[MEANS]!
    let m2 = s[MEANS + 1]!
    let m3 = s[MEANS + 2]!
    let m4 = s[MEANS + 3]!
    let m5 = s[MEANS + 4]!
    for (let i = 0; i < count; i++) {
      const u = x[i]! + (bias + biasStep * (at + i))
      // curveIntegral and curveValue written out: calls in this loop cost as much again.
      const c = u < low ? low : u > high ? high : u
      const p = (c - low) * PIECES
      const k = p | 0
      const t = p - k
      const j = k * STRIDE
      const k1 = pieces[j + 1]!
      const k2 = pieces[j + 2]!
      const k3 = pieces[j + 3]!
      const k4 = pieces[j + 4]!
      const integral =
        pieces[j]! + t * (k1 + t * (k2 + t * (k3 + t * k4))) + (u - c) * (u < 0 ? floor : ceiling)
      const d = u - last
      const h = t - HALF_PIECE * d
      const mean =
        d < NEAR && d > -NEAR
          ? PIECES * (k1 + h * (2 * k2 + h * (3 * k3 + h * (4 * k4))))
          : (integral - lastIntegral) / d
      const m = mean - (offset + offsetStep * (at + i))
      y[wait + i] = OUTER * (m + m5) + MIDDLE * (m1 + m4) + INNER * (m2 + m3)
      last = u
      lastIntegral = integral
      m5 = m4
      m4 = m3
      m3 = m2
      m2 = m1
      m1 = m
    }
    s[LAST] = last
    s[LAST_INTEGRAL] = lastIntegral
    s[MEANS] = m1
    s[MEANS + 1] = m2
    s[MEANS + 2] = m3
    s[MEANS + 3] = m4
    s[MEANS + 4] = m5
  }

  /** At twice the base rate, which shows a meter all there is. */
  #findPeaks(x: Float64Array, y: Float64Array, from: number, count: number): void {
    const stride = this.#factor > 2 ? this.#factor >> 1 : 1
    let peakIn = 0
    let peakOut = 0
    for (let i = 0; i < count; i += stride) {
      const sizeIn = Math.abs(x[i]!)
      const sizeOut = Math.abs(y[from + i]!)
      if (sizeIn > peakIn) peakIn = sizeIn
      if (sizeOut > peakOut) peakOut = sizeOut
    }
    this.peaks[0] = peakIn
    this.peaks[1] = peakOut
  }

  /** [audio] Silence at the given bias. */
  reset(bias: number): void {
    const s = this.#s
    s.fill(0)
    this.#y.fill(0)
    this.#last = 0
    s[LAST] = bias
    s[LAST_INTEGRAL] = curveIntegral(this.#table, bias)
  }
}
