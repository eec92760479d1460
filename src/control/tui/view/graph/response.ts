import type { ResponsePicture } from '../../desk/graph/picture.ts'
import { placeOf, SPECTRUM_BOTTOM_DB, SPECTRUM_TOP_DB } from '../../desk/graph/scale.ts'
import { eighths, UPWARDS } from '../../screen/bar.ts'
import { DOTS_DOWN, Dots } from '../../screen/dots.ts'
import type { Area, Frame } from '../../screen/frame.ts'
import type { Style } from '../../screen/style.ts'
import { CURVE, FAINT, SPECTRUM, SPECTRUM_BACK } from '../colors.ts'
import { drawFootTicks, drawLeftTicks, drawRightTicks, rowOf, type Tick } from './axes.ts'

/**
 * Gain over frequency as a line of dots, over the spectrum as a ground:
 *
 *     +6                                    0
 *      0 ⠤⠤⠤⣀──────▃▄▂──⡠⠔⠒⠒⠒⠢⠤───────   -40
 *     -6     ⠉⠉⠒⠒⠒⠒███⠒⠒⠁█▆▃▂            -80
 *     dB    50    200       1k       5k   Hz
 */

const FREQUENCIES: readonly Tick[] = [100, 1000, 10000, 20, 20000, 50, 200, 500, 2000, 5000].map((hz) => ({
  place: placeOf(hz),
  text: hz < 1000 ? String(hz) : `${hz / 1000}k`,
}))
const DECADES = FREQUENCIES.slice(0, 3)

const LEVELS: readonly Tick[] = [1, 0.75, 0.5, 0.25, 0].map((place) => ({
  place,
  text: String(SPECTRUM_BOTTOM_DB + (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB) * place),
}))

const ZERO = '─'.codePointAt(0)!
const GRID = '·'.codePointAt(0)!
/** A cell with so many eighths of the spectrum counts as ground under the curve. */
const GROUND = 4
const FULL = 8

/** [control] The plot has an odd number of rows. */
export function drawResponse(frame: Frame, plot: Area, picture: ResponsePicture): void {
  const dots = new Dots(plot.rows, plot.columns)
  dots.line(picture.curveDb.map((db) => heightOf(plot, db, picture.rangeDb)))
  const curve = picture.bypassed ? FAINT : CURVE
  const grid = new Set(DECADES.map(({ place }) => Math.floor(place * plot.columns)))
  const middle = plot.rows >> 1
  for (let column = 0; column < plot.columns; column++) {
    const norm = levelNorm(picture.spectrumDb?.[column])
    for (let row = 0; row < plot.rows; row++) {
      const filled = eighths(norm, plot.rows, plot.rows - 1 - row)
      const back = row === middle ? ZERO : grid.has(column) ? GRID : 0
      const dot = dots.at(row, column)
      drawCell(frame, plot.row + row, plot.column + column, { filled, back, dot, curve })
    }
  }
  drawAxes(frame, plot, picture)
  if (picture.note !== '') frame.put(plot.row, plot.column + 1, picture.note, FAINT, plot.columns - 2)
}

interface Cell {
  /** Eighths of the spectrum. */
  readonly filled: number
  /** What stands behind it, 0 for nothing. */
  readonly back: number
  /** What stands before it, 0 for nothing. */
  readonly dot: number
  readonly curve: Style
}

function drawCell(frame: Frame, row: number, column: number, { filled, back, dot, curve }: Cell): void {
  if (dot !== 0) frame.set(row, column, dot, curve | (filled >= GROUND ? SPECTRUM_BACK : 0))
  else if (back === ZERO && filled === FULL) frame.set(row, column, ZERO, FAINT | SPECTRUM_BACK)
  else if (filled > 0) frame.set(row, column, UPWARDS[filled]!, SPECTRUM)
  else if (back !== 0) frame.set(row, column, back, FAINT)
}

const levelNorm = (db = SPECTRUM_BOTTOM_DB): number =>
  (db - SPECTRUM_BOTTOM_DB) / (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB)

/** Dots from the top: 0 dB in the middle of the middle row, the range in the middle of the first and of the last one. */
function heightOf(plot: Area, db: number, rangeDb: number): number {
  const middle = (plot.rows * DOTS_DOWN - 1) / 2
  return middle - (db / rangeDb) * (plot.rows >> 1) * DOTS_DOWN
}

function drawAxes(frame: Frame, plot: Area, { rangeDb, spectrumDb }: ResponsePicture): void {
  const half = plot.rows >> 1
  const gains = [rangeDb, rangeDb / 2, 0, -rangeDb / 2, -rangeDb]
  drawLeftTicks(
    frame,
    plot,
    gains.map((db): Tick => {
      const row = half + (db / rangeDb) * half
      return { place: (row + 0.5) / plot.rows, text: db > 0 ? `+${db}` : String(db) }
    }),
  )
  if (spectrumDb !== undefined) drawRightTicks(frame, plot, LEVELS, SPECTRUM)
  drawFootTicks(frame, plot, FREQUENCIES)
  const foot = rowOf(plot, 0) + 1
  frame.putRight(foot, plot.column - 1, 'dB', FAINT)
  frame.putRight(foot, plot.column + plot.columns + 4, 'Hz', FAINT)
}
