import type { Area, Frame } from '../../screen/frame.ts'
import type { Style } from '../../screen/style.ts'
import { FAINT } from '../colors.ts'

/** Numbers around a plot. [control] */

/** A number at a place 0..1 of an axis; in a list the ones that must not be missing come first. */
export interface Tick {
  readonly place: number
  readonly text: string
}

/** [control] Below a plot, each number centered under its place; what would touch another is left out. */
export function drawFootTicks(frame: Frame, plot: Area, ticks: readonly Tick[]): void {
  const row = plot.row + plot.rows
  const taken: (readonly [from: number, to: number])[] = []
  for (const { place, text } of ticks) {
    const cell = Math.min(plot.columns - 1, Math.floor(place * plot.columns))
    const from = Math.max(0, cell - (text.length >> 1))
    const to = from + text.length
    if (taken.some(([start, end]) => from <= end && to >= start)) continue
    taken.push([from, to])
    frame.put(row, plot.column + from, text, FAINT, text.length)
  }
}

/** [control] The row of a place 0 (foot) to 1 on a plot. */
export const rowOf = (plot: Area, place: number): number =>
  plot.row + plot.rows - 1 - Math.min(plot.rows - 1, Math.floor(place * plot.rows))

/** [control] Numbers at the left of a plot. */
export function drawLeftTicks(frame: Frame, plot: Area, ticks: readonly Tick[]): void {
  for (const { place, text } of ticks) frame.putRight(rowOf(plot, place), plot.column - 1, text, FAINT)
}

/** [control] Numbers at the right of a plot. */
export function drawRightTicks(frame: Frame, plot: Area, ticks: readonly Tick[], style: Style): void {
  const end = plot.column + plot.columns + 4
  for (const { place, text } of ticks) frame.putRight(rowOf(plot, place), end, text, style)
}
