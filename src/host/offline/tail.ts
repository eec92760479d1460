import type { PluginMap } from '../engine/graph.ts'
import { defaults } from '../sdk/index.ts'
import { channelsOf, outputId } from '../session/desk/compile.ts'
import type { ChannelDocument, InsertDocument, SessionDocument } from '../session/document.ts'

/**
 * [control] Seconds after the end of the files in which sound may still come: the longest sum of delays and declared tails
 * along any path. Infinity when a plugin holds its sound for ever. `document` has no loops.
 */
export function declaredTailSeconds(document: SessionDocument, plugins: PluginMap): number {
  const channels = new Map(channelsOf(document).map((channel) => [channel.id, channel.document]))
  const known = new Map<string, number>()
  const from = (id: string): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    const channel = channels.get(id)!
    const seconds = ownSeconds(channel, plugins) + Math.max(0, ...fedBy(channel).map(from))
    known.set(id, seconds)
    return seconds
  }
  return Math.max(...[...channels.keys()].map(from))
}

/** Ids of the channels that get its signal. Keys do not count: they move levels and are not heard themselves. */
function fedBy(channel: ChannelDocument): string[] {
  const output = outputId(channel.to)
  return [...channel.sends.map((send) => `/bus/${send.to}`), ...(output === null ? [] : [output])]
}

function ownSeconds(channel: ChannelDocument, plugins: PluginMap): number {
  const delayMs = channel.values['inputDelay']
  const before = typeof delayMs === 'number' ? delayMs / 1000 : 0
  return channel.inserts.reduce((sum, insert) => sum + insertSeconds(insert, plugins), before)
}

/** A plugin that declares nonsense counts as one without a tail: what still sounds is heard by the test for silence. */
function insertSeconds(insert: InsertDocument, plugins: PluginMap): number {
  const plugin = plugins.get(insert.plugin)
  if (insert.bypass || plugin?.tailSeconds === undefined) return 0
  const seconds = plugin.tailSeconds({ ...defaults(plugin.params), ...insert.values })
  return seconds > 0 ? seconds : 0
}
