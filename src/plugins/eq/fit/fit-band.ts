import {
  BAND_PASS,
  BELL,
  type Family,
  NOTCH,
  SHELF,
  SMALLEST_BOOST_DB,
  startBand,
  UNKNOWNS,
} from '../closed-form.ts'
import { type BandType, bandPrototype, prototypePower } from '../prototype.ts'
import { minimise, type Problem, type Stage } from './minimise.ts'

/** Fits one section to the magnitude of its analogue prototype up to the ceiling. Offline only. */

const DB = 10 / Math.LN10
const LN_PER_DB = Math.LN10 / 20
const LOW_POINTS = 3
const LOCAL_POINTS = 19
const GLOBAL_POINTS = 26
const POINTS = LOW_POINTS + LOCAL_POINTS + GLOBAL_POINTS
/** The level far below a bell may be off a little less than the curve elsewhere. */
const LOW_WEIGHT = 1.2

/** Least squares, then towards minimax. */
const STAGES: readonly Stage[] = [
  { p: 2, steps: 4 },
  { p: 4, steps: 3 },
  { p: 8, steps: 8 },
  { p: 16, steps: 12 },
  { p: 32, steps: 20 },
  { p: 64, steps: 20 },
]

const TYPE: readonly BandType[] = ['bell', 'highShelf', 'notch', 'bandPass']

/** First and last unknown a family may move. */
export const MOVED: readonly (readonly [number, number])[] = [
  [0, 4],
  [0, 3],
  [2, 4],
  [1, 4],
]

/**
 * dB per dB of boost and neper by which the S² coefficients of a shelf are held to the closed form. A wide shelf near
 * Nyquist has two families of nearly equal fits; without the pull a turning knob would jump between them.
 */
const SHELF_PULL = 0.06

/** [control] Deep in a stop band a dB is inaudible: 1 in the pass band, 0.86 at -24 dB, 0.09 at -40 dB. */
export function stopbandWeight(db: number): number {
  const a = Math.min(0, db) / 30
  return 1 / (1 + a ** 8)
}

/** Points as shares of the sample rate: three far below the band, some that follow it, the rest up to the ceiling. */
function grid(ceiling: number, tc: number, q: number): Float64Array {
  const centre = tc / Math.PI
  const reach = (3 * Math.asinh(0.5 / q)) / Math.sinh(2)
  return Float64Array.from({ length: POINTS }, (_, i) => {
    if (i < LOW_POINTS) return centre * 0.02 * 3 ** i
    const local = i - LOW_POINTS
    if (local < LOCAL_POINTS)
      return Math.min(ceiling, centre * Math.exp(reach * Math.sinh(-2 + (4 * (local + 0.5)) / LOCAL_POINTS)))
    return ceiling * Math.sin(((local - LOCAL_POINTS + 1) / GLOBAL_POINTS) * (Math.PI / 2))
  })
}

/** [control] The unknowns of the best section for a band at tc = π·hz/sampleRate. */
export function fitBand(
  family: Family,
  ceiling: number,
  tc: number,
  boostDb: number,
  q: number,
): Float64Array {
  const boosted = family === BELL || family === SHELF
  const gainDb = boosted ? Math.max(boostDb, SMALLEST_BOOST_DB) : 0
  const x = new Float64Array(UNKNOWNS)
  startBand(family, tc, gainDb, q, x)
  const [first, last] = MOVED[family]!
  minimise(bandProblem(family, ceiling, tc, gainDb, q, x), x.subarray(first, last + 1), STAGES)
  return x
}

