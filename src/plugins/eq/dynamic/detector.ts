import type { ProcessorEnv } from '../../../host/sdk/index.ts'
import { LEFT, MID, RIGHT, SIDE, STEREO } from '../channels.ts'

// Layout of the coefficients: the filter with its taps, the all-passes, the average; and of the memory of a channel.
const G = 0
const A1 = 1
const A2 = 2
const THROUGH = 3
const BAND = 4
const LOW = 5
const TURNS = 6
const SHARE = 10
const COEFFICIENTS = 11
const MEMORY = 7
const POWER = 6

/** Powers and amplitudes below -300 dBFS are over. */
const TINY = 1e-30
/** Averaging in periods of the band: a bell, whose tones lie near it, needs less than a shelf. */
const BELL_PERIODS = 0.5
const SHELF_PERIODS = 1
/** Shortest averaging in frames. */
const SHORTEST = 16
const LOW_SHELF = 1
const HIGH_SHELF = 2
const SHELF_DAMPING = Math.SQRT2
/**
 * Two pairs of first-order all-passes whose phases stay 90° ± 2.2° apart over four octaves: corners relative to the middle
 * of the four, found by search; the second pair mirrors the first.
 */
const CORNERS: readonly number[] = [0.5712, 7.389, 1 / 0.5712, 1 / 7.389]
/** From the edge of a shelf to the middle of the four octaves beyond it. */
const OCTAVES_BEYOND = 4

/**
 * The level of a band's region, as the peak of a sine.
 *
 *     bell     x -> band-pass -> p,  p -> all-pass -> q                      p² + q² -> average
 *     shelf    x -> low- or high-pass -> two all-passes -> p, two others -> q
 *
 * p and q are a quarter of a circle apart, so that p² + q² is the squared peak of a tone on every frame: no waiting for the
 * next crest. For a bell that is exact at its own frequency, for a shelf within 4 % over the four octaves beyond its edge;
 * elsewhere the sum ripples around the same mean, which is what the average is for.
 * Filters with zero-delay integrators: V. Zavalishin, "The art of VA filter design", 2012-2020.
 */
