import type { Area } from '../../screen/frame.ts'

/** Where a graph stands in the part of a terminal that shows an insert. [control] */

/** Fewer rows or columns than these belong to the list of parameters alone: a terminal of 30 rows has 23 for both. */
const FEWEST_ROWS = 23
const FEWEST_COLUMNS = 40
/** Share of the rows that the graph may take. */
const SHARE = 0.55
/** Rows below a plot: its scale, and an empty one. */
export const PLOT_FOOT = 2
/** Labels of the two scales beside the plot. */
const SIDE = 5
/** Wider, an equaliser's curve would cost more than it shows. */
const MOST_COLUMNS = 100
/** Plots have 4 n + 1 rows: 0 dB stands in the middle of one, and so does half the range. */
const MOST_QUARTERS = 5

/** [control] The plot, without its scales, in the rows for title, graph and list; undefined where there is no room for one. */
export function plotArea({ row, column, rows, columns }: Area, head: number): Area | undefined {
  if (rows < FEWEST_ROWS || columns < FEWEST_COLUMNS) return undefined
  const quarters = Math.floor(((rows - head) * SHARE - PLOT_FOOT - 1) / 4)
  return {
    row: row + head,
    column: column + SIDE,
    rows: 4 * Math.min(quarters, MOST_QUARTERS) + 1,
    columns: Math.min(MOST_COLUMNS, columns - 2 * SIDE),
  }
}
