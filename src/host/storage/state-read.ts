import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { PlainValue } from '../sdk/index.ts'
import type { Wiring } from '../session/desk/current-document.ts'
import type { RecordedMove } from '../session/desk/record.ts'
import type { SceneDocument } from '../session/document.ts'
import { JOURNAL_FILES } from './journal.ts'
import { asWiring, readJournalLine, revisionOf, savedScene, savedWiring } from './journal-line.ts'
import { readGenerations } from './state-file.ts'

/**
 * What stood when the host ended, out of a state folder: the newest whole state, and on it the journal lines that came
 * after. Nothing here trusts the files: what is broken is left out and counted. [control]
 */

/** A longer journal file is no journal of ours, bytes. */
const LONGEST_FILE = 64 * 2 ** 20

const plainValue = z.union([z.number(), z.string(), z.boolean()])

const savedState = z.object({
  version: z.literal(1),
  revision: z.number().int().nonnegative(),
  savedAtMs: z.number(),
  values: z.record(z.string(), plainValue),
  wiring: z.record(z.string(), savedWiring),
})

const savedScenes = z.object({
  version: z.literal(1),
  revision: z.number().int().nonnegative(),
  scenes: z.array(z.object({ name: z.string(), values: z.record(z.string(), plainValue).nullable() })),
})

export interface SavedState {
  /** The highest revision in the folder; 0 when there is nothing. */
  revision: number
  /** When the newest whole state was written, ms since 1970; undefined when there is none. */
  savedAtMs: number | undefined
  /** Not checked against a desk yet, as everything here. */
  readonly values: Map<string, PlainValue>
  readonly wiring: Map<string, Wiring>
  /** Undefined: deleted. */
  readonly scenes: Map<string, SceneDocument | undefined>
  /** Lines of the journal that were torn or broken. */
  brokenLines: number
}

/** [control] Never rejects because of what stands in the files, nor when the folder is not there. */
export async function readState(folder: string): Promise<SavedState> {
  const state: SavedState = {
    revision: 0,
    savedAtMs: undefined,
    values: new Map(),
    wiring: new Map(),
    scenes: new Map(),
    brokenLines: 0,
  }
  const values = await newest(folder, 'state', savedState)
  if (values !== undefined) {
    state.savedAtMs = values.savedAtMs
    for (const [address, value] of Object.entries(values.values)) state.values.set(address, value)
    for (const [id, wiring] of Object.entries(values.wiring)) state.wiring.set(id, asWiring(wiring))
  }
  const scenes = await newest(folder, 'scenes', savedScenes)
  for (const { name, values } of scenes?.scenes ?? [])
    state.scenes.set(name, values === null ? undefined : savedScene(name, values))
  const known = { values: values?.revision ?? 0, scenes: scenes?.revision ?? 0 }
  state.revision = Math.max(known.values, known.scenes)
  for (const name of JOURNAL_FILES.toReversed()) await readJournal(join(folder, name), state, known)
  return state
}

async function newest<T extends z.ZodType>(
  folder: string,
  name: string,
  shape: T,
): Promise<z.infer<T> | undefined> {
  for await (const json of readGenerations(folder, name)) {
    const { success, data } = shape.safeParse(json)
    if (success) return data
  }
  return undefined
}

interface Known {
  readonly values: number
  readonly scenes: number
}

async function readJournal(path: string, state: SavedState, known: Known): Promise<void> {
  try {
    if ((await stat(path)).size > LONGEST_FILE) return
    const input = createReadStream(path, 'utf8')
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      if (text !== '') applyLine(text, state, known)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') state.brokenLines++
  }
}

function applyLine(text: string, state: SavedState, known: Known): void {
  const revision = revisionOf(text)
  if (revision !== undefined && isOld(revision, text, known)) return
  const line = revision === undefined ? undefined : readJournalLine(text)
  if (line === undefined) {
    state.brokenLines++
    return
  }
  state.revision = Math.max(state.revision, line.revision)
  const isNew = { values: line.revision > known.values, scenes: line.revision > known.scenes }
  if (line.moves === undefined) {
    if (isNew.values) state.values.clear()
    if (isNew.values) state.wiring.clear()
    if (isNew.scenes) state.scenes.clear()
    return
  }
  for (const move of line.moves) if (move.kind === 'scene' ? isNew.scenes : isNew.values) apply(move, state)
}

/** True when the line adds nothing; told without reading it, because most lines of a journal are like that. */
function isOld(revision: number, text: string, known: Known): boolean {
  if (revision > known.values) return false
  return revision <= known.scenes || !(text.includes('{"scene":') || text.includes('"start":true'))
}

function apply(move: RecordedMove, state: SavedState): void {
  if (move.kind === 'value') state.values.set(move.address, move.value)
  else if (move.kind === 'scene') state.scenes.set(move.name, move.scene)
  else applyWiring(move.id, move.wiring, state)
}

/** A wiring brings the values of its inserts and sends; older ones of slots that are gone must not come after it. */
function applyWiring(id: string, wiring: Wiring, state: SavedState): void {
  state.wiring.set(id, wiring)
  const start = `${id}/`
  for (const address of state.values.keys())
    if (address.startsWith(start) && address.indexOf('/', start.length) >= 0) state.values.delete(address)
}
