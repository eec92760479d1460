import { allowed, type Parameter, toNorm } from '../../../host/index.ts'
import type { DetailPicture, LinePicture } from '../desk/picture.ts'
import { lying, span } from '../screen/bar.ts'
import { type Area, type Frame, textCells } from '../screen/frame.ts'
import { BOLD, PLAIN, REVERSE } from '../screen/style.ts'
import { FAINT, TITLE, VALUE_BAR } from './colors.ts'
import { scrollStart } from './scroll.ts'

const LABEL = 17
const VALUE = 11
const LONGEST_BAR = 40
/** Rows of the title: itself, and an empty one. */
export const TITLE_ROWS = 2

/** [control] What is open; at the right, where one stands among lines that do not all fit into `room` rows. */
export function drawTitle(
  frame: Frame,
  area: Area,
  { title, lines, line }: DetailPicture,
  room: number,
): void {
  const { row, column, columns } = area
  frame.put(row, column, title, TITLE, columns)
  if (lines.length > room) frame.putRight(row, column + columns, `${line + 1}/${lines.length}`, FAINT)
}

/** [control] The parameters of what is open: name, value, bar. */
export function drawLines(frame: Frame, area: Area, { lines, line }: DetailPicture): void {
  const { row, column, rows, columns } = area
  if (lines.length === 0) frame.put(row, column, 'nothing to set here', FAINT, columns)
  const start = scrollStart(line, lines.length, rows)
  const shown = lines.slice(start, start + rows)
  shown.forEach((each, i) => {
    drawLine(frame, { row: row + i, column, rows: 1, columns }, each, start + i === line)
  })
}

function drawLine(frame: Frame, area: Area, line: LinePicture, selected: boolean): void {
  const { row, column, columns } = area
  frame.put(row, column, ` ${line.label}`.padEnd(LABEL), selected ? REVERSE : PLAIN, LABEL)
  // A long word moves what stands at its right, not the label.
  const end = column + LABEL + Math.max(VALUE, textCells(line.text))
  frame.putRight(row, end, line.text, selected ? BOLD : PLAIN)
  const bar = end + 2
  const width = Math.min(LONGEST_BAR, columns - (bar - column))
  if (width > 2) drawValue(frame, { ...area, column: bar, columns: width }, line)
}

function drawValue(frame: Frame, { row, column, columns }: Area, line: LinePicture): void {
  const { parameter, norm } = line
  if (parameter.kind === 'toggle') {
    if (line.folded > 0) frame.put(row, column, `${line.folded} more when on`, FAINT, columns)
    return
  }
  if (parameter.kind === 'choice') {
    const at = parameter.choices.indexOf(line.text)
    frame.put(row, column, `${at + 1} of ${parameter.choices.length}`, FAINT, columns)
    return
  }
  const middle = middleOf(parameter)
  const styles = { filled: VALUE_BAR, empty: FAINT }
  if (middle !== undefined) span(frame, row, column, columns, { from: middle, to: norm }, styles)
  else {
    frame.fill({ row, column, rows: 1, columns }, '·', FAINT)
    const cells = Math.round(norm * columns * 8) / 8
    const filled = Math.ceil(cells)
    if (filled > 0) lying(frame, row, column, cells / filled, new Array(filled).fill(VALUE_BAR))
  }
}

/** Where a value is neither to one side nor to the other: gains and pans are drawn from there. */
function middleOf(parameter: Parameter): number | undefined {
  if (parameter.kind !== 'number' || parameter.off || parameter.min >= 0 || parameter.max <= 0)
    return undefined
  return parameter.default === 0 ? toNorm(parameter, 0) : undefined
}

/** [control] In two rows: what a parameter does to the sound, and what it allows. */
export function drawHelp(frame: Frame, area: Area, parameter: Parameter): void {
  const text = `${parameter.help} (${allowed(parameter)})`
  const [first, rest] = broken(text, area.columns)
  frame.put(area.row, area.column, first, FAINT, area.columns)
  frame.put(area.row + 1, area.column, rest, FAINT, area.columns)
}

/** Text in two lines, broken at a space. */
function broken(text: string, width: number): [string, string] {
  if (text.length <= width) return [text, '']
  const space = text.lastIndexOf(' ', width)
  const end = space > 0 ? space : width
  return [text.slice(0, end), text.slice(end).trimStart()]
}
