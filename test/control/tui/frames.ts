import { Watcher } from '../../../src/control/tui/desk/watcher.ts'
import { Frame } from '../../../src/control/tui/screen/frame.ts'
import type { Look } from '../../../src/control/tui/screen/look.ts'
import { Painter } from '../../../src/control/tui/screen/painter.ts'
import { type Model, startModel } from '../../../src/control/tui/state/model.ts'
import { readScreen } from '../../../src/control/tui/view/read-screen.ts'
import { drawScreen } from '../../../src/control/tui/view/screen.ts'
import { PaperTerminal } from '../../support/paper-terminal.ts'
import { type StageDesk, stageDesk } from './stage-desk.ts'

/** Screens as text, the way a terminal would show them. */

export interface Size {
  readonly rows: number
  readonly columns: number
}

export const SMALL: Size = { rows: 24, columns: 80 }
export const LARGE: Size = { rows: 40, columns: 120 }

const words = { title: 'Demo song', driver: 'null: no device, 48000 Hz, 128 frames' }

/** The demo song in the middle of a chorus. */
export function chorus(): StageDesk {
  const stage = stageDesk()
  stage.desk.plan.channels.forEach(({ id, inserts }, i) => {
    stage.level(id, -3 - 2.3 * i, -4 - 2.1 * i)
    for (const { slot } of inserts) if (slot !== 'eq') stage.insertMeter(id, slot, -1.5 - i / 2)
  })
  stage.status('position', 62.5 * 48000)
  stage.status('load', 0.12)
  stage.desk.set('/transport/playing', true, 'test')
  return stage
}

/** The terminal after one frame. */
export function shown(
  stage: StageDesk,
  model: Partial<Model> = {},
  size: Size = SMALL,
  watcher = new Watcher(stage.port),
  now = 0,
  look: Look = { unicode: true, color: true },
): PaperTerminal {
  const frame = new Frame(size.rows, size.columns)
  drawScreen(frame, readScreen(watcher, { ...startModel(), ...model }, words, size, now))
  const terminal = new PaperTerminal(size.rows, size.columns)
  terminal.write(new Painter(look).paint(frame))
  return terminal
}
