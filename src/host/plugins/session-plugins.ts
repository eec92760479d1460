import { dirname, join, resolve } from 'node:path'
import type { PluginDefinition } from '../sdk/index.ts'
import { linesOf } from '../session/format/parse.ts'
import { type PluginWish, pluginWishes } from '../session/format/plugins.ts'
import { quoted, Report } from '../session/format/report.ts'
import { type LoadOptions, readSessionText } from '../storage/load-session.ts'
import { cacheFolder } from './cache-folder.ts'
import { type LoadedPlugin, loadPlugin } from './load-plugin.ts'
import { locatePlugin } from './locate.ts'
import { PluginError } from './plugin-error.ts'
import type { PluginSource } from './plugin-source.ts'
import type { Validate } from './verdict.ts'

export interface SessionPluginsOptions extends LoadOptions {
  /** Plugins that come with the desk: their ids are taken. */
  readonly builtIn: ReadonlyMap<string, PluginDefinition>
  /** Must pass before a plugin is used for the first time. */
  readonly validate?: Validate | undefined
  /** Where verdicts are kept, instead of the cache of this person. */
  readonly verdictFolder?: string | undefined
}

export interface SessionPlugins {
  /** Those that come with the desk, and the session's own. */
  readonly plugins: ReadonlyMap<string, PluginDefinition>
  /** What threads load the session's own from. */
  readonly sources: readonly PluginSource[]
  /** One sentence each. */
  readonly warnings: readonly string[]
}

/**
 * [control] Loads the plugins that a session file names, before the session itself is read. Verdicts are kept in the cache of this person, not
 * beside the session: a folder from a stranger brings none. Rejects with a SessionError that tells every mistake, with its line.
 */
export async function loadSessionPlugins(
  path: string,
  fileName: string,
  options: SessionPluginsOptions,
): Promise<SessionPlugins> {
  const text = readSessionText(path)
  const wishes = pluginWishes(text, fileName)
  if (wishes.length === 0) return { plugins: options.builtIn, sources: [], warnings: [] }
  const folder = dirname(resolve(path))
  const report = new Report(fileName, linesOf(text))
  const loaded: (LoadedPlugin | undefined)[] = []
  // One after the other: they are measured, and would slow each other down.
  for (const wish of wishes) loaded.push(await load(wish, folder, options, report))
  report.check()
  const plugins = new Map(options.builtIn)
  for (const one of loaded) if (one !== undefined) plugins.set(one.source.id, one.definition)
  return {
    plugins,
    sources: loaded.flatMap((one) => one?.source ?? []),
    warnings: loaded.flatMap((one) => one?.notes.map((note) => `plugin ${one.source.id}: ${note}`) ?? []),
  }
}

async function load(
  { name, from, offset, path }: PluginWish,
  folder: string,
  options: SessionPluginsOptions,
  report: Report,
): Promise<LoadedPlugin | undefined> {
  const refuse = (why: string): undefined =>
    void report.problem(offset, path, `is ${quoted(from)}, but ${why}`)
  if (options.builtIn.has(name))
    return refuse(
      `${name} comes with the desk and cannot be replaced; a plugin of your own needs an id of its own`,
    )
  try {
    const file = locatePlugin(folder, from, options)
    const verdictFolder = options.verdictFolder ?? join(cacheFolder(), 'plugins')
    const plugin = await loadPlugin(file, { verdictFolder, validate: options.validate })
    return plugin.source.id === name ? plugin : refuse(otherName(name, plugin.source.id))
  } catch (error) {
    if (!(error instanceof PluginError)) throw error
    for (const mistake of error.mistakes) refuse(mistake)
    return undefined
  }
}

const otherName = (name: string, id: string): string =>
  `the plugin there has the id ${id}; write "${id}: ..." instead of "${name}: ..."`
