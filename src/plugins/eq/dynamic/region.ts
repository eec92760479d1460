import { HIGH_SHELF, LOW_SHELF } from '../band.ts'

/**
 * The filters that pick a band's region out of the key, and the mean power of a tone in it.
 *
 *     bell     x -> band-pass -> p,  p -> all-pass -> q                      p² + q² -> average
 *     shelf    x -> low- or high-pass -> two all-passes -> p, two others -> q
 *
 * p and q are a quarter of a circle apart, so that p² + q² is the squared peak of a tone on every frame: no waiting for the
 * next crest. For a bell that is exact at its own frequency, for a shelf within 4 % over the four octaves beyond its edge;
 * elsewhere the sum ripples around the same mean, which is what the average is for.
 * Filters with zero-delay integrators: V. Zavalishin, "The art of VA filter design", 2012-2020.
 */

// Layout of the coefficients: the filter with its taps, the all-passes, the average.
const G = 0
const A1 = 1
const A2 = 2
const THROUGH = 3
const BAND = 4
const LOW = 5
const TURNS = 6
const SHARE = 10
/** Doubles of the coefficients of a region. */
export const REGION_COEFFICIENTS = 11

/** Doubles of the memory of a channel: amplitudes, and the power behind them. */
export const REGION_MEMORY = 7
export const POWER = 6

/** Averaging in periods of the band: a bell, whose tones lie near it, needs less than a shelf. */
const BELL_PERIODS = 0.5
const SHELF_PERIODS = 1
/** Shortest averaging in frames. */
const SHORTEST = 16
const SHELF_DAMPING = Math.SQRT2
/**
 * Two pairs of first-order all-passes whose phases stay 90° ± 2.2° apart over four octaves: corners relative to the middle
 * of the four, found by search; the second pair mirrors the first.
 */
const CORNERS: readonly number[] = [0.5712, 7.389, 1 / 0.5712, 1 / 7.389]
/** From the edge of a shelf to the middle of the four octaves beyond it: two octaves. */
const TO_MIDDLE = 4

/** [audio] True when the region of a type (its index in BAND_TYPES) is that of a shelf. */
export const isShelf = (type: number): boolean => type === LOW_SHELF || type === HIGH_SHELF

/** [audio] The coefficients of a region into `c`. */
export function writeRegion(type: number, hz: number, q: number, sampleRate: number, c: Float64Array): void {
  const shelf = isShelf(type)
  const w = Math.min(hz / sampleRate, 0.48)
  const g = Math.tan(Math.PI * w)
  const k = shelf ? SHELF_DAMPING : 1 / q
  c[G] = g
  c[A1] = 1 / (1 + g * (g + k))
  c[A2] = g * c[A1]!
  c[THROUGH] = type === HIGH_SHELF ? 1 : 0
  c[BAND] = type === HIGH_SHELF ? -k : shelf ? 0 : k
  c[LOW] = type === HIGH_SHELF ? -1 : shelf ? 1 : 0
  const middle = type === LOW_SHELF ? g / TO_MIDDLE : g * TO_MIDDLE
  for (let i = 0; i < 4; i++) {
    const t = shelf ? middle * CORNERS[i]! : g
    c[TURNS + i] = t / (1 + t)
  }
  const frames = Math.max(SHORTEST, (shelf ? SHELF_PERIODS : BELL_PERIODS) / w)
  c[SHARE] = 1 - Math.exp(-1 / frames)
}

/** [audio] Hears the frames from..to of leftShare·left + rightShare·right in the region `c` of a bell; m[at..]: memory. */
export function hearBell(
  c: Float64Array,
  m: Float64Array,
  at: number,
  left: Float64Array,
  right: Float64Array,
  leftShare: number,
  rightShare: number,
  from: number,
  to: number,
): void {
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

/** [audio] The same with the region of a shelf. */
export function hearShelf(
  c: Float64Array,
  m: Float64Array,
  at: number,
  left: Float64Array,
  right: Float64Array,
  leftShare: number,
  rightShare: number,
  from: number,
  to: number,
): void {
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
