import { stopbandWeight } from './fit-band.ts'
import { minimise, type Problem } from './minimise.ts'

/** Fits all sections of a Butterworth cut together. Offline only. */

const DB = 10 / Math.LN10
const POINTS = 96
const STAGES = [
  { p: 2, steps: 12 },
  { p: 4, steps: 6 },
  { p: 16, steps: 10 },
]

/** One factor of the cascade: +1 numerator, -1 denominator; where its unknowns are, -1 for an absent S² term. */
interface Factor {
  readonly sign: 1 | -1
  readonly atS2: number
  readonly atS1: number
}

/** Factors in the order of the unknowns of `startCut`. */
function factors(kind: 'low' | 'high', qs: readonly number[]): Factor[] {
  let at = 0
  return qs.flatMap((q) => {
    const denominator = kind === 'low' && q === 0 ? { sign: -1, atS2: -1, atS1: at++ } : undefined
    return [...(kind === 'high' ? [pair(1)] : []), denominator ?? pair(-1)] as Factor[]
  })
  function pair(sign: 1 | -1): Factor {
    at += 2
    return { sign, atS2: at - 2, atS1: at - 1 }
  }
}

/** [control] |H|² in dB of analogue sections at x = f/hz; a section that straightens (Q below 0) has no say in it. */
function analogueDb(kind: 'low' | 'high', qs: readonly number[], x: number): number {
  let power = 1
  for (const q of qs) {
    if (q < 0) continue
    power /= q === 0 ? 1 + x * x : (1 - x * x) ** 2 + (x * x) / (q * q)
    if (kind === 'low') power *= q === 0 ? x * x : x ** 4
  }
  return DB * Math.log(power)
}

/** [control] The unknowns of a cut at tc = π·hz/sampleRate, near `expected` (normally the fit of a slightly lower corner). */
export function fitCut(
  kind: 'low' | 'high',
  ceiling: number,
  qs: readonly number[],
  tc: number,
  expected: Float64Array,
): Float64Array {
  const x = expected.slice()
  minimise(cutProblem(kind, ceiling, qs, tc, expected), x, STAGES)
  return x
}

function cutProblem(
  kind: 'low' | 'high',
  ceiling: number,
  qs: readonly number[],
  tc: number,
  expected: Float64Array,
): Problem {
  const unknowns = expected.length
  const parts = factors(kind, qs)
  // dB per neper. A high cut has as many zeros as poles and drifts between equally good fits unless held harder.
  const pull = kind === 'low' ? 0.02 : 0.2
  const logs = kind === 'low' ? unknowns - 1 : unknowns
  const order = qs.reduce((sum, q) => sum + (q === 0 ? 1 : 2), 0)
  const centre = tc / Math.PI
  const points = Float64Array.from({ length: POINTS }, (_, i) => {
    const v = i / (POINTS - 1)
    return i % 2 === 0
      ? ceiling * Math.sin((v * Math.PI) / 2) + 2e-5
      : Math.min(ceiling, centre * 16 ** (2 * v - 1))
  })
  const u2 = points.map((f) => (Math.tan(Math.PI * f) / tc) ** 2)
  const db = points.map((f) => analogueDb(kind, qs, f / centre))
  const target = db.map((d, i) => (kind === 'low' ? d - order * DB * Math.log(u2[i]!) : d))
  return {
    rows: POINTS + logs,
    unknowns,
    logs,
    evaluate(x, error, jacobian) {
      jacobian.fill(0)
      for (let i = 0; i < POINTS; i++) {
        const row = i * unknowns
        const w = stopbandWeight(db[i]!)
        let sum = (kind === 'low' ? x[logs]! : 0) - target[i]!
        for (const { sign, atS2, atS1 } of parts) {
          const s2 = atS2 < 0 ? 0 : Math.exp(x[atS2]!)
          const s1 = Math.exp(2 * x[atS1]!)
          const even = 1 - s2 * u2[i]!
          const power = even * even + s1 * u2[i]!
          sum += sign * DB * Math.log(power)
          if (atS2 >= 0) jacobian[row + atS2] = (-2 * DB * w * sign * even * s2 * u2[i]!) / power
          jacobian[row + atS1] = (2 * DB * w * sign * s1 * u2[i]!) / power
        }
        if (kind === 'low') jacobian[row + logs] = w
        error[i] = w * sum
      }
      for (let k = 0; k < logs; k++) {
        error[POINTS + k] = pull * (x[k]! - expected[k]!)
        jacobian[(POINTS + k) * unknowns + k] = pull
      }
    },
  }
}
