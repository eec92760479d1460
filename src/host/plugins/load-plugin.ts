import { pathToFileURL } from 'node:url'
import type { PluginDefinition } from '../sdk/index.ts'
import { PluginError } from './plugin-error.ts'
import { importPlugin } from './plugin-module.ts'
import { areAsBefore, type PluginSource, shapeOf } from './plugin-source.ts'
import { tryPlugin } from './trial.ts'
import type { Validate } from './verdict.ts'
import { type PassedVerdict, VerdictStore } from './verdict-store.ts'

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
  const { files, sentences } = await passed(path, options)
  const url = pathToFileURL(path).href
  const definition = await importPlugin(url)
  unchanged(files)
  return {
    definition,
    source: { id: definition.id, url, files, shape: shapeOf(definition) },
    notes: sentences,
  }
}

async function passed(path: string, { verdictFolder, validate }: LoadPluginOptions): Promise<PassedVerdict> {
  const verdicts = verdictFolder === undefined ? undefined : new VerdictStore(verdictFolder)
  const known = verdicts?.find(path)
  if (known !== undefined && (known.validated || validate === undefined)) return known
  const files = await tryPlugin(path)
  const verdict = await validate?.(path)
  // What was validated is what was tried only if nobody wrote in between.
  unchanged(files)
  if (verdict?.passed === false) throw new PluginError(refusal(verdict.sentences))
  const sentences = verdict?.sentences ?? []
  const passedNow = { files, validated: verdict !== undefined, sentences }
  verdicts?.keep(path, passedNow)
  return passedNow
}

function unchanged(files: PassedVerdict['files']): void {
  if (areAsBefore(files)) return
  throw new PluginError(['its module was changed while it was checked; start again'])
}

const refusal = (sentences: readonly string[]): string[] =>
  sentences.map((sentence, i) => {
    const wayOut = i === sentences.length - 1 ? '; --trust-plugins plays it all the same' : ''
    return `it did not pass its validation: ${sentence}${wayOut}`
  })
