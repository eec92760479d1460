import type { PluginDocument } from '../document.ts'
import { isName, NAME_RULE } from '../schema.ts'
import { type Cursor, cursorAt, readMap, readText } from './cursor.ts'
import { pairIn } from './locate.ts'
import { parseText } from './parse.ts'
import { quoted } from './report.ts'
import { FORMAT, type FormatHistory, inTodaysVersion } from './upgrade.ts'

/** Characters of a path or a package name. */
const LONGEST = 1024

/** A plugin that a session names, with the place of the name in the text. */
export interface PluginWish extends PluginDocument {
  /** Characters from the start of the text. */
  readonly offset: number
  /** Field by field, for messages. */
  readonly path: string
}

/** [control] The plugins from elsewhere that a session names. What is wrong is reported. */
export function readPlugins(at: Cursor | undefined): readonly PluginDocument[] {
  return wishesIn(at).map(({ name, from }) => ({ name, from }))
}

/**
 * [control] The first look at a session: which plugins it wants, so that they can be loaded before it is read as a whole, which needs
 * them. Entries that are wrong are left out here; the reading reports them. Throws a SessionError for text that is no session.
 */
export function pluginWishes(
  text: string,
  fileName: string,
  history: FormatHistory = FORMAT,
): readonly PluginWish[] {
  const parsed = parseText(text, fileName)
  const yaml = inTodaysVersion(parsed, history)
  const pair = pairIn(yaml.contents, 'plugins')
  if (pair === undefined) return []
  const { report, targets } = parsed
  return wishesIn(cursorAt(pair.value, pair.key.range?.[0] ?? 0, 'plugins', { report, targets }))
}

function wishesIn(at: Cursor | undefined): PluginWish[] {
  const map = readMap(at, 'a map from names to paths or packages')
  return [...map].flatMap(([name, entry]) => {
    const { report } = entry.context
    const from = readText(entry, '', 'the path of a module or the name of a package', LONGEST)
    if (isName(name) && from !== '') return [{ name, from, offset: entry.offset, path: entry.path }]
    if (!isName(name))
      report.problem(entry.nameOffset, entry.path, `cannot be the name of a plugin, because ${NAME_RULE}`)
    else if (entry.node === null)
      report.problem(
        entry.nameOffset,
        entry.path,
        `says nothing, but a path such as ${quoted(`./plugins/${name}.ts`)} or a package is expected`,
      )
    return []
  })
}
