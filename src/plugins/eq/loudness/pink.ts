import { designUnit, UNIT_SECTIONS } from '../chain.ts'
import { LEFT, MID, RIGHT, SIDE, STEREO } from '../channels.ts'
import { COEFFICIENTS } from '../section.ts'
import { CHANNELS_OF, UNIT_DOUBLES, UNITS } from '../settings.ts'
import { weighting, weightingPower } from './k-weighting.ts'

/** Frequencies at which a curve is weighed, evenly in octaves; a bell of Q 8 still meets one or two. */
const POINTS = 64
const LOWEST = 20
const HIGHEST = 20000

/** How much louder a curve makes pink noise, which programmes resemble on average. */
export class PinkLoudness {
  readonly #sampleRate: number
  /** tan²(w/2) and weight of every point, and the power of what works on stereo, left, right, mid and side. */
  readonly #t2 = new Float64Array(POINTS)
  readonly #weight = new Float64Array(POINTS)
  readonly #powers = new Float64Array(5 * POINTS)
  readonly #unit = new Float64Array(UNIT_SECTIONS * COEFFICIENTS)

  /** [idle] */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    const c = weighting(sampleRate)
    const highest = Math.min(HIGHEST, 0.45 * sampleRate)
    let sum = 0
    for (let i = 0; i < POINTS; i++) {
      const hz = LOWEST * (highest / LOWEST) ** ((i + 0.5) / POINTS)
      this.#t2[i] = Math.tan((Math.PI * hz) / sampleRate) ** 2
      this.#weight[i] = weightingPower(c, hz, sampleRate)
      sum += this.#weight[i]!
    }
    for (let i = 0; i < POINTS; i++) this.#weight[i] = this.#weight[i]! / sum
  }

  /**
   * [audio] Into out[0]: the loudness of the curve of `settings` in dB. What works on some channels only is taken to get half of
   * the power, as in a wide programme. About 10 µs.
   */
  weigh(settings: Float64Array, stereo: boolean, out: Float64Array): void {
    this.#powers.fill(1)
    for (let unit = 0; unit < UNITS; unit++) {
      const sections = designUnit(unit, settings, this.#sampleRate, this.#unit)
      const channels = stereo ? settings[unit * UNIT_DOUBLES + CHANNELS_OF]! : STEREO
      for (let i = 0; i < sections; i++) this.#multiply(i * COEFFICIENTS, channels * POINTS)
    }
    const p = this.#powers
    let power = 0
    for (let i = 0; i < POINTS; i++) {
      const pair = 0.5 * (p[LEFT * POINTS + i]! + p[RIGHT * POINTS + i]!)
      const middle = 0.5 * (p[MID * POINTS + i]! + p[SIDE * POINTS + i]!)
      power += this.#weight[i]! * p[i]! * pair * middle
    }
    // The weights add up to 1 within rounding only; a flat curve must come out as exactly 0.
    out[0] = Math.abs(power - 1) < 1e-12 ? 0 : 10 * Math.log10(power)
  }

  /** |H|² of a section (as `sectionPower`) onto the powers from `to` on. */
  #multiply(at: number, to: number): void {
    const c = this.#unit
    const g2 = c[at]! * c[at]!
    const k = c[at + 1]!
    const m0 = c[at + 2]!
    const mid = c[at + 3]! + k * m0
    const sum = m0 + c[at + 4]!
    for (let i = 0; i < POINTS; i++) {
      const t2 = this.#t2[i]! / g2
      const even = sum - m0 * t2
      const below = 1 - t2
      const power = (even * even + mid * mid * t2) / (below * below + k * k * t2)
      this.#powers[to + i] = this.#powers[to + i]! * power
    }
  }
}
