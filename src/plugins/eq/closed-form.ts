import { CUT_ORDERS, CUT_QS } from './prototype.ts'

/**
 * Closed forms that a fit starts from and that the table of fits corrects. A section is written in
 *
 *     S = (1 - z⁻¹) / (1 + z⁻¹) / tc,   tc = π·hz/sampleRate,
 *
 * that is in units of the band's own frequency, as (1 + n1 S + n2 S²) / (1 + d1 S + d2 S²), and the unknowns are the
 * logarithms of n and d. Positive coefficients mean stable and minimum phase (both roots of a quadratic with positive
 * coefficients lie in the left half plane, which S maps into the unit circle), so every value of the unknowns is a
 * sound filter and any interpolation between two of them is one too.
 */

/** Unknowns per band. Bell and shelf: [c2, c1, s2, s1, level]; others: [ln n2, ln n1, ln d2, ln d1, level in dB]. */
export const UNKNOWNS = 5

export const BELL = 0
export const SHELF = 1
export const NOTCH = 2
export const BAND_PASS = 3
/** What is fitted. Low shelf, high shelf and all cuts of a bell or shelf follow from two families by exact algebra. */
export type Family = typeof BELL | typeof SHELF | typeof NOTCH | typeof BAND_PASS

/**
 * The highest frequency at which the closed form of a high cut is given its analogue gain, as a share of the sample rate; one
 * for all tables, whose corrections belong to it.
 */
const HIGHEST_MATCH = 0.4536

/** Where the formulas of a boost of 0 dB are evaluated: their limit is finite, their quotient is not. */
export const SMALLEST_BOOST_DB = 1e-3

/** [audio] Identity up to 2.6 rad, then bent towards 3 rad without a kink: poles beyond Nyquist must not fold back. */
const saturate = (w: number): number => (w < 2.6 ? w : 2.6 + 0.4 * Math.tanh((w - 2.6) / 0.4))

/**
 * [audio] Logarithms of the S² and S coefficients of x² + x/q + 1, x in units of `root`·hz, into x[at], x[at + 1]: roots
 * carried over by z = exp(s/sampleRate), as for the poles in M. Vicanek, "Matched second order digital filters", 2016.
 */
function matchedPair(tc: number, root: number, q: number, x: Float64Array, at: number): void {
  const w = 2 * tc * root
  const damping = 0.5 / q
  let atDc: number
  let atNyquist: number
  let spread: number
  if (damping < 1) {
    const r = Math.exp(-damping * w)
    const s = Math.sin(0.5 * saturate(Math.sqrt(1 - damping * damping) * w))
    // (1 - r)² + 4 r s² and not 1 + r² - 2 r cos: the latter loses half its digits at 20 Hz
    atDc = Math.expm1(-damping * w) ** 2 + 4 * r * s * s
    atNyquist = (1 + r) ** 2 - 4 * r * s * s
    spread = -Math.expm1(-2 * damping * w)
  } else {
    // Two real roots, kept apart: a wide boost puts them decades from each other.
    const fast = w * (damping + Math.sqrt(damping * damping - 1))
    const slow = (w * w) / fast
    atDc = Math.expm1(-fast) * Math.expm1(-slow)
    atNyquist = (1 + Math.exp(-fast)) * (1 + Math.exp(-slow))
    spread = -Math.expm1(-fast - slow)
  }
  x[at] = Math.log((tc * tc * atNyquist) / atDc)
  x[at + 1] = Math.log((2 * tc * spread) / atDc)
}

/** [audio] Closed form of a family in its unknowns. `boostDb` >= 0 matters to bell and shelf only. */
export function startBand(family: Family, tc: number, boostDb: number, q: number, x: Float64Array): void {
  x[4] = 0
  if (family === BELL || family === SHELF) {
    const a = 10 ** (Math.max(boostDb, SMALLEST_BOOST_DB) / 40)
    const bell = family === BELL
    matchedPair(tc, bell ? 1 : 1 / Math.sqrt(a), bell ? q / a : q, x, 0)
    matchedPair(tc, bell ? 1 : Math.sqrt(a), bell ? q * a : q, x, 2)
    // Zeros and poles as their mean and their distance per neper of gain: both finite at 0 dB, both even in the gain.
    const perNeper = 1 / (4 * Math.log(a))
    for (let i = 0; i < 2; i++) {
      const n = x[i]!
      const d = x[i + 2]!
      x[i] = 0.5 * (n + d)
      x[i + 2] = (n - d) * perNeper
    }
    return
  }
  matchedPair(tc, 1, q, x, 2)
  x[0] = Number.NEGATIVE_INFINITY
  x[1] = family === BAND_PASS ? Math.log(0.8 * tc) : Number.NEGATIVE_INFINITY
  if (family === BAND_PASS) x[4] = -20 * Math.log10(q)
}

