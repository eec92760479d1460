import type { HeaderPicture } from '../desk/picture.ts'
import type { Frame } from '../screen/frame.ts'
import { PLAIN } from '../screen/style.ts'
import { ALARM, FAINT, OVER, PLAYING, TITLE } from './colors.ts'
import { lyingMeter } from './level-meter.ts'
import { clockText, levelText } from './words.ts'

/** Rows of the header. */
export const HEADER_ROWS = 2

/** The master meter at the right: a letter, the bar, the level. */
const METER = 10
const MASTER = 2 + METER + 7
const LONGEST_TITLE = 24
/** From here on the load is an alarm. */
const HIGH_LOAD = 0.8

/** [control] Title, transport, load and late blocks; below them alarms and the driver; at the right the master. */
export function drawHeader(frame: Frame, header: HeaderPicture): void {
  const width = Math.max(0, frame.columns - MASTER - 1)
  let at = frame.put(0, 0, header.title, TITLE, Math.min(width, LONGEST_TITLE)) + 2
  const say = (text: string, style = PLAIN, gap = 2): void => {
    if (at < width) at += frame.put(0, at, text, style, width - at) + gap
  }
  const { playing } = header
  say(`${playing ? '▶' : '■'} ${clockText(header.seconds)}`, playing ? PLAYING : PLAIN)
  say(`load ${Math.round(header.load * 100)} %`, header.load > HIGH_LOAD ? ALARM : PLAIN)
  say(`late ${header.lateBlocks}`, header.lateBlocks > 0 ? ALARM : FAINT)
  let start = 0
  for (const alarm of header.alarms) start += frame.put(1, start, alarm, ALARM, width - start) + 2
  if (start < width) frame.put(1, start, header.driver, FAINT, width - start)
  drawMaster(frame, header)
}

function drawMaster(frame: Frame, { master }: HeaderPicture): void {
  const column = frame.columns - MASTER
  if (column < 0) return
  const sides = [
    ['L', { db: master.left, peakDb: master.peakLeft }],
    ['R', { db: master.right, peakDb: master.peakRight }],
  ] as const
  sides.forEach(([side, level], row) => {
    frame.put(row, column, side, master.over ? OVER : FAINT)
    lyingMeter(frame, row, column + 2, METER, level)
    frame.putRight(row, frame.columns, levelText(level.peakDb))
  })
}
