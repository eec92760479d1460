import { z } from 'zod'
import type { PlainValue } from '../sdk/index.ts'
import type { Wiring } from '../session/desk/current-document.ts'
import type { DeskRecord, RecordedMove } from '../session/desk/record.ts'
import type { SceneDocument } from '../session/document.ts'

/**
 * One line of the journal, JSON:
 *
 *     {"r":7,"t":1763800000000,"source":"midi","address":"/strip/vox/fader","value":-6}
 *     {"r":8,"t":...,"source":"tui","label":"recall Verse","moves":[["/strip/vox/fader","off"],...]}
 *     {"r":9,"t":...,"start":true}        from here on nothing before counts: the session was opened as it is saved
 *
 * `r` is the revision: it grows by one per line, over all files of a state folder and all runs. A line says what stands
 * after it, so lines may be applied twice. Minus infinity, which JSON does not know, is written "off". [control]
 */

export interface JournalLine {
  readonly revision: number
  /** What changed; undefined for the start of a run that did not restore. */
  readonly moves: readonly RecordedMove[] | undefined
}

/** [control] JSON.stringify replacer for everything the state folder holds. */
export const withoutInfinity = (_key: string, value: unknown): unknown =>
  value === Number.NEGATIVE_INFINITY ? 'off' : value

/** [control] `timeMs` since 1970. */
export function journalLine(revision: number, timeMs: number, record: DeskRecord): string {
  const [first] = record.moves
  const head = { r: revision, t: timeMs, source: record.source }
  const body =
    record.moves.length === 1 && first?.kind === 'value'
      ? { ...head, address: first.address, value: first.value }
      : { ...head, label: record.label, moves: record.moves.map(savedMove) }
  return JSON.stringify(body, withoutInfinity)
}

/** [control] The line that begins a run which did not restore what came before. */
export const startLine = (revision: number, timeMs: number): string =>
  JSON.stringify({ r: revision, t: timeMs, start: true })

const savedMove = (move: RecordedMove): unknown => {
  if (move.kind === 'value') return [move.address, move.value]
  if (move.kind === 'wiring') return { id: move.id, wiring: move.wiring }
  return { scene: move.name, values: move.scene?.values ?? null }
}

const REVISION = /^\{"r":(\d{1,15}),/

/** [control] The revision of a line without reading all of it, or undefined when it is none. */
export function revisionOf(line: string): number | undefined {
  const match = REVISION.exec(line)
  return match === null ? undefined : Number(match[1])
}

const plainValue = z.union([z.number(), z.string(), z.boolean()])
const plainValues = z.record(z.string(), plainValue)

/** Numbers in it may be the text "off"; wiring.ts turns it back when it checks the ranges. */
export const savedWiring = z.object({
  inserts: z.array(
    z.object({
      slot: z.string(),
      plugin: z.string(),
      bypass: z.boolean(),
      key: z.string().nullable(),
      values: plainValues,
    }),
  ),
  sends: z.array(
    z.object({
      to: z.string(),
      tap: z.string(),
      level: plainValue,
      pan: plainValue,
      mute: z.boolean(),
    }),
  ),
  to: z.string().nullable(),
})

const savedMoves = z.array(
  z.union([
    z.tuple([z.string(), plainValue]),
    z.object({ id: z.string(), wiring: savedWiring }),
    z.object({ scene: z.string(), values: plainValues.nullable() }),
  ]),
)

const savedLine = z.object({
  r: z.number().int().nonnegative(),
  start: z.literal(true).optional(),
  address: z.string().optional(),
  value: plainValue.optional(),
  moves: savedMoves.optional(),
})

/** [control] A line as it was written, or undefined when it is torn or no line of a journal. */
export function readJournalLine(text: string): JournalLine | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { success, data } = savedLine.safeParse(json)
  if (!success) return undefined
  if (data.start === true) return { revision: data.r, moves: undefined }
  if (data.address !== undefined && data.value !== undefined)
    return { revision: data.r, moves: [{ kind: 'value', address: data.address, value: data.value }] }
  return { revision: data.r, moves: (data.moves ?? []).map(recordedMove) }
}

function recordedMove(move: z.infer<typeof savedMoves>[number]): RecordedMove {
  if (Array.isArray(move)) return { kind: 'value', address: move[0], value: move[1] }
  if ('id' in move) return { kind: 'wiring', id: move.id, wiring: asWiring(move.wiring) }
  const scene = move.values === null ? undefined : savedScene(move.scene, move.values)
  return { kind: 'scene', name: move.scene, scene }
}

/** [control] Not checked against a desk yet: levels may be text. */
export const asWiring = (wiring: z.infer<typeof savedWiring>): Wiring => wiring as unknown as Wiring

/** [control] A scene as it stood in a state folder; its values are checked when it is recalled. */
export const savedScene = (
  name: string,
  values: { readonly [address: string]: PlainValue },
): SceneDocument => ({ name, values })
