import { type Document, isMap } from 'yaml'
import { type Cursor, complain, cursorAt, found, isEmpty, scalar } from './cursor.ts'
import { pairIn } from './locate.ts'
import type { ParsedText } from './parse.ts'

/**
 * Older session files in today's shape. Each step takes a file from version `from` to `from + 1`; they run in order, on
 * the YAML itself, so that comments survive. A step never changes after its release: files of that version exist.
 */
export interface Upgrade {
  readonly from: number
  /** [control] Changes `yaml`, a copy that nobody else holds. */
  apply(yaml: Document.Parsed): void
}

/** The versions of the format that a program reads. */
export interface FormatHistory {
  /** The one it writes. */
  readonly version: number
  /** One for every older version that is still read, in order. */
  readonly upgrades: readonly Upgrade[]
}

/** Version 1 is the first. Every later upgrade stands with a file of its version in test/host/session/fixtures. */
export const FORMAT: FormatHistory = { version: 1, upgrades: [] }

/** [control] The same file in today's version: the original where nothing is to be done. Throws a SessionError. */
export function inTodaysVersion(parsed: ParsedText, history: FormatHistory): Document.Parsed {
  const { yaml, report, targets } = parsed
  const root = cursorAt(yaml.contents, 0, '', { report, targets })
  const version = readVersion(root, history)
  report.check()
  if (version === history.version) return yaml
  const copy = yaml.clone() as Document.Parsed
  for (const { from, apply } of history.upgrades) {
    if (from < version) continue
    apply(copy)
    copy.set('gainstage', from + 1)
  }
  return copy
}

/** The number behind `gainstage`, the first line of every session. */
function readVersion(root: Cursor, { version, upgrades }: FormatHistory): number {
  const first = `a session begins with "gainstage: ${version}"`
  if (root.node === null) complain(root, `this file is empty, but ${first}`)
  else if (!isMap(root.node)) complain(root, `this file is ${found(root)}, but ${first}`)
  const pair = pairIn(root.node, 'gainstage')
  const at = cursorAt(pair?.value ?? null, pair?.key.range?.[0] ?? 0, 'gainstage', root.context)
  if (isEmpty(at)) {
    if (isMap(root.node)) complain(at, `is missing, but ${first}`)
    return version
  }
  const oldest = upgrades[0]?.from ?? version
  const value = scalar(at)
  if (typeof value === 'number' && Number.isInteger(value) && value >= oldest && value <= version)
    return value
  const range = oldest === version ? `version ${version}` : `versions ${oldest} to ${version}`
  const newer = typeof value === 'number' && value > version ? '; a newer Gainstage wrote this file' : ''
  complain(at, `is ${found(at)}, but this program reads ${range}${newer}`)
  return version
}
