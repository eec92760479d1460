import { SECTION_QS, startCut } from './closed-form.ts'
import { fitTables } from './fit-table.ts'
import { tableOf } from './lattice.ts'
import { CUT_VARIANTS } from './prototype.ts'
import { COEFFICIENTS, writeSection } from './section.ts'

/** Low and high cuts: cascades of 1 to 4 sections, fitted together so that they do not cramp near 20 kHz. */

/** Sections of the steepest cut. */
export const CUT_SECTIONS = 4
/** Unknowns of the steepest cut: four per section of a high cut. */
const MOST_UNKNOWNS = 4 * CUT_SECTIONS

/** [audio] Sections of a cut; `variant` is the index in CUT_VARIANTS. */
export function cutSections(kind: 'low' | 'high', variant: number): number {
  const { slope, times } = CUT_VARIANTS[variant]!
  return times * SECTION_QS[kind][slope]!.length
}

const unknowns = new Float64Array(MOST_UNKNOWNS)

/**
 * [audio] Coefficients of a cut into out[0..], five doubles per section (see section.ts). `variant` is the index in
 * CUT_VARIANTS; frequencies above the ceiling are taken as the ceiling. Two equal halves are one half twice, because fitted
 * side by side they would drift apart.
 */
export function designCut(
  kind: 'low' | 'high',
  variant: number,
  hz: number,
  sampleRate: number,
  out: Float64Array,
): void {
  const { slope, times } = CUT_VARIANTS[variant]!
  const qs = SECTION_QS[kind][slope]!
  const tables = fitTables[tableOf(sampleRate)]!
  const w = Math.min((2 * Math.PI * hz) / sampleRate, tables.highest)
  const tc = 0.5 * w
  const x = unknowns
  const count = startCut(kind, qs, tc, x)
  tables.cuts[kind][slope]!.correct(w, 0, 1, x)
  const level = kind === 'low' ? 10 ** (x[count - 1]! / 20) : 1
  let from = 0
  for (let i = 0; i < qs.length; i++) {
    const first = qs[i] === 0
    if (kind === 'low') {
      lowCutSection(first, tc, x, from, i === 0 ? level : 1, out, COEFFICIENTS * i)
      from += first ? 1 : 2
    } else {
      highCutSection(tc, x, from, out, COEFFICIENTS * i)
      from += 4
    }
  }
  const doubles = COEFFICIENTS * qs.length
  if (times === 2) for (let i = 0; i < doubles; i++) out[doubles + i] = out[i]!
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

function highCutSection(tc: number, x: Float64Array, from: number, out: Float64Array, at: number): void {
  const d2 = Math.exp(x[from + 2]!)
  const d1 = Math.exp(x[from + 3]!)
  writeSection(tc, d2, d1, Math.exp(x[from]!), Math.exp(x[from + 1]!), 1, out, at)
}
