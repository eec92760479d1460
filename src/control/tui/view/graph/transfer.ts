import type { TransferPicture } from '../../desk/graph/picture.ts'
import { levelAt, levelPlace, transferColumns } from '../../desk/graph/scale.ts'
import { DOTS_DOWN, Dots } from '../../screen/dots.ts'
import type { Area, Frame } from '../../screen/frame.ts'
import { CURVE, FAINT, LEVEL_DOT } from '../colors.ts'
import { lyingMeter } from '../level-meter.ts'
import { dbText } from '../words.ts'
import { drawFootTicks, drawLeftTicks, rowOf, type Tick } from './axes.ts'

/**
 * Output over input level, where the sound stands on it, and the two levels:
 *
 *       0           ⣀⡠⠤⠒⠉      in      -12.4  ███████████▌
 *     -20       ⣀●⠊⠁ · ·       out     -17.1  █████████▏
 *     -40   ⡠⠊· · ·            change   -4.7
 *     dB   -40   -20    0
 */

const LEVELS: readonly Tick[] = [0, -60, -20, -40].map((db) => ({ place: levelPlace(db), text: String(db) }))

const UNCHANGED = '·'.codePointAt(0)!
const HERE = '●'.codePointAt(0)!

/** Cells between the plot and the levels, of their names, of a number, and of the longest meter. */
const GAP = 4
const NAME = 8
const NUMBER = 6
const LONGEST_METER = 40

/** [control] */
export function drawTransfer(frame: Frame, area: Area, picture: TransferPicture): void {
  const plot = { ...area, columns: transferColumns(area) }
  drawUnchanged(frame, plot)
  drawCurve(frame, plot, picture)
  drawLeftTicks(frame, plot, LEVELS)
  drawFootTicks(frame, plot, LEVELS)
  frame.putRight(rowOf(plot, 0) + 1, plot.column - 1, 'dB', FAINT)
  const column = plot.column + plot.columns + GAP
  const beside = { ...area, column, columns: area.column + area.columns - column }
  if (picture.note !== '') frame.put(beside.row, column, picture.note, FAINT, beside.columns)
  else if (picture.levels !== undefined) drawLevels(frame, beside, picture.levels)
}

/** Where the line would be if nothing happened. */
function drawUnchanged(frame: Frame, plot: Area): void {
  for (let column = 0; column < plot.columns; column++)
    frame.set(rowOf(plot, (column + 0.5) / plot.columns), plot.column + column, UNCHANGED, FAINT)
}

function drawCurve(frame: Frame, plot: Area, { curveDb, levels, bypassed }: TransferPicture): void {
  const dots = new Dots(plot.rows, plot.columns)
  dots.line(curveDb.map((db) => (1 - levelPlace(db)) * plot.rows * DOTS_DOWN - 0.5))
  for (let row = 0; row < plot.rows; row++)
    for (let column = 0; column < plot.columns; column++) {
      const dot = dots.at(row, column)
      if (dot !== 0) frame.set(plot.row + row, plot.column + column, dot, bypassed ? FAINT : CURVE)
    }
  if (levels === undefined || levels.inputDb < levelAt(0) || levels.outputDb < levelAt(0)) return
  const across = Math.min(plot.columns - 1, Math.floor(levelPlace(levels.inputDb) * plot.columns))
  frame.set(rowOf(plot, levelPlace(levels.outputDb)), plot.column + across, HERE, LEVEL_DOT)
}

function drawLevels(frame: Frame, area: Area, levels: NonNullable<TransferPicture['levels']>): void {
  const { inputDb, outputDb } = levels
  const draw = (row: number, name: string, db: number): void => {
    frame.put(row, area.column, name, FAINT, NAME)
    frame.putRight(row, area.column + NAME + NUMBER, dbText(db))
  }
  const meter = area.column + NAME + NUMBER + 2
  const width = Math.min(LONGEST_METER, area.column + area.columns - meter)
  const both = [
    ['in', inputDb],
    ['out', outputDb],
  ] as const
  both.forEach(([name, db], i) => {
    draw(area.row + i, name, db)
    if (width > 2) lyingMeter(frame, area.row + i, meter, width, { db, peakDb: db })
  })
  const heard = Math.min(inputDb, outputDb) > levelAt(0)
  if (heard) draw(area.row + both.length, 'change', outputDb - inputDb)
}
