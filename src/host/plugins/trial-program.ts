import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ParameterBlock } from '../engine/parameter-block.ts'
import { type PluginDefinition, toRaw } from '../sdk/index.ts'
import { PluginError, reasonOf } from './plugin-error.ts'
import { importPlugin } from './plugin-module.ts'
import { type FileHashes, hashOf } from './plugin-source.ts'
import { beginProgram } from './program.ts'
import type { TrialReport } from './trial.ts'

/**
 * A program of its own (see trial.ts): loads the plugin that is its task, prepares it in mono and in stereo, and tells its parent what went
 * wrong or which modules it is made of.
 */

const RATE = 48000
/** More than any processor needs for its defaults, doubles: 1 GB. */
const MOST_DOUBLES = 2 ** 27

/** Every module that is loaded from now on, hashed as it is loaded; those of the host already are. */
function collectFiles(): FileHashes {
  const files: Record<string, string> = {}
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) files[fileURLToPath(url)] = hashOf(fileURLToPath(url))
      return next(url, context)
    },
  })
  return files
}

function prepareOnce(plugin: PluginDefinition, channels: 1 | 2): void {
  const raw = Float64Array.from(Object.values(plugin.params), (parameter) =>
    toRaw(parameter, parameter.default),
  )
  const { views } = new ParameterBlock(plugin.params, raw, 0, RATE)
  let doubles = 0
  const allocate = (wanted: number): Float64Array => {
    if (!(Number.isInteger(wanted) && wanted >= 0))
      throw new Error(`allocate was asked for ${String(wanted)} doubles`)
    doubles += wanted
    if (doubles > MOST_DOUBLES) throw new Error(`allocate was asked for ${doubles} doubles in all`)
    return new Float64Array(wanted)
  }
  const cells = Object.fromEntries(
    Object.entries(plugin.meters).map(([id, { rest }]) => [id, { value: rest }]),
  )
  const processor = plugin.prepare({ sampleRate: RATE, channels, allocate }, views, cells)
  if (typeof processor?.process !== 'function' || typeof processor.reset !== 'function')
    throw new Error('it gives no processor with process and reset')
}

async function run(path: string): Promise<TrialReport> {
  const files = collectFiles()
  try {
    const plugin = await importPlugin(pathToFileURL(path).href)
    try {
      prepareOnce(plugin, 1)
      prepareOnce(plugin, 2)
    } catch (error) {
      return { mistakes: [`its prepare fails: ${reasonOf(error)}`] }
    }
    return { files }
  } catch (error) {
    return { mistakes: error instanceof PluginError ? error.mistakes : [reasonOf(error)] }
  }
}

const { task, tell } = await beginProgram()
await tell(await run(String(task)))
process.exit(0)
