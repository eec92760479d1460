import { reasonOf } from '../plugins/plugin-error.ts'
import type { PluginDefinition } from '../sdk/index.ts'
import { drawFiles, seeded } from './draw.ts'
import { type Finding, fail, type Item } from './finding.ts'

/** [control] What `item` finds; a plugin that throws has failed it. One that hangs never comes back: see child.ts. */
export async function runItem(item: Item, plugin: PluginDefinition, seed: number): Promise<Finding> {
  try {
    return await item.run({ plugin, seed, random: seeded(seed), files: drawFiles(plugin) })
  } catch (error) {
    return fail(`it threw ${reasonOf(error)}`)
  }
}
