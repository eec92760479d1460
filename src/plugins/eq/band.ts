import { BAND_PASS, BELL, type Family, NOTCH, SHELF, startBand, UNKNOWNS } from './closed-form.ts'
import { type FitTables, fitTables } from './fit-table.ts'
import { tableOf } from './lattice.ts'
import { HIGHEST_SHELF_Q } from './prototype.ts'
import { writeDry, writeSection } from './section.ts'

/** One band: from frequency, gain and Q to coefficients whose magnitude follows the analogue band up to 20 kHz. */

/** Indices of BAND_TYPES. */
export const LOW_SHELF = 1
export const HIGH_SHELF = 2
const NOTCH_TYPE = 3
const BAND_PASS_TYPE = 4

const LN_PER_DB = Math.LN10 / 20
const unknowns = new Float64Array(UNKNOWNS)

/**
 * [audio] Coefficients of a band into out[at..] (five doubles, see section.ts). `type` is the index in BAND_TYPES. A bell or
 * shelf at 0 dB is exactly dry; a cut is the exact inverse of the boost. About 0.6 µs.
 */
export function designBand(
  type: number,
  hz: number,
  gainDb: number,
  q: number,
  sampleRate: number,
  out: Float64Array,
  at: number,
): void {
  const tables = fitTables[tableOf(sampleRate)]!
  const w = Math.min((2 * Math.PI * hz) / sampleRate, tables.highest)
  if (type === NOTCH_TYPE) designNotch(tables, w, q, out, at)
  else if (type === BAND_PASS_TYPE) designBandPass(tables, w, q, out, at)
  else designBoost(tables, type, w, gainDb, q, out, at)
}

function fitted(tables: FitTables, family: Family, w: number, boostDb: number, q: number): void {
  startBand(family, 0.5 * w, boostDb, q, unknowns)
  tables.bands[family]!.correct(w, boostDb, q, unknowns)
}

function designBoost(
  tables: FitTables,
  type: number,
  w: number,
  gainDb: number,
  q: number,
  out: Float64Array,
  at: number,
): void {
  const shelf = type === LOW_SHELF || type === HIGH_SHELF
  fitted(tables, shelf ? SHELF : BELL, w, Math.abs(gainDb), shelf ? Math.min(q, HIGHEST_SHELF_Q) : q)
  const x = unknowns
  // A low shelf is the inverse high shelf, lifted by its gain.
  const half = (type === LOW_SHELF ? -gainDb : gainDb) * LN_PER_DB
  const level = shelf ? (type === LOW_SHELF ? gainDb : 0) : gainDb * x[4]!
  const scale = 10 ** (level / 20)
  const n2 = scale * Math.exp(x[0]! + half * x[2]!)
  const n1 = scale * Math.exp(x[1]! + half * x[3]!)
  const d2 = Math.exp(x[0]! - half * x[2]!)
  const d1 = Math.exp(x[1]! - half * x[3]!)
  writeSection(0.5 * w, d2, d1, n2, n1, scale, out, at)
  // At 0 dB numerator and denominator are equal, but n1/root - k·high may round to a last bit.
  if (gainDb === 0) writeDry(out, at)
}

/** The zeros stay exactly on `hz`, whatever the fit of the poles. */
function designNotch(tables: FitTables, w: number, q: number, out: Float64Array, at: number): void {
  fitted(tables, NOTCH, w, 0, q)
  const tc = 0.5 * w
  const t = Math.tan(tc)
  const level = 10 ** (unknowns[4]! / 20)
  const d2 = Math.exp(unknowns[2]!)
  writeSection(tc, d2, Math.exp(unknowns[3]!), (level * tc * tc) / (t * t), 0, level, out, at)
}

/** One zero stays at 0 Hz; the other, above the band, is fitted. */
function designBandPass(tables: FitTables, w: number, q: number, out: Float64Array, at: number): void {
  fitted(tables, BAND_PASS, w, 0, q)
  const x = unknowns
  const level = 10 ** (x[4]! / 20)
  writeSection(0.5 * w, Math.exp(x[2]!), Math.exp(x[3]!), level * Math.exp(x[1]!), level, 0, out, at)
}
