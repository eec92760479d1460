import type { PluginMap } from '../engine/graph.ts'
import { defaults, type PlainValue, type PluginDefinition } from '../sdk/index.ts'
import { type AudioShelf, samplesOf } from '../session/audio-shelf.ts'
import { channelsOf, outputId } from '../session/desk/compile.ts'
import type { ChannelDocument, InsertDocument, SessionDocument } from '../session/document.ts'

/**
 * [control] Seconds after the end of the files in which sound may still come: the longest sum of delays and declared tails
 * along any path. Infinity when a plugin holds its sound for ever. `document` has no loops.
 */
export function declaredTailSeconds(
  document: SessionDocument,
  plugins: PluginMap,
  shelf: AudioShelf,
): number {
  const host: Host = { document, plugins, shelf }
  const channels = new Map(channelsOf(document).map((channel) => [channel.id, channel.document]))
  const known = new Map<string, number>()
  const from = (id: string): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    const channel = channels.get(id)!
    const seconds = ownSeconds(channel, host) + Math.max(0, ...fedBy(channel).map(from))
    known.set(id, seconds)
    return seconds
  }
  return Math.max(...[...channels.keys()].map(from))
}

/** What tails are asked with. */
interface Host {
  readonly document: SessionDocument
  readonly plugins: PluginMap
  readonly shelf: AudioShelf
}

/** Ids of the channels that get its signal. Keys do not count: they move levels and are not heard themselves. */
function fedBy(channel: ChannelDocument): string[] {
  const output = outputId(channel.to)
  return [...channel.sends.map((send) => `/bus/${send.to}`), ...(output === null ? [] : [output])]
}

function ownSeconds(channel: ChannelDocument, host: Host): number {
  const delayMs = channel.values['inputDelay']
  const before = typeof delayMs === 'number' ? delayMs / 1000 : 0
  return channel.inserts.reduce((sum, insert) => sum + insertSeconds(insert, host), before)
}

/** A plugin that declares nonsense counts as one without a tail: what still sounds is heard by the test for silence. */
function insertSeconds(insert: InsertDocument, host: Host): number {
  const plugin = host.plugins.get(insert.plugin)
  if (insert.bypass || plugin?.tailSeconds === undefined) return 0
  const values = { ...defaults(plugin.params), ...insert.values }
  const seconds = plugin.tailSeconds(values, {
    bpm: host.document.tempo,
    fileSeconds: fileSeconds(plugin, values, host),
  })
  return seconds > 0 ? seconds : 0
}

function fileSeconds(
  plugin: PluginDefinition,
  values: { readonly [id: string]: PlainValue },
  { document, shelf }: Host,
): { readonly [parameter: string]: number } {
  const files = Object.entries(plugin.params).filter(([, parameter]) => parameter.kind === 'file')
  return Object.fromEntries(
    files.map(([id]) => [id, (samplesOf(shelf, values[id]!)[0]?.length ?? 0) / document.rate]),
  )
}
