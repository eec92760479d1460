import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ignoreMissing } from './journal.ts'

/**
 * A file of the state folder in generations: `state.json`, `state.1.json`, ... A new one is written beside them, brought
 * to the disk, and takes its place by renaming, so that at every moment at least one whole generation stands.
 *
 *     {"checksum":"<sha-256 of the rest>","state":...}
 */

/** Generations that are kept besides the newest. */
const OLDER = 3
/** A longer file is no state of ours, bytes. */
const LONGEST = 256 * 2 ** 20

const HEAD = '{"checksum":"'
const MIDDLE = '","state":'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const generation = (folder: string, name: string, i: number): string =>
  join(folder, i === 0 ? `${name}.json` : `${name}.${i}.json`)

/** [control] Writes `json` (JSON text) as the newest generation of `name`. Rejects when the disk does not take it. */
export async function writeGeneration(folder: string, name: string, json: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true })
  const fresh = join(folder, `${name}.json.tmp`)
  await rm(fresh, { force: true })
  // Fails when something stands there again: a link in a folder from elsewhere must not lead the writing astray.
  const file = await open(fresh, 'wx')
  try {
    await file.writeFile(`${HEAD}${sha256(json)}${MIDDLE}${json}}`)
    await file.sync()
  } finally {
    await file.close()
  }
  for (let i = OLDER; i > 0; i--)
    await rename(generation(folder, name, i - 1), generation(folder, name, i)).catch(ignoreMissing)
  await rename(fresh, generation(folder, name, 0))
  await syncFolder(folder)
  if (made !== undefined) await syncFolder(dirname(folder))
}

/** [control] The whole generations of `name` that are there, newest first, parsed. Broken ones are left out. */
export async function* readGenerations(folder: string, name: string): AsyncIterableIterator<unknown> {
  for (let i = 0; i <= OLDER; i++) {
    const state = await readGeneration(generation(folder, name, i))
    if (state !== undefined) yield state
  }
}

async function readGeneration(path: string): Promise<unknown> {
  let text: string
  try {
    if ((await stat(path)).size > LONGEST) return undefined
    text = await readFile(path, 'utf8')
  } catch {
    return undefined
  }
  const from = HEAD.length + 64 + MIDDLE.length
  const json = text.slice(from, -1)
  if (text !== `${HEAD}${sha256(json)}${MIDDLE}${json}}`) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A renamed file is on the disk only when its folder is. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
