import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { channel } from './pictures/channel.ts'
import { desk } from './pictures/desk.ts'
import { grid } from './pictures/grid.ts'
import { layers } from './pictures/layers.ts'
import { threads } from './pictures/threads.ts'

/** Draws the pictures of the documentation. Run by `npm run docs`; a test fails when one is out of date. */

/** Where they stand, from the root of the project. */
export const FOLDER = 'docs/pictures'

/** Every picture by the name of its file. */
export const pictures = (): ReadonlyMap<string, string> =>
  new Map([
    ['signal-flow.svg', desk()],
    ['channel.svg', channel()],
    ['layers.svg', layers()],
    ['threads.svg', threads()],
    ['grid.svg', grid()],
  ])

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', FOLDER)
  mkdirSync(folder, { recursive: true })
  for (const [name, svg] of pictures()) writeFileSync(join(folder, name), svg)
}
