import type { DetailPicture, SectionPicture } from '../desk/picture.ts'
import { lying } from '../screen/bar.ts'
import type { Area, Frame } from '../screen/frame.ts'
import { PLAIN, REVERSE } from '../screen/style.ts'
import { BYPASSED, FAINT, REDUCTION, TITLE } from './colors.ts'
import { drawColumn } from './column.ts'
import { drawGraph } from './graph/graph.ts'
import { PLOT_FOOT, plotArea } from './graph/place.ts'
import { drawHelp, drawLines, drawTitle, TITLE_ROWS } from './lines.ts'
import { scrollStart } from './scroll.ts'

/** Cells of the strip's own column, and of the list of inserts. */
const STRIP = 9
const LIST = 23
/** At the bottom, below an empty row. */
const HELP_ROWS = 2
/** Deepest reduction that the bar shows, dB. */
const DEEPEST = 20

/** [control] One strip: its column, what is in it, and the parameters of what is open. */
export function drawChannel(frame: Frame, area: Area, detail: DetailPicture): void {
  const { row, column, rows, columns } = area
  drawColumn(frame, { row, column: column + 1, rows, columns: STRIP }, detail.channel, true)
  const list = column + STRIP + 3
  frame.put(row, list, detail.channel.id, TITLE, LIST - 1)
  const above = rows - HELP_ROWS - 1
  drawSections(frame, { row: row + 2, column: list, rows: above - 2, columns: LIST }, detail)
  drawOpen(frame, insideOf(area), detail)
  const selected = detail.lines[detail.line]
  const help = { row: row + above + 1, column: list, rows: HELP_ROWS, columns: columns - list }
  if (selected !== undefined) drawHelp(frame, help, selected.parameter)
}

/** [control] The part of the view for what is open: its title, its graph, its parameters. */
export function insideOf({ row, column, rows, columns }: Area): Area {
  const left = STRIP + 3 + LIST + 1
  return { row, column: column + left, rows: rows - HELP_ROWS - 1, columns: columns - left }
}

/** [control] Where the graph of an insert stands, undefined where there is no room for one. */
export const graphOf = (area: Area): Area | undefined => plotArea(insideOf(area), TITLE_ROWS)

function drawOpen(frame: Frame, area: Area, detail: DetailPicture): void {
  const plot = detail.graph && plotArea(area, TITLE_ROWS)
  if (plot !== undefined) drawGraph(frame, plot, detail.graph!)
  const head = plot === undefined ? TITLE_ROWS : TITLE_ROWS + plot.rows + PLOT_FOOT
  const room = Math.max(1, area.rows - head)
  drawTitle(frame, area, detail, room)
  drawLines(frame, { ...area, row: area.row + head, rows: room }, detail)
}

function drawSections(frame: Frame, area: Area, { sections, section }: DetailPicture): void {
  const start = scrollStart(section, sections.length, area.rows)
  const shown = sections.slice(start, start + area.rows)
  shown.forEach((each, i) => {
    drawSection(frame, area.row + i, area.column, each, start + i === section)
  })
}

/** Name, `byp`, and the reduction as a bar and a number. */
function drawSection(frame: Frame, row: number, column: number, each: SectionPicture, open: boolean): void {
  frame.put(row, column, open ? '›' : ' ')
  const name = open ? REVERSE : each.bypassed ? FAINT : PLAIN
  frame.put(row, column + 1, ` ${each.name}`.padEnd(10), name, 10)
  if (each.bypassed) frame.put(row, column + 12, 'bypass', BYPASSED)
  else if (each.reductionDb !== undefined) {
    lying(frame, row, column + 12, -each.reductionDb / DEEPEST, new Array(4).fill(REDUCTION))
    if (each.reductionDb < -0.05) frame.putRight(row, column + 22, each.reductionDb.toFixed(1), REDUCTION)
  }
}
