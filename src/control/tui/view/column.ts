import { MARKS, meterNorm } from '../desk/meter-scale.ts'
import type { ChannelPicture } from '../desk/picture.ts'
import type { Area, Frame } from '../screen/frame.ts'
import { PLAIN } from '../screen/style.ts'
import { CAP, FAINT, FRAME, labelStyle, MUTED, OVER, SELECTED_CAP, SOLOED, TITLE } from './colors.ts'
import { standingMeter } from './level-meter.ts'
import { dbText, levelText, panText } from './words.ts'

/**
 * One channel as a column:
 *
 *     Voice    name
 *       C      pan
 *      |  ▁▂   fader and meters over each other's height
 *     ███ ██
 *      |  ██
 *     -4.0     fader, dB
 *     -12.3    peak, dB
 *     M S      mute, solo
 */

/** Rows above and below fader and meters. */
const HEAD = 2
const FOOT = 3

/** Position of 0 dB on the fader law. */
const ZERO_DB = 0.75
const THUMBS = ['▁', '━', '▔'].map((char) => char.codePointAt(0)!)
const TRACK = '│'.codePointAt(0)!
const ZERO_TICK = '┼'.codePointAt(0)!

/** [control] `area` is as wide as the column without its gap. */
export function drawColumn(frame: Frame, area: Area, channel: ChannelPicture, selected: boolean): void {
  const { row, column, columns: width, rows } = area
  const bottom = row + rows - 1 - FOOT
  const height = rows - HEAD - FOOT
  frame.putCentered(row, column, width, channel.label, labelStyle(channel.color, selected))
  if (channel.pan !== undefined)
    frame.putCentered(row + 1, column, width, panText(channel.pan), channel.pan === 0 ? FAINT : PLAIN)
  if (height > 0) {
    const lane = width >= 10 ? 5 : Math.min(3, Math.max(1, width - 3))
    drawFader(frame, { row: row + HEAD, column, rows: height, columns: lane }, channel, selected)
    drawMeters(
      frame,
      { row: bottom, column: column + lane + 1, rows: height, columns: width - lane - 1 },
      channel,
    )
  }
  drawFoot(frame, bottom + 1, column, width, channel, selected)
  if (selected) {
    frame.fill({ row, column: column - 1, rows, columns: 1 }, '│', FRAME)
    frame.fill({ row, column: column + width, rows, columns: 1 }, '│', FRAME)
  }
}

function drawFader(frame: Frame, lane: Area, channel: ChannelPicture, selected: boolean): void {
  const middle = lane.column + (lane.columns >> 1)
  for (let i = 0; i < lane.rows; i++) frame.set(lane.row + i, middle, TRACK, FAINT)
  const cellOf = (norm: number): number => Math.min(lane.rows - 1, Math.floor(norm * lane.rows))
  const bottom = lane.row + lane.rows - 1
  frame.set(bottom - cellOf(ZERO_DB), middle, ZERO_TICK, PLAIN)
  const cell = cellOf(channel.faderNorm)
  // The groove in the cap tells thirds of a cell.
  const third = Math.min(2, Math.floor((channel.faderNorm * lane.rows - cell) * 3))
  for (let i = 0; i < lane.columns; i++)
    frame.set(bottom - cell, lane.column + i, THUMBS[third]!, selected ? SELECTED_CAP : CAP)
}

function drawMeters(frame: Frame, area: Area, { levels }: ChannelPicture): void {
  const each = Math.max(1, Math.min(2, area.columns >> 1))
  for (let i = 0; i < each; i++) {
    const left = { db: levels.left, peakDb: levels.peakLeft }
    const right = { db: levels.right, peakDb: levels.peakRight }
    standingMeter(frame, area.row, area.column + i, area.rows, left)
    standingMeter(frame, area.row, area.column + each + i, area.rows, right)
  }
}

function drawFoot(
  frame: Frame,
  row: number,
  column: number,
  width: number,
  channel: ChannelPicture,
  selected: boolean,
): void {
  const { levels, mute, solo } = channel
  frame.putCentered(row, column, width, dbText(channel.faderDb), selected ? TITLE : PLAIN)
  const peak = Math.max(levels.peakLeft, levels.peakRight)
  frame.putCentered(
    row + 1,
    column,
    width,
    levels.over ? 'OVER' : levelText(peak),
    levels.over ? OVER : FAINT,
  )
  const half = width >> 1
  if (mute !== undefined) frame.putCentered(row + 2, column, half, mute ? 'M' : '·', mute ? MUTED : FAINT)
  if (solo !== undefined)
    frame.putCentered(row + 2, column + width - half, half, solo ? 'S' : '·', solo ? SOLOED : FAINT)
}

/** [control] The dB scale of the meters of columns that begin at `row` and are `rows` high. */
export function drawScale(frame: Frame, row: number, rows: number): void {
  const height = rows - HEAD - FOOT
  const bottom = row + rows - 1 - FOOT
  const taken = new Set<number>()
  for (const db of MARKS) {
    const cell = Math.min(height - 1, Math.max(0, Math.round(meterNorm(db) * height) - 1))
    if (height <= 0 || taken.has(cell)) continue
    taken.add(cell)
    frame.putRight(bottom - cell, 3, String(-db), FAINT)
  }
}
