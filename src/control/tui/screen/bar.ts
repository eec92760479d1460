import type { Frame } from './frame.ts'
import type { Style } from './style.ts'

/** Bars with a resolution of an eighth of a cell. [control] */

/** Characters of a cell that is filled from its foot, by eighths. */
export const UPWARDS: readonly number[] = ' ▁▂▃▄▅▆▇█'.split('').map((char) => char.codePointAt(0)!)
const RIGHTWARDS = ' ▏▎▍▌▋▊▉█'.split('').map((char) => char.codePointAt(0)!)
const FULL = 8

/** [control] Eighths of cell `index` (from the bar's foot) that a bar of `length` cells at `norm` 0..1 fills: 0 to 8. */
export function eighths(norm: number, length: number, index: number): number {
  const share = norm > 0 ? Math.min(1, norm) : 0
  const filled = Math.round(share * length * FULL) - index * FULL
  return Math.min(FULL, Math.max(0, filled))
}

/** [control] One column that grows upwards from `bottom`; `styles[i]` is that of its i-th cell from the foot. */
export function upright(
  frame: Frame,
  bottom: number,
  column: number,
  norm: number,
  styles: readonly Style[],
): void {
  for (let i = 0; i < styles.length; i++)
    frame.set(bottom - i, column, UPWARDS[eighths(norm, styles.length, i)]!, styles[i]!)
}

/** [control] One row that grows to the right. */
export function lying(
  frame: Frame,
  row: number,
  column: number,
  norm: number,
  styles: readonly Style[],
): void {
  for (let i = 0; i < styles.length; i++)
    frame.set(row, column + i, RIGHTWARDS[eighths(norm, styles.length, i)]!, styles[i]!)
}

/** [control] A row filled in whole cells from `from` to `to`, both 0..1: for values that lie to both sides of a middle. */
export function span(
  frame: Frame,
  row: number,
  column: number,
  width: number,
  ends: { readonly from: number; readonly to: number },
  styles: { readonly filled: Style; readonly empty: Style },
): void {
  const cell = (norm: number): number => Math.round(norm * (width - 1))
  const first = Math.min(cell(ends.from), cell(ends.to))
  const last = Math.max(cell(ends.from), cell(ends.to))
  frame.fill({ row, column, rows: 1, columns: width }, '·', styles.empty)
  frame.fill({ row, column: column + first, rows: 1, columns: last - first + 1 }, '█', styles.filled)
}
