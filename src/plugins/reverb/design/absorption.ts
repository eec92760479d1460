import { type DecayDials, decayAt, longestDecay } from './decay.ts'
import { NormalEquations } from './normal-equations.ts'

/**
 * Decay design: one small filter per delay line, so that every octave decays in the dialled time.
 *
 * Jot's rule: a line of d frames must attenuate by 60 d / (rate T(f)) dB at frequency f (Jot & Chaigne, "Digital delay
 * networks for designing artificial reverberators", AES 90, 1991). The filter is a parallel bank of real poles that
 * are the same for every line and every dial (after Bank, "Direct design of parallel second-order filters for
 * instrument body modeling", ICMC 2007); only the output weights depend on the dial. So any move between two designs
 * is a mix of stable filters, freeze is the weights (1, 0, 0, 0, 0), and the loop is shorter than a biquad.
 *
 *     y = w0 x + w1 s1 + w2 s2 + w3 s3 + w4 s4,   s = p s + x
 */

/** Pole frequencies, Hz. Four real poles hold a bass and a treble multiple within 3 % at moderate dials (see README). */
const POLE_HZ: readonly number[] = [150, 900, 4000, 14000]
export const POLES = POLE_HZ.length
/** Weights per line: the direct gain and one per pole. */
export const WEIGHTS = POLES + 1

/** Log-spaced frequencies of the fit. */
const GRID = 32
/** Behind the grid stand 0 Hz, the Nyquist frequency and the half-way points to them: only watched, not fitted. */
const WATCHED = GRID + 4
const LOWEST_HZ = 60
/** No frequency may ring longer than this multiple of the longest dialled decay. */
const MARGIN = 1.1
/** Steps of the fit: from scratch, and from the weights of the line before. */
const COLD_STEPS = 10
const WARM_STEPS = 8

/** [idle] Pole `j` of the bank, 0..1. */
export const poleAt = (j: number, sampleRate: number): number =>
  Math.exp((-2 * Math.PI * POLE_HZ[j]!) / sampleRate)

export class AbsorptionDesign {
  readonly #sampleRate: number
  readonly #hz: Float64Array
  /** Response of the WEIGHTS parts at each frequency. */
  readonly #re: Float64Array
  readonly #im: Float64Array
  /** Wanted natural logarithm of the gain per frame of delay, at each frequency; negative. */
  readonly #logPerFrame: Float64Array
  /** The same for the slowest decay allowed. */
  #slowestLog = 0
  readonly #fitted: Float64Array
  readonly #trial: Float64Array
  readonly #row: Float64Array
  readonly #equations: NormalEquations
  #cold = true

  /** [idle] */
  constructor(sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#sampleRate = sampleRate
    this.#hz = allocate(WATCHED)
    this.#re = allocate(WATCHED * WEIGHTS)
    this.#im = allocate(WATCHED * WEIGHTS)
    this.#logPerFrame = allocate(WATCHED)
    this.#fitted = allocate(WEIGHTS)
    this.#trial = allocate(WEIGHTS)
    this.#row = allocate(WEIGHTS)
    this.#equations = new NormalEquations(WEIGHTS, allocate)
    this.#tabulate()
  }

  /** [audio] Takes the dials for the fits to come. */
  aim(dials: DecayDials): void {
    const perSecond = -3 * Math.LN10
    for (let g = 0; g < GRID; g++)
      this.#logPerFrame[g] = perSecond / (this.#sampleRate * decayAt(dials, this.#hz[g]!))
    this.#slowestLog = perSecond / (this.#sampleRate * MARGIN * longestDecay(dials))
    this.#cold = true
  }

  /**
   * [audio] The weights for a line of `frames`, times `scale`, into `weights[at..at + WEIGHTS)`: Levenberg-Marquardt on
   * the logarithm of the magnitude, error relative to the wanted attenuation. Lines should come in order of length:
   * each fit starts where the last one ended.
   */
  fit(frames: number, scale: number, weights: Float64Array, at: number): void {
    const fitted = this.#fitted
    if (this.#cold) {
      fitted.fill(0)
      fitted[0] = Math.exp(frames * this.#logPerFrame[GRID >> 1]!)
    }
    this.#descend(frames, this.#cold ? COLD_STEPS : WARM_STEPS)
    this.#cold = false
    const gain = scale * this.#brake(frames)
    weights[at] = fitted[0]! * gain
    // The parts were tabulated with unit gain at 0 Hz; the one-poles of the loop have 1 / (1 - p).
    for (let j = 0; j < POLES; j++)
      weights[at + j + 1] = fitted[j + 1]! * gain * (1 - poleAt(j, this.#sampleRate))
  }

  #descend(frames: number, steps: number): void {
    const fitted = this.#fitted
    const trial = this.#trial
    const move = this.#equations.move
    let damping = 1e-6
    let cost = this.#linearise(fitted, frames)
    for (let s = 0; s < steps; s++) {
      this.#equations.solve(damping)
      for (let j = 0; j < WEIGHTS; j++) trial[j] = fitted[j]! + move[j]!
      const next = this.#cost(trial, frames)
      if (next < cost) {
        const enough = cost - next < 1e-6 * cost
        fitted.set(trial)
        if (enough) return
        damping *= 0.2
        cost = this.#linearise(fitted, frames)
      } else damping = Math.max(damping * 20, 1e-4)
    }
  }

  /** Sum of squared relative errors of the attenuation. */
  #cost(weights: Float64Array, frames: number): number {
    let sum = 0
    for (let g = 0; g < GRID; g++) {
      const e = this.#logGain(weights, g) / (frames * this.#logPerFrame[g]!) - 1
      sum += e * e
    }
    return sum
  }

  /** The cost, and its derivatives into the equations. */
  #linearise(weights: Float64Array, frames: number): number {
    const re = this.#re
    const im = this.#im
    const row = this.#row
    this.#equations.clear()
    let sum = 0
    for (let g = 0; g < GRID; g++) {
      let hr = 0
      let hi = 0
      for (let j = 0; j < WEIGHTS; j++) {
        hr += weights[j]! * re[g * WEIGHTS + j]!
        hi += weights[j]! * im[g * WEIGHTS + j]!
      }
      const power = hr * hr + hi * hi + 1e-30
      const want = frames * this.#logPerFrame[g]!
      const error = (0.5 * Math.log(power)) / want - 1
      for (let j = 0; j < WEIGHTS; j++)
        row[j] = (hr * re[g * WEIGHTS + j]! + hi * im[g * WEIGHTS + j]!) / (power * want)
      this.#equations.add(row, error)
      sum += error * error
    }
    return sum
  }

  /** Factor 0..1 that keeps every frequency, also those outside the fit, below the slowest decay allowed. */
  #brake(frames: number): number {
    let top = Number.NEGATIVE_INFINITY
    for (let g = 0; g < WATCHED; g++) top = Math.max(top, this.#logGain(this.#fitted, g))
    return Math.exp(Math.min(0, frames * this.#slowestLog - top))
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
    for (let g = 0; g < GRID; g++) this.#hz[g] = LOWEST_HZ * (top / LOWEST_HZ) ** (g / (GRID - 1))
    this.#hz.set([0, LOWEST_HZ / 2, Math.sqrt(top * nyquist), nyquist], GRID)
    for (let g = 0; g < WATCHED; g++) {
      const w = (2 * Math.PI * this.#hz[g]!) / this.#sampleRate
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
