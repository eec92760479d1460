import { BELL, type Family, SECTION_QS, SHELF, startBand, startCut, UNKNOWNS } from '../closed-form.ts'
import { BOOST_NODES, type FrequencyAxis, nodeQ, nodeW, Q_NODES, SHELF_Q_NODES } from '../lattice.ts'
import { fitBand, MOVED } from './fit-band.ts'
import { fitCut } from './fit-cut.ts'

/** Fit minus closed form at the nodes of the lattice, in the order FitTable reads them. Offline only. */

/** [control] One node of a band: corrections of the unknowns the family moves. */
export function bandCorrection(
  family: Family,
  ceiling: number,
  w: number,
  boostDb: number,
  q: number,
): Float64Array {
  const fitted = fitBand(family, ceiling, 0.5 * w, boostDb, q)
  const start = new Float64Array(UNKNOWNS)
  startBand(family, 0.5 * w, boostDb, q, start)
  const [first, last] = MOVED[family]!
  return Float64Array.from({ length: last - first + 1 }, (_, k) => fitted[first + k]! - start[first + k]!)
}

/** [control] All nodes of a family. */
export function bandCorrections(family: Family, axis: FrequencyAxis): Float64Array {
  const boosts = family === BELL || family === SHELF ? BOOST_NODES : [0]
  const qs = family === SHELF ? SHELF_Q_NODES : Q_NODES
  const numbers: number[] = []
  for (let f = 0; f < axis.nodes; f++)
    for (const boostDb of boosts)
      for (let q = 0; q < qs; q++)
        numbers.push(...bandCorrection(family, axis.ceiling, nodeW(axis, f), boostDb, nodeQ(q)))
  return Float64Array.from(numbers)
}

/** Fits between two nodes that only lead the way. */
const STEPS = 4
/** Share of the lower neighbour's correction a fit is held to; all of it would drift away from the closed form. */
const KEEP = 0.8

/**
 * [control] All nodes of a cut, each fit started from and held to its lower neighbour. A cascade has many nearly equal fits;
 * found one by one, neighbours would belong to different families and nothing between them would fit.
 */
export function cutCorrections(kind: 'low' | 'high', slope: number, axis: FrequencyAxis): Float64Array {
  const qs = SECTION_QS[kind][slope]!
  const start = new Float64Array(4 * qs.length + 1)
  const numbers: number[] = []
  let correction = new Float64Array(0)
  for (let f = 0; f < axis.nodes * STEPS - STEPS + 1; f++) {
    const tc = 0.5 * nodeW(axis, f / STEPS)
    const count = startCut(kind, qs, tc, start)
    const expected = start.slice(0, count).map((x, k) => x + KEEP * (correction[k] ?? 0))
    correction = fitCut(kind, axis.ceiling, qs, tc, expected).map((fitted, k) => fitted - start[k]!)
    if (f % STEPS === 0) numbers.push(...correction)
  }
  return Float64Array.from(numbers)
}
