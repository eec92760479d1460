import { readFile } from 'node:fs/promises'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../../host/index.ts'
import { FIELDS, type MidiControl, type MidiMap, mapSchema } from './map-schema.ts'

/** A MIDI map that cannot be used: `message` has one sentence per line, each with its place. The user's mistake. */
export class MidiMapError extends Error {}

const LONGEST_FILE = 1 << 20
const MOST_PROBLEMS = 20

type Path = readonly PropertyKey[]

/** [control] The map in the file at `path`. Rejects with a MidiMapError. */
export async function readMidiMap(path: string): Promise<MidiMap> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message
    throw new MidiMapError(`${path}: ${why}.`)
  })
  return parseMidiMap(text, path)
}

/** [control] The map in `text`; `file` is what sentences call it. Throws a MidiMapError. */
export function parseMidiMap(text: string, file: string): MidiMap {
  if (text.length > LONGEST_FILE)
    throw new MidiMapError(`${file}: is longer than 1 MB, which no MIDI map is.`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}:`
  }
  fail(document.errors.map(({ pos, message }) => `${at(pos[0])} ${message.replace(/\s+/g, ' ')}.`))
  const place = (path: Path): string => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return at(0)
  }
  const input = plainOf(document, file)
  const result = mapSchema.safeParse(input)
  if (!result.success)
    fail(
      result.error.issues.flatMap((issue) =>
        sentences(issue, input).map(
          ([path, rest]) => `${place(path)} ${[nameOf(path), rest].join(' ').trim()}.`,
        ),
      ),
    )
  const map = result.data!
  fail(clashes(map.controls).map(([i, rest]) => `${place(['controls', i])} controls[${i}] ${rest}.`))
  return map
}

function fail(problems: readonly string[]): void {
  if (problems.length === 0) return
  const more = problems.length - MOST_PROBLEMS
  throw new MidiMapError(
    [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`... and ${more} more.`] : [])].join('\n'),
  )
}

/** Aliases are followed a few times: a file of a few lines can stand for gigabytes otherwise. */
function plainOf(document: { toJS(options: { maxAliasCount: number }): unknown }, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new MidiMapError(`${file}: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

const nameOf = (path: Path): string =>
  path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`))
    .join('')

/** What zod found as pairs of a place and the rest of a sentence. */
function sentences(issue: z.core.$ZodIssue, input: unknown): [Path, string][] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...issue.path, key], unknownField(key, issue.path)])
  if (issue.code === 'custom') return [[issue.path, issue.message]]
  const found = valueAt(input, issue.path)
  if (found === undefined) return [[issue.path, `is missing: ${issue.message} is expected`]]
  return [[issue.path, `is ${shown(found)}, but ${issue.message} is expected${likely(issue, found)}`]]
}

function unknownField(key: string, path: Path): string {
  const names = path.length === 0 ? FIELDS.map : FIELDS.control
  const near = nearest(key, names)
  return `is not a field${near === undefined ? '' : `; the nearest is ${near}`}; known are ${names.join(', ')}`
}

function likely(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code !== 'invalid_value' || typeof found !== 'string') return ''
  const near = nearest(found, issue.values.map(String))
  return near === undefined ? '' : `; the nearest is ${near}`
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const step of path) value = (value as { readonly [step: PropertyKey]: unknown } | undefined)?.[step]
  return value ?? undefined
}

function shown(value: unknown): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map'
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return (text.length > 60 ? `${text.slice(0, 59)}…` : text).replace(/\p{C}/gu, '?')
}

/** Two controls on one controller number: the second would never be heard. */
function clashes(controls: readonly MidiControl[]): [number, string][] {
  const taken = new Map<string, number>()
  const problems: [number, string][] = []
  controls.forEach(({ cc, cc14, channel }, i) => {
    for (const number of cc14 === undefined ? [cc!] : [cc14, cc14 + 32]) {
      const key = `${channel}/${number}`
      const other = taken.get(key)
      if (other === undefined) taken.set(key, i)
      else problems.push([i, `uses controller ${number} on channel ${channel}, which controls[${other}] has`])
    }
  })
  return problems
}
