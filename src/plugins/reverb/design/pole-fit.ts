import { NormalEquations } from './normal-equations.ts'
import { POLES, poleAt, WEIGHTS } from './pole-bank.ts'

/** Log-spaced frequencies of the fit. */
export const FITTED = 32
/** Behind them stand 0 Hz, the Nyquist frequency and the half-way points to them: only watched, not fitted. */
const WATCHED = FITTED + 4
const LOWEST_HZ = 60

/** Fits the weights of the pole bank to a wanted magnitude: Levenberg-Marquardt on the logarithm of the gain. */
export class PoleFit {
  /** Frequencies, Hz: the first FITTED are fitted. */
  readonly hz: Float64Array
  /** Wanted natural logarithm of the gain, and the error that counts as 1, at each fitted frequency. */
  readonly want: Float64Array
  readonly tolerance: Float64Array
  readonly #sampleRate: number
  /** Response of the WEIGHTS parts at each frequency, each part with unit gain at 0 Hz. */
  readonly #re: Float64Array
  readonly #im: Float64Array
  readonly #fitted: Float64Array
  readonly #trial: Float64Array
  readonly #row: Float64Array
  readonly #equations: NormalEquations

  /** [idle] */
  constructor(sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#sampleRate = sampleRate
    this.hz = allocate(WATCHED)
    this.want = allocate(FITTED)
    this.tolerance = allocate(FITTED)
    this.#re = allocate(WATCHED * WEIGHTS)
    this.#im = allocate(WATCHED * WEIGHTS)
    this.#fitted = allocate(WEIGHTS)
    this.#trial = allocate(WEIGHTS)
    this.#row = allocate(WEIGHTS)
    this.#equations = new NormalEquations(WEIGHTS, allocate)
    this.#tabulate()
  }

  /** [audio] Starts from one gain for all frequencies: that of the middle. */
  start(): void {
    this.#fitted.fill(0)
    this.#fitted[0] = Math.exp(this.want[FITTED >> 1]!)
  }

  /** [audio] Comes closer, from where the last fit ended. */
  descend(steps: number): void {
    const fitted = this.#fitted
    const trial = this.#trial
    const move = this.#equations.move
    let damping = 1e-6
    let cost = this.#linearise(fitted)
    for (let s = 0; s < steps; s++) {
      this.#equations.solve(damping)
      for (let j = 0; j < WEIGHTS; j++) trial[j] = fitted[j]! + move[j]!
      const next = this.#cost(trial)
      if (next < cost) {
        const enough = cost - next < 1e-6 * cost
        fitted.set(trial)
        if (enough) return
        damping *= 0.2
        cost = this.#linearise(fitted)
      } else damping = Math.max(damping * 20, 1e-4)
    }
  }

  /** [audio] Writes the weights times `gain` into `weights[at..at + WEIGHTS)`, for one-poles of gain 1 / (1 - p) at 0 Hz. */
  write(gain: number, weights: Float64Array, at: number): void {
    const fitted = this.#fitted
    weights[at] = fitted[0]! * gain
    for (let j = 0; j < POLES; j++)
      weights[at + j + 1] = fitted[j + 1]! * gain * (1 - poleAt(j, this.#sampleRate))
  }

  /** [audio] Natural logarithm of the highest gain at any frequency, watched ones included. */
  highest(): number {
    let top = Number.NEGATIVE_INFINITY
    for (let g = 0; g < WATCHED; g++) top = Math.max(top, this.#logGain(this.#fitted, g))
    return top
  }

  /** Sum of squared errors. */
  #cost(weights: Float64Array): number {
    let sum = 0
    for (let g = 0; g < FITTED; g++) {
      const e = (this.#logGain(weights, g) - this.want[g]!) / this.tolerance[g]!
      sum += e * e
    }
    return sum
  }

  /** The cost, and its derivatives into the equations. */
  #linearise(weights: Float64Array): number {
    const re = this.#re
    const im = this.#im
    const row = this.#row
    this.#equations.clear()
    let sum = 0
    for (let g = 0; g < FITTED; g++) {
      let hr = 0
      let hi = 0
      for (let j = 0; j < WEIGHTS; j++) {
        hr += weights[j]! * re[g * WEIGHTS + j]!
        hi += weights[j]! * im[g * WEIGHTS + j]!
      }
      const power = hr * hr + hi * hi + 1e-30
      const tolerance = this.tolerance[g]!
      const error = (0.5 * Math.log(power) - this.want[g]!) / tolerance
      for (let j = 0; j < WEIGHTS; j++)
        row[j] = (hr * re[g * WEIGHTS + j]! + hi * im[g * WEIGHTS + j]!) / (power * tolerance)
      this.#equations.add(row, error)
      sum += error * error
    }
    return sum
  }

  /** Natural logarithm of the gain at frequency number `g`. */
  #logGain(weights: Float64Array, g: number): number {
    const re = this.#re
    const im = this.#im
    let hr = 0
    let hi = 0
    for (let j = 0; j < WEIGHTS; j++) {
      hr += weights[j]! * re[g * WEIGHTS + j]!
      hi += weights[j]! * im[g * WEIGHTS + j]!
    }
    return 0.5 * Math.log(hr * hr + hi * hi + 1e-30)
  }

  #tabulate(): void {
    const top = Math.min(16000, 0.42 * this.#sampleRate)
    const nyquist = this.#sampleRate / 2
    for (let g = 0; g < FITTED; g++) this.hz[g] = LOWEST_HZ * (top / LOWEST_HZ) ** (g / (FITTED - 1))
    this.hz.set([0, LOWEST_HZ / 2, Math.sqrt(top * nyquist), nyquist], FITTED)
    for (let g = 0; g < WATCHED; g++) {
      const w = (2 * Math.PI * this.hz[g]!) / this.#sampleRate
      this.#re[g * WEIGHTS] = 1
      for (let j = 0; j < POLES; j++) {
        const p = poleAt(j, this.#sampleRate)
        const a = 1 - p * Math.cos(w)
        const b = p * Math.sin(w)
        const m = (1 - p) / (a * a + b * b)
        this.#re[g * WEIGHTS + j + 1] = a * m
        this.#im[g * WEIGHTS + j + 1] = -b * m
      }
    }
  }
}
