import type { GraphPicture } from '../../desk/graph/picture.ts'
import type { Area, Frame } from '../../screen/frame.ts'
import { drawResponse } from './response.ts'
import { drawTransfer } from './transfer.ts'

/** [control] Draws what an insert does to the sound. */
export function drawGraph(frame: Frame, plot: Area, picture: GraphPicture): void {
  if (picture.kind === 'response') drawResponse(frame, plot, picture)
  else drawTransfer(frame, plot, picture)
}
