import { definePlugin, type PluginDefinition } from '../sdk/index.ts'
import { PluginError, reasonOf } from './plugin-error.ts'
import { importPlugin } from './plugin-module.ts'
import { areAsBefore, type PluginSource, shapeOf } from './plugin-source.ts'

/**
 * [idle] The plugins of `sources` for this thread. One that cannot be loaded, or that is in `barred` (id to reason), is replaced by one whose
 * inserts are bypassed and named. `onStep` hears which one is being loaded, counted from 1. Never rejects.
 */
export async function threadPlugins(
  sources: readonly PluginSource[],
  barred: ReadonlyMap<string, string>,
  onStep: (number: number) => void,
): Promise<ReadonlyMap<string, PluginDefinition>> {
  const plugins = new Map<string, PluginDefinition>()
  for (const [i, source] of sources.entries()) {
    onStep(i + 1)
    const why = barred.get(source.id)
    plugins.set(source.id, why === undefined ? await load(source) : missing(source.id, why))
  }
  return plugins
}

async function load(source: PluginSource): Promise<PluginDefinition> {
  try {
    if (!areAsBefore(source.files)) return missing(source.id, CHANGED)
    const plugin = await importPlugin(source.url)
    // Once more: what was loaded is what was checked only if nobody wrote in between.
    return areAsBefore(source.files) && shapeOf(plugin) === source.shape
      ? plugin
      : missing(source.id, CHANGED)
  } catch (error) {
    const why = error instanceof PluginError ? error.message : reasonOf(error)
    return missing(source.id, `it could not be loaded in the audio thread: ${why}`)
  }
}

const CHANGED =
  'its module was changed since the session was opened; start again to check and use the new one'

/** Its inserts pass the sound on, and say why. */
const missing = (id: string, why: string): PluginDefinition =>
  definePlugin({
    id,
    name: id,
    about: 'Stands in for a plugin that cannot run.',
    version: 1,
    params: {},
    meters: {},
    prepare() {
      throw new Error(why)
    },
  })
