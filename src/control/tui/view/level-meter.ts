import { meterNorm, zoneOf } from '../desk/meter-scale.ts'
import { lying, upright } from '../screen/bar.ts'
import type { Frame } from '../screen/frame.ts'
import type { Style } from '../screen/style.ts'
import { ZONES } from './colors.ts'

/** Level meters: green, yellow and red by height, with a line where the peak was. [control] */

const PEAK_UP = '▔'.codePointAt(0)!
const PEAK_SIDE = '│'.codePointAt(0)!

const styles = new Map<number, readonly Style[]>()

/** The color of each cell of a meter so long, from its foot. */
function zoneStyles(length: number): readonly Style[] {
  const known = styles.get(length)
  if (known !== undefined) return known
  const made = Array.from({ length }, (_, i) => ZONES[zoneOf((i + 0.5) / length)])
  styles.set(length, made)
  return made
}

/** [control] One column; `bottom` is the row of its foot. Levels in dB. */
export function standingMeter(
  frame: Frame,
  bottom: number,
  column: number,
  height: number,
  level: { readonly db: number; readonly peakDb: number },
): void {
  const zones = zoneStyles(height)
  upright(frame, bottom, column, meterNorm(level.db), zones)
  const cell = peakCell(level, height)
  if (cell >= 0) frame.set(bottom - cell, column, PEAK_UP, zones[cell]!)
}

/** [control] One row to the right. */
export function lyingMeter(
  frame: Frame,
  row: number,
  column: number,
  width: number,
  level: { readonly db: number; readonly peakDb: number },
): void {
  const zones = zoneStyles(width)
  lying(frame, row, column, meterNorm(level.db), zones)
  const cell = peakCell(level, width)
  if (cell >= 0) frame.set(row, column + cell, PEAK_SIDE, zones[cell]!)
}

/** The cell of the peak line, or -1 where the bar covers it or there is nothing to show. */
function peakCell(level: { readonly db: number; readonly peakDb: number }, length: number): number {
  const norm = meterNorm(level.peakDb)
  if (norm <= 0) return -1
  const cell = Math.min(length - 1, Math.floor(norm * length))
  return cell >= Math.ceil(meterNorm(level.db) * length) ? cell : -1
}
