import { startCut } from './closed-form.ts'
import { cutTables } from './fit-table.ts'
import { CUT_QS } from './prototype.ts'
import { MAX_W, writeSection } from './section.ts'

/** Low and high cuts: Butterworth cascades of 1 to 4 sections, fitted together so that they do not cramp near 20 kHz. */

/** Sections of the steepest cut. */
export const CUT_SECTIONS = 4
/** Unknowns of the steepest cut: four per section of a high cut. */
const MOST_UNKNOWNS = 20

/** [audio] Sections of a cut with this slope. */
export const cutSections = (slope: number): number => CUT_QS[slope]!.length

const unknowns = new Float64Array(MOST_UNKNOWNS)

/**
 * [audio] Coefficients of a cut into out[at..], five doubles per section (see section.ts). `slope` is the index in
 * CUT_ORDERS; frequencies above the ceiling are taken as the ceiling.
 */
export function designCut(
  kind: 'low' | 'high',
  slope: number,
  hz: number,
  sampleRate: number,
  out: Float64Array,
  at: number,
): void {
  const qs = CUT_QS[slope]!
  const w = Math.min((2 * Math.PI * hz) / sampleRate, MAX_W)
  const tc = 0.5 * w
  const x = unknowns
  const count = startCut(kind, qs, tc, x)
  cutTables[kind][slope]!.correct(w, 0, 1, x)
  const level = kind === 'low' ? 10 ** (x[count - 1]! / 20) : 1
  let from = 0
  for (let i = 0; i < qs.length; i++) {
    const first = qs[i] === 0
    if (kind === 'low') {
      lowCutSection(first, tc, x, from, i === 0 ? level : 1, out, at + 5 * i)
      from += first ? 1 : 2
    } else {
      highCutSection(first, tc, x, from, out, at + 5 * i)
      from += first ? 2 : 4
    }
  }
}

/** A first-order section is written as a second-order one: its factor twice below, once above. */
function lowCutSection(
  first: boolean,
  tc: number,
  x: Float64Array,
  from: number,
  level: number,
  out: Float64Array,
  at: number,
): void {
  if (first) {
    const d1 = Math.exp(x[from]!)
    writeSection(tc, d1 * d1, 2 * d1, level * d1, level, 0, out, at)
  } else writeSection(tc, Math.exp(x[from]!), Math.exp(x[from + 1]!), level, 0, 0, out, at)
}

function highCutSection(
  first: boolean,
  tc: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
): void {
  if (first) {
    const n1 = Math.exp(x[from]!)
    const d1 = Math.exp(x[from + 1]!)
    writeSection(tc, d1 * d1, 2 * d1, n1 * d1, n1 + d1, 1, out, at)
  } else {
    const d2 = Math.exp(x[from + 2]!)
    const d1 = Math.exp(x[from + 3]!)
    writeSection(tc, d2, d1, Math.exp(x[from]!), Math.exp(x[from + 1]!), 1, out, at)
  }
}