export class Detector {
  readonly #c: Float64Array
  readonly #memory: Float64Array
  readonly #sampleRate: number
  #shelf = false
  #pair = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#c = env.allocate(COEFFICIENTS)
    this.#memory = env.allocate(2 * MEMORY)
    this.#sampleRate = env.sampleRate
  }

  /** [audio] The region of a band: `type` is its index in BAND_TYPES. */
  set(type: number, hz: number, q: number): void {
    const c = this.#c
    const shelf = type === LOW_SHELF || type === HIGH_SHELF
    const w = Math.min(hz / this.#sampleRate, 0.48)
    const g = Math.tan(Math.PI * w)
    const k = shelf ? SHELF_DAMPING : 1 / q
    this.#shelf = shelf
    c[G] = g
    c[A1] = 1 / (1 + g * (g + k))
    c[A2] = g * c[A1]!
    c[THROUGH] = type === HIGH_SHELF ? 1 : 0
    c[BAND] = type === HIGH_SHELF ? -k : shelf ? 0 : k
    c[LOW] = type === HIGH_SHELF ? -1 : shelf ? 1 : 0
    const middle = type === LOW_SHELF ? g / OCTAVES_BEYOND : g * OCTAVES_BEYOND
    for (let i = 0; i < 4; i++) {
      const t = shelf ? middle * CORNERS[i]! : g
      c[TURNS + i] = t / (1 + t)
    }
    const frames = Math.max(SHORTEST, (shelf ? SHELF_PERIODS : BELL_PERIODS) / w)
    c[SHARE] = 1 - Math.exp(-1 / frames)
  }

  /** [audio] Squared peak of the louder channel, after what `process` heard last. */
  get power(): number {
    const m = this.#memory
    const one = m[POWER]!
    const other = m[MEMORY + POWER]!
    return this.#pair && other > one ? other : one
  }

  /** [audio] Hears the frames from..to of `key` on the channels the band works on; a mono key stands for any of them. */
  process(route: number, key: readonly Float64Array[], from: number, to: number): void {
    const left = key[0]!
    const right = key.length > 1 ? key[1]! : left
    this.#pair = route === STEREO && key.length > 1
    if (key.length === 1 || route === LEFT || this.#pair) this.#hear(0, left, right, 1, 0, from, to)
    else if (route === RIGHT) this.#hear(0, left, right, 0, 1, from, to)
    else if (route === MID) this.#hear(0, left, right, 0.5, 0.5, from, to)
    else if (route === SIDE) this.#hear(0, left, right, 0.5, -0.5, from, to)
    if (this.#pair) this.#hear(MEMORY, left, right, 0, 1, from, to)
  }

  #hear(
    at: number,
    left: Float64Array,
    right: Float64Array,
    leftShare: number,
    rightShare: number,
    from: number,
    to: number,
  ): void {
    if (this.#shelf) this.#hearShelf(at, left, right, leftShare, rightShare, from, to)
    else this.#hearBell(at, left, right, leftShare, rightShare, from, to)
  }

  #hearBell(
    at: number,
    left: Float64Array,
    right: Float64Array,
    leftShare: number,
    rightShare: number,
    from: number,
    to: number,
  ): void {
    const c = this.#c
    const m = this.#memory
    const g = c[G]!
    const a1 = c[A1]!
    const a2 = c[A2]!
    const damping = c[BAND]!
    const turn = c[TURNS]!
    const share = c[SHARE]!
    let band = m[at]!
    let low = m[at + 1]!
    let turned = m[at + 2]!
    let power = m[at + POWER]!
    for (let i = from; i < to; i++) {
      const v1 = a1 * band + a2 * (leftShare * left[i]! + rightShare * right[i]! - low)
      band = 2 * v1 - band
      low += 2 * g * v1
      const p = damping * v1
      const step = turn * (p - turned)
      const lag = turned + step
      turned = lag + step
      const q = 2 * lag - p
      power += share * (p * p + q * q - power)
    }
    m[at] = band
    m[at + 1] = low
    m[at + 2] = turned
    m[at + POWER] = power
  }

  #hearShelf(
    at: number,
    left: Float64Array,
    right: Float64Array,
    leftShare: number,
    rightShare: number,
    from: number,
    to: number,
  ): void {
    const c = this.#c
    const m = this.#memory
    const g = c[G]!
    const a1 = c[A1]!
    const a2 = c[A2]!
    const through = c[THROUGH]!
    const bandTap = c[BAND]!
    const lowTap = c[LOW]!
    const turnA = c[TURNS]!
    const turnB = c[TURNS + 1]!
    const turnC = c[TURNS + 2]!
    const turnD = c[TURNS + 3]!
    const share = c[SHARE]!
    let band = m[at]!
    let low = m[at + 1]!
    let a = m[at + 2]!
    let b = m[at + 3]!
    let d = m[at + 4]!
    let e = m[at + 5]!
    let power = m[at + POWER]!
    for (let i = from; i < to; i++) {
      const x = leftShare * left[i]! + rightShare * right[i]!
      const v1 = a1 * band + a2 * (x - low)
      const v2 = low + g * v1
      band = 2 * v1 - band
      low = 2 * v2 - low
      const heard = through * x + bandTap * v1 + lowTap * v2
      const stepA = turnA * (heard - a)
      a += 2 * stepA
      const half = 2 * a - 2 * stepA - heard
      const stepB = turnB * (half - b)
      b += 2 * stepB
      const p = 2 * b - 2 * stepB - half
      const stepC = turnC * (heard - d)
      d += 2 * stepC
      const other = 2 * d - 2 * stepC - heard
      const stepD = turnD * (other - e)
      e += 2 * stepD
      const q = 2 * e - 2 * stepD - other
      power += share * (p * p + q * q - power)
    }
    m[at] = band
    m[at + 1] = low
    m[at + 2] = a
    m[at + 3] = b
    m[at + 4] = d
    m[at + 5] = e
    m[at + POWER] = power
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    const m = this.#memory
    for (let i = 0; i < m.length; i++) {
      const size = Math.abs(m[i]!)
      if (!(size > TINY && size < Number.POSITIVE_INFINITY)) m[i] = 0
    }
  }

  /** [audio] */
  reset(): void {
    this.#memory.fill(0)
  }
}