/** [audio] A first-order pole: ln of its S coefficient. */
const firstOrderPole = (tc: number): number => Math.log(tc / Math.tanh(tc))

/** [audio] The zero that gives a first-order high cut its analogue gain at Nyquist. */
function firstOrderZero(tc: number): number {
  const nyquist = (0.5 * Math.PI) / tc
  return firstOrderPole(tc) - 0.5 * Math.log(1 + nyquist * nyquist)
}

/**
 * [audio] Closed form of a second-order low-pass, [ln n2, ln n1, ln d2, ln d1] from x[at]: matched poles, analogue gain at
 * Nyquist and at its own frequency (Vicanek 2016).
 */
function startLowPass(tc: number, q: number, x: Float64Array, at: number): void {
  matchedPair(tc, 1, q, x, at + 2)
  const d2 = Math.exp(x[at + 2]!)
  const d1 = Math.exp(x[at + 3]!)
  const n2 = d2 * Math.sqrt(lowPassPower(q, (0.5 * Math.PI) / tc))
  const highest = Math.tan(Math.PI * HIGHEST_MATCH) / tc
  const u = Math.min(Math.tan(0.5 * saturate(2 * tc)) / tc, highest)
  const u2 = u * u
  const power = ((1 - d2 * u2) ** 2 + d1 * d1 * u2) * lowPassPower(q, Math.atan(u * tc) / tc)
  x[at] = Math.log(n2)
  x[at + 1] = 0.5 * Math.log(Math.max((power - (1 - n2 * u2) ** 2) / u2, n2 / 4))
}

function lowPassPower(q: number, x: number): number {
  const x2 = x * x
  return 1 / ((1 - x2) ** 2 + x2 / (q * q))
}

/** Stands in a list of Qs for a section that only straightens the others: one pair of zeros cannot follow order 2. */
const STRAIGHTENER = -1

/** Qs of the sections that run, by kind and slope; 0 stands for a first-order section. */
export const SECTION_QS: Readonly<Record<'low' | 'high', readonly (readonly number[])[]>> = {
  low: CUT_QS,
  high: CUT_QS.map((qs, slope) => (CUT_ORDERS[slope] === 2 ? [...qs, STRAIGHTENER] : qs)),
}

/** Where a pole that is to spare begins, on its zero: -0.54 in the z plane. */
const SPARE = 0.3

/**
 * [audio] Closed form of a cut at tc = π·hz/sampleRate into x; returns how many unknowns it has. Per section of a low cut
 * [ln d2, ln d1], at the end the level in dB; per section of a high cut [ln n2, ln n1, ln d2, ln d1]. A first-order section
 * (Q written as 0) has no S² terms in a low cut; in a high cut its second pole and zero start on each other, and the fit
 * pulls them apart to follow the curve near Nyquist.
 */
export function startCut(kind: 'low' | 'high', qs: readonly number[], tc: number, x: Float64Array): number {
  let at = 0
  for (let i = 0; i < qs.length; i++) {
    const q = qs[i]!
    if (kind === 'low') {
      if (q === 0) x[at++] = firstOrderPole(tc)
      else {
        matchedPair(tc, 1, q, x, at)
        at += 2
      }
    } else {
      if (q > 0) startLowPass(tc, q, x, at)
      else {
        const spare = Math.log(SPARE * tc)
        withSpare(q === 0 ? firstOrderZero(tc) : spare, tc, x, at)
        withSpare(q === 0 ? firstOrderPole(tc) : spare, tc, x, at + 2)
      }
      at += 4
    }
  }
  if (kind === 'low') x[at++] = 0
  return at
}

/** [audio] (1 + e^first S)(1 + spare S) as logarithms of its S² and S coefficients. */
function withSpare(first: number, tc: number, x: Float64Array, at: number): void {
  const root = Math.exp(first)
  x[at] = Math.log(root * SPARE * tc)
  x[at + 1] = Math.log(root + SPARE * tc)
}
