import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binding, CHANNEL_KEYS, COMMON_KEYS, MIXER_KEYS } from '../src/control/tui/state/keys.ts'
import { BUILT_IN } from '../src/plugins/index.ts'
import { type FieldGroup, fieldRows } from './tables/fields.ts'
import { markdownTable, withCode, withTables } from './tables/parts.ts'

/**
 * Puts into the documentation what stands in the sources already: the fields of a session file, the plugins, the code of the
 * examples. Run by `npm run docs`; a test fails when a document is out of date.
 */

const ROOT = join(import.meta.dirname, '..')

/** Documents with such parts, from the root of the project. */
export const DOCUMENTS = ['README.md', 'docs/session-format.md', 'docs/writing-plugins.md'] as const

/** [control] The text of a file of the project. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** [control] A document with its parts as the sources have them now. */
export const filled = (text: string): string => withCode(withTables(text, table), textOf)

function table(name: string): string {
  if (name === 'plugins') return pluginTable()
  if (name === 'keys') return keyLists()
  return fieldTable(name.replace('fields of ', '') as FieldGroup)
}

const code = (text: string): string => `\`${text}\``

const fieldTable = (group: FieldGroup): string =>
  markdownTable([
    ['field', 'allowed', 'default', 'what it is'],
    ...fieldRows(group).map(({ field, allowed, byDefault, help }) => [code(field), allowed, byDefault, help]),
  ])

const pluginTable = (): string =>
  markdownTable([
    ['plugin', 'what it does'],
    ...[...BUILT_IN.values()].map(({ id, about }) => [code(id), about]),
  ])

/** What each key of the dashboard does, in three sentences. */
const keyLists = (): string =>
  [
    keyList('In the mixer', MIXER_KEYS),
    keyList('Inside a channel', CHANNEL_KEYS),
    keyList('Everywhere', COMMON_KEYS),
  ].join('\n')

const keyList = (where: string, keys: readonly Binding[]): string =>
  `- **${where}:** ${keys.map(({ shown, help }) => `${code(shown)} ${help}`).join(' · ')}`

if (import.meta.main) {
  for (const name of DOCUMENTS) {
    const text = textOf(name)
    const next = filled(text)
    if (next !== text) writeFileSync(join(ROOT, name), next)
  }
}