/** The errors of a band in dB (per dB of boost), on its moved unknowns; `start` supplies the others. */
function bandProblem(
  family: Family,
  ceiling: number,
  tc: number,
  gainDb: number,
  q: number,
  start: Float64Array,
): Problem {
  const { u2, target, weight } = targets(family, ceiling, tc, gainDb, q)
  const boosted = family === BELL || family === SHELF
  const [first, last] = MOVED[family]!
  const unknowns = last - first + 1
  const x = start.slice()
  const expected = start.slice()
  const half = boosted ? gainDb * LN_PER_DB : 0
  return {
    rows: POINTS + 1,
    unknowns,
    logs: Math.min(4, last + 1) - first,
    evaluate(moved, error, jacobian) {
      x.set(moved, first)
      const [n2, n1, d2, d1] = quadratics(x, boosted, half)
      const perDb = boosted ? 1 / gainDb : 1
      for (let i = 0; i < POINTS; i++) {
        const u = u2[i]!
        const w = weight[i]! * perDb
        const n = (1 - n2 * u) ** 2 + n1 * n1 * u
        const d = (1 - d2 * u) ** 2 + d1 * d1 * u
        const level = boosted ? x[4]! * gainDb : x[4]!
        error[i] = w * (DB * Math.log(n / d) + level - target[i]!)
        const k = 2 * DB * w
        const slopes = [
          (-k * (1 - n2 * u) * n2 * u) / n,
          (k * n1 * n1 * u) / n,
          (k * (1 - d2 * u) * d2 * u) / d,
          (-k * d1 * d1 * u) / d,
        ] as const
        const row = boosted ? perNeper(slopes, half) : slopes
        for (let c = 0; c < unknowns; c++)
          jacobian[i * unknowns + c] = first + c === 4 ? weight[i]! : row[first + c]!
      }
      const pull = family === SHELF ? SHELF_PULL : 0
      error[POINTS] = pull === 0 ? 0 : pull * (x[0]! - expected[0]!)
      for (let c = 0; c < unknowns; c++) jacobian[POINTS * unknowns + c] = c === 0 ? pull : 0
    },
  }
}

/** [n2, n1, d2, d1] of the unknowns; `half` is the gain in nepers (bell and shelf). */
function quadratics(
  x: Float64Array,
  boosted: boolean,
  half: number,
): readonly [number, number, number, number] {
  const [c2, c1, s2, s1] = [x[0]!, x[1]!, x[2]!, x[3]!]
  if (!boosted) return [Math.exp(c2), Math.exp(c1), Math.exp(s2), Math.exp(s1)]
  return [
    Math.exp(c2 + half * s2),
    Math.exp(c1 + half * s1),
    Math.exp(c2 - half * s2),
    Math.exp(c1 - half * s1),
  ]
}

/** Derivatives by ln n and ln d as derivatives by their mean and their distance per neper. */
const perNeper = (
  [n2, n1, d2, d1]: readonly [number, number, number, number],
  half: number,
): readonly number[] => [n2 + d2, n1 + d1, half * (n2 - d2), half * (n1 - d1)]

/** What is asked at every grid point, without the zeros that stay where they are (at DC, or on the notch). */
function targets(family: Family, ceiling: number, tc: number, gainDb: number, q: number) {
  const prototype = bandPrototype(TYPE[family]!, gainDb, q)
  const boosted = family === BELL || family === SHELF
  const points = grid(ceiling, tc, q)
  const u2 = points.map((f) => (Math.tan(Math.PI * f) / tc) ** 2)
  const notch = (Math.tan(tc) / tc) ** 2
  const target = points.map((f, i) => {
    const db = DB * Math.log(prototypePower(prototype, (Math.PI * f) / tc))
    if (family === BAND_PASS) return db - DB * Math.log(u2[i]!)
    if (family === NOTCH) return db - 2 * DB * Math.log(Math.abs(1 - u2[i]! / notch))
    return db
  })
  const weight = points.map((f, i) => {
    if (!Number.isFinite(target[i]!)) return 0
    if (boosted) return i < LOW_POINTS ? LOW_WEIGHT : 1
    return stopbandWeight(DB * Math.log(prototypePower(prototype, (Math.PI * f) / tc)))
  })
  return { u2, target: target.map((db) => (Number.isFinite(db) ? db : 0)), weight }
}
