import type { PluginMap } from './graph.ts'
import type { EnginePlan } from './plan.ts'
import type { WarmSlot } from './warm-desk.ts'

/** A warm slot like an insert of the session. */
export interface WarmInsert extends WarmSlot {
  /** Parameter block of that insert: it names whose code runs. */
  readonly block: number
}

/** A plugin to warm up. Plain data and shared memory: it crosses to the engine's thread. */
export interface WarmWish {
  readonly plugin: string
  /**
   * Processors that come with the desk play every preset (`thorough`) or a few blocks (`light`). Those from elsewhere play what the session
   * has them play and nothing else: a setting that nobody chose must not be able to hold a start up.
   */
  readonly play: 'thorough' | 'light' | readonly WarmInsert[]
}

/**
 * [control] What to warm up for `plan`, whose values are in `bank`. `foreign`: ids of the plugins from elsewhere, each of which plays once per
 * way it is built. `barred`: inserts that must not run, by address.
 */
export function warmWishes(
  plan: EnginePlan,
  bank: Float64Array,
  plugins: PluginMap,
  foreign: ReadonlySet<string>,
  barred: ReadonlyMap<string, string>,
): WarmWish[] {
  return [...plugins].flatMap(([plugin, { params }]): WarmWish[] => {
    const count = Object.keys(params).length
    const slots = new Map<string, WarmInsert>()
    for (const { id: channel, width, inserts } of plan.channels)
      for (const { slot, plugin: id, block, build, key, files } of inserts) {
        if (id !== plugin || barred.has(`${channel}/${slot}`)) continue
        const settings = [bank.slice(block + 1, block + 1 + count)]
        const keyed = key !== null
        const way = `${width} ${keyed} ${build}`
        const own = files === undefined ? {} : { files }
        if (!slots.has(way)) slots.set(way, { plugin, block, width, keyed, settings, ...own })
      }
    if (!foreign.has(plugin)) return [{ plugin, play: slots.size > 0 ? 'thorough' : 'light' }]
    return slots.size > 0 ? [{ plugin, play: [...slots.values()] }] : []
  })
}
