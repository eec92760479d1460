import { pathToFileURL } from 'node:url'
import type { PluginDefinition } from '../sdk/index.ts'
import { PluginError } from './plugin-error.ts'
import { importPlugin } from './plugin-module.ts'
import { type PluginSource, shapeOf } from './plugin-source.ts'
import { tryPlugin } from './trial.ts'
import type { Validate } from './verdict.ts'
import { VerdictStore } from './verdict-store.ts'

export interface LoadPluginOptions {
  /** Where verdicts are kept; without it the plugin is checked every time. */
  readonly verdictFolder?: string | undefined
  /** Must pass before the plugin is used, if it did not before. Without it a plugin only has to load. */
  readonly validate?: Validate | undefined
}

export interface LoadedPlugin {
  readonly definition: PluginDefinition
  /** What other threads load it from. */
  readonly source: PluginSource
  /** Sentences of its verdict. */
  readonly notes: readonly string[]
}

/**
 * [control] The plugin in the module at `path`. One that was never seen is first loaded in a process of its own, so that nothing it does at
 * its import can harm this one, and then validated. Rejects with a PluginError.
 */
export async function loadPlugin(path: string, options: LoadPluginOptions): Promise<LoadedPlugin> {
  const notes = await passed(path, options)
  const url = pathToFileURL(path).href
  const definition = await importPlugin(url)
  return { definition, source: { id: definition.id, url, shape: shapeOf(definition) }, notes }
}

async function passed(
  path: string,
  { verdictFolder, validate }: LoadPluginOptions,
): Promise<readonly string[]> {
  const verdicts = verdictFolder === undefined ? undefined : new VerdictStore(verdictFolder)
  const known = verdicts?.find(path)
  if (known !== undefined && (known.validated || validate === undefined)) return known.sentences
  const files = await tryPlugin(path)
  const verdict = await validate?.(path)
  if (verdict?.passed === false)
    throw new PluginError(verdict.sentences.map((sentence) => `it did not pass its validation: ${sentence}`))
  const sentences = verdict?.sentences ?? []
  verdicts?.keep(path, files, { validated: verdict !== undefined, sentences })
  return sentences
}
