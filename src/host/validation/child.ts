import { pathToFileURL } from 'node:url'
import { BUILT_IN } from '../../plugins/index.ts'
import { locatePlugin } from '../plugins/locate.ts'
import { PluginError, reasonOf } from '../plugins/plugin-error.ts'
import { importOriginal } from '../plugins/plugin-module.ts'
import { beginProgram } from '../plugins/program.ts'
import type { PluginDefinition } from '../sdk/index.ts'
import { ITEMS } from './items/index.ts'
import type { ChildMessage, ChildTask } from './messages.ts'
import { runItem } from './run-item.ts'

/** A program of its own (see validate.ts): runs the items of its task on a plugin, and tells of each. */

/** As it is written: what the desk's own copy forgives is to be found here. */
async function load({ specifier, folder }: ChildTask): Promise<PluginDefinition> {
  const own = BUILT_IN.get(specifier)
  if (own !== undefined) return own
  return importOriginal(pathToFileURL(locatePlugin(folder, specifier, { allowOutside: true })).href)
}

const { task: handed, tell } = await beginProgram()
const say = (message: ChildMessage): Promise<void> => tell(message)

async function run(task: ChildTask): Promise<void> {
  let plugin: PluginDefinition
  try {
    plugin = await load(task)
  } catch (error) {
    await say({ kind: 'refused', sentence: error instanceof PluginError ? error.message : reasonOf(error) })
    return
  }
  await say({ kind: 'loaded', plugin: plugin.id })
  for (const item of ITEMS.slice(task.from)) {
    const { id } = item
    await say({ kind: 'begins', id })
    const started = performance.now()
    const finding = await runItem(item, plugin, task.seed)
    await say({ kind: 'item', id, finding, seconds: (performance.now() - started) / 1000 })
  }
  await say({ kind: 'done' })
}

await run(handed as ChildTask)
process.exit()
