import type { DetailPicture, HeaderPicture } from '../desk/picture.ts'
import type { Area, Frame } from '../screen/frame.ts'
import { drawChannel } from './channel.ts'
import { drawFooter, FOOTER_ROWS, type FooterPicture } from './footer.ts'
import { drawHeader, HEADER_ROWS } from './header.ts'
import { drawMixer, type MixerPicture } from './mixer.ts'

/** Everything one frame shows. */
export interface ScreenPicture {
  readonly header: HeaderPicture
  readonly body:
    | { readonly view: 'mixer'; readonly mixer: MixerPicture }
    | { readonly view: 'channel'; readonly detail: DetailPicture }
    | { readonly view: 'empty' }
  readonly footer: FooterPicture
}

/** Size of a terminal in cells. */
export interface ScreenSize {
  readonly rows: number
  readonly columns: number
}

/** Below this a mixer cannot be read. */
const FEWEST_ROWS = 10
const FEWEST_COLUMNS = 24

/** [control] Draws a whole frame; what stood in it is gone. */
export function drawScreen(frame: Frame, screen: ScreenPicture): void {
  frame.clear()
  if (frame.rows < FEWEST_ROWS || frame.columns < FEWEST_COLUMNS) {
    frame.put(0, 0, 'make the window larger')
    return
  }
  drawHeader(frame, screen.header)
  const area = bodyArea(frame)
  const { body } = screen
  if (body.view === 'mixer') drawMixer(frame, area, body.mixer)
  else if (body.view === 'channel') drawChannel(frame, area, body.detail)
  else frame.put(area.row, 1, 'this desk has no strips')
  drawFooter(frame, screen.footer)
}

/** [control] What header and footer leave of a terminal. */
export function bodyArea({ rows, columns }: ScreenSize): Area {
  return { row: HEADER_ROWS, column: 0, rows: rows - HEADER_ROWS - FOOTER_ROWS, columns }
}
