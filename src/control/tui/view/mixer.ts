import type { ChannelPicture } from '../desk/picture.ts'
import type { Area, Frame } from '../screen/frame.ts'
import { FAINT } from './colors.ts'
import { drawColumn, drawScale } from './column.ts'
import { type MixerLayout, SCALE_COLUMNS } from './mixer-layout.ts'

/** One bank of the mixer, and the master. */
export interface MixerPicture {
  readonly layout: MixerLayout
  readonly channels: readonly ChannelPicture[]
  readonly master: ChannelPicture | undefined
  /** Address of the selected channel. */
  readonly selected: string
  /** Index of the first of `channels`, and how many there are in all. */
  readonly first: number
  readonly count: number
}

/** [control] Draws the mixer into `area`. */
export function drawMixer(frame: Frame, area: Area, mixer: MixerPicture): void {
  const { width } = mixer.layout
  const { row, rows } = area
  drawScale(frame, row, rows)
  drawBankSigns(frame, area, mixer)
  const draw = (channel: ChannelPicture, column: number): void =>
    drawColumn(frame, { row, column, rows, columns: width - 1 }, channel, channel.id === mixer.selected)
  // The selected channel comes last: its frame stands over its neighbours' gaps.
  const columnOf = (index: number): number => area.column + SCALE_COLUMNS + index * width
  mixer.channels.forEach((channel, i) => {
    if (channel.id !== mixer.selected) draw(channel, columnOf(i))
  })
  const { master } = mixer
  const banked = mixer.channels.length < mixer.count
  const edge = area.column + area.columns - width
  if (master !== undefined) draw(master, banked ? edge : columnOf(mixer.channels.length))
  const index = mixer.channels.findIndex(({ id }) => id === mixer.selected)
  if (index >= 0) draw(mixer.channels[index]!, columnOf(index))
}

/** Where there is more to the left and to the right. */
function drawBankSigns(frame: Frame, area: Area, { first, count, channels }: MixerPicture): void {
  const left = first > 0
  const right = first + channels.length < count
  if (left || right) {
    frame.put(area.row, area.column, `${left ? '◀' : ' '} ${right ? '▶' : ' '}`)
    const signs = [`${first + 1}-`, String(first + channels.length), `/${count}`]
    const row = area.row + area.rows - signs.length
    signs.forEach((sign, i) => {
      frame.putRight(row + i, SCALE_COLUMNS - 1, sign, FAINT)
    })
  }
}
