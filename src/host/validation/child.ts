import { pathToFileURL } from 'node:url'
import { BUILT_IN } from '../../plugins/index.ts'
import { locatePlugin } from '../plugins/locate.ts'
import { importPlugin } from '../plugins/plugin-module.ts'
import type { PluginDefinition } from '../sdk/index.ts'
import { drawFiles, seeded } from './draw.ts'
import { type Finding, fail, type Item } from './finding.ts'
import { ITEMS } from './items/index.ts'
import type { ReportItem } from './report.ts'

/** What the process that checks is started with, as JSON. */
export interface ChildTask {
  /** Id of a built-in plugin, path from `folder`, or package. */
  readonly specifier: string
  readonly folder: string
  readonly seed: number
  /** Index of the first item to run. */
  readonly from: number
}

export type ChildMessage =
  | { readonly kind: 'loaded'; readonly plugin: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'begins'; readonly id: string }
  | { readonly kind: 'item'; readonly item: ReportItem }
  | { readonly kind: 'done' }

/** Tells the parent, and waits until it is on its way: the next step may never return. */
const tell = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, undefined, {}, () => resolve())
  })

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function load({ specifier, folder }: ChildTask): Promise<PluginDefinition> {
  const own = BUILT_IN.get(specifier)
  if (own !== undefined) return own
  return importPlugin(pathToFileURL(locatePlugin(folder, specifier, { allowOutside: true })).href)
}

async function check(item: Item, plugin: PluginDefinition, seed: number): Promise<Finding> {
  try {
    return await item.run({ plugin, seed, random: seeded(seed), files: drawFiles(plugin) })
  } catch (error) {
    return fail(`it threw: ${reason(error)}`)
  }
}

async function run(task: ChildTask): Promise<void> {
  let plugin: PluginDefinition
  try {
    plugin = await load(task)
  } catch (error) {
    await tell({ kind: 'refused', sentence: reason(error) })
    return
  }
  await tell({ kind: 'loaded', plugin: plugin.id })
  for (const item of ITEMS.slice(task.from)) {
    const { id, title } = item
    await tell({ kind: 'begins', id })
    const started = performance.now()
    const finding = await check(item, plugin, task.seed)
    await tell({
      kind: 'item',
      item: { id, title, ...finding, seconds: (performance.now() - started) / 1000 },
    })
  }
  await tell({ kind: 'done' })
}

await run(JSON.parse(process.argv[2]!) as ChildTask)
process.exit()
