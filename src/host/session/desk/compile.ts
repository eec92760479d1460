import {
  CHANNEL,
  CHANNEL_METER,
  type ChannelPlan,
  type EnginePlan,
  type InsertPlan,
  type PlanFiles,
  SEND,
  type SendPlan,
  type SourcePlan,
} from '../../engine/plan.ts'
import { defaults, type PlainValue, type PluginDefinition, toRaw } from '../../sdk/index.ts'
import { type AudioShelf, samplesOf } from '../audio-shelf.ts'
import type { ChannelDocument, InputDocument, InsertDocument, SessionDocument } from '../document.ts'
import type { Plugins } from '../schema.ts'
import type { Blocks } from './blocks.ts'

/**
 * From the document to the wiring that the engine takes. Names become ids and offsets, device channels count from 0,
 * and the monitor becomes a channel:
 *
 *     master --send (post, closed while PFL or AFL is on)--> monitor --> its outputs
 *     strips, buses --PFL, AFL (the engine's listen sum)---> monitor
 */

/** Id of the monitor channel. */
export const MONITOR = '/monitor'
/** A side of a pair of outputs that another channel has. */
const NOWHERE = -1
/** Id of the master. */
export const MASTER = '/master'

type Values = { readonly [id: string]: PlainValue }

/** What the host brings to a document. */
export interface Installed {
  readonly plugins: Plugins
  readonly shelf: AudioShelf
}

/** A channel of the document under its id. */
export interface NamedChannel {
  readonly id: string
  readonly document: ChannelDocument
  readonly input: InputDocument | 'sum'
}

/** [control] Strips, buses and the master, in the order of the desk. */
export function channelsOf(document: SessionDocument): NamedChannel[] {
  return [
    ...document.strips.map((strip) => ({ id: `/strip/${strip.name}`, document: strip, input: strip.input })),
    ...document.buses.map((bus) => ({ id: `/bus/${bus.name}`, document: bus, input: 'sum' as const })),
    { id: MASTER, document: document.master, input: 'sum' as const },
  ]
}

/** [control] The file strips in the order in which SourcePlan counts players. */
export const playersOf = (
  document: SessionDocument,
): { readonly strip: string; readonly file: string; readonly loop: boolean }[] =>
  document.strips.flatMap(({ name, input }) =>
    input.kind === 'file' ? [{ strip: name, file: input.file, loop: input.loop }] : [],
  )

/**
 * [control] Throws one sentence when the banks are full, and what a plugin's own `latencyFrames` throws. Plugins that
 * are not in `plugins` throw: names are checked before.
 */
export function compilePlan(
  document: SessionDocument,
  { plugins, shelf }: Installed,
  blocks: Blocks,
): EnginePlan {
  const installed = { plugins, shelf }
  return blocks.compile(() => {
    const listens = document.monitor.outputs.length > 0
    let players = 0
    const channels = channelsOf(document).map((channel): ChannelPlan => {
      const source = sourceOf(channel.input, players)
      if (source.kind === 'player') players++
      return channelPlan(channel, source, document.rate, installed, blocks)
    })
    if (!listens) return { channels, listen: null, panLaw: document.panLaw }
    const master = channels.pop()!
    const toMonitor: SendPlan = { to: MONITOR, tap: 'post', block: sendBlock(blocks, MASTER, MONITOR) }
    const monitor = monitorPlan(document, blocks)
    // Outputs that both name carry the monitor, which carries the master: never the same signal twice.
    const own = master.patch.map((output) => (monitor.patch.includes(output) ? NOWHERE : output))
    const patch = own.every((output) => output === NOWHERE) ? [] : own
    return {
      channels: [...channels, { ...master, sends: [...master.sends, toMonitor], patch }, monitor],
      listen: MONITOR,
      panLaw: document.panLaw,
    }
  })
}

function channelPlan(
  { id, document }: NamedChannel,
  source: SourcePlan,
  rate: number,
  installed: Installed,
  blocks: Blocks,
): ChannelPlan {
  return {
    id,
    name: nameOf(id),
    width: document.channels,
    source,
    block: blocks.parameters(id, CHANNEL.doubles),
    meter: blocks.meters(id, CHANNEL_METER.doubles),
    inserts: document.inserts.map((insert) => insertPlan(id, insert, rate, installed, blocks)),
    sends: document.sends.map((send) => ({
      to: `/bus/${send.to}`,
      tap: send.tap,
      block: sendBlock(blocks, id, send.to),
    })),
    output: outputId(document.to),
    patch: document.outputs.map((channel) => channel - 1),
  }
}

function insertPlan(
  id: string,
  insert: InsertDocument,
  rate: number,
  { plugins, shelf }: Installed,
  blocks: Blocks,
): InsertPlan {
  const plugin = plugins.get(insert.plugin)
  if (plugin === undefined) throw new Error(`${id}/${insert.slot}: there is no plugin "${insert.plugin}"`)
  const values = { ...defaults(plugin.params), ...insert.values }
  const name = `${id}/${insert.slot} ${insert.plugin}`
  const files = filesOf(plugin, values, shelf)
  return {
    slot: insert.slot,
    plugin: insert.plugin,
    block: blocks.parameters(name, 1 + Object.keys(plugin.params).length),
    meter: blocks.meters(name, Object.keys(plugin.meters).length),
    build: buildOf(plugin, values, files, shelf),
    files,
    latencyFrames: latencyOf(plugin, values, rate),
    // Before the fader: riding the kick must not change how hard it keys the bass.
    key: insert.key === null ? null : { from: insert.key, tap: 'pre' },
  }
}

/** A file that has just been read is another build than the same file while it was missing, or before it changed. */
const buildOf = (plugin: PluginDefinition, values: Values, files: PlanFiles, shelf: AudioShelf): string =>
  Object.entries(plugin.params)
    .filter(([, parameter]) => parameter.structural)
    .map(([id, parameter]) =>
      parameter.kind === 'file'
        ? JSON.stringify([values[id], files[id]!.length, shelf.version(String(values[id]))])
        : toRaw(parameter, values[id]!),
    )
    .join(' ')

const filesOf = (plugin: PluginDefinition, values: Values, shelf: AudioShelf): PlanFiles =>
  Object.fromEntries(
    Object.entries(plugin.params)
      .filter(([, parameter]) => parameter.kind === 'file')
      .map(([id]) => [id, samplesOf(shelf, values[id]!)]),
  )

/** A plugin that declares nonsense counts as one without latency: its sound is late, the desk stands. */
function latencyOf(plugin: PluginDefinition, values: Values, rate: number): number {
  const frames = plugin.latencyFrames?.(values, rate) ?? 0
  return Number.isFinite(frames) && frames > 0 ? Math.round(frames) : 0
}

function monitorPlan(document: SessionDocument, blocks: Blocks): ChannelPlan {
  return {
    id: MONITOR,
    name: 'monitor',
    width: 2,
    source: { kind: 'sum' },
    block: blocks.parameters(MONITOR, CHANNEL.doubles),
    meter: blocks.meters(MONITOR, CHANNEL_METER.doubles),
    inserts: [],
    sends: [],
    output: null,
    patch: document.monitor.outputs.map((channel) => channel - 1),
  }
}

function sourceOf(input: InputDocument | 'sum', player: number): SourcePlan {
  if (input === 'sum') return { kind: 'sum' }
  if (input.kind === 'file') return { kind: 'player', player }
  if (input.kind === 'device')
    return { kind: 'device', channels: input.channels.map((channel) => channel - 1) }
  return { kind: 'none' }
}

const sendBlock = (blocks: Blocks, from: string, to: string): number =>
  blocks.parameters(`${from} send ${to}`, SEND.doubles)

/** [control] Id of what a channel's `to` names. */
export const outputId = (to: string | null): string | null =>
  to === null ? null : to === 'master' ? MASTER : `/bus/${to}`

/** [control] `/strip/vox` as messages call it: `strip "vox"`. */
export function nameOf(id: string): string {
  const [, kind, name] = id.split('/')
  return name === undefined ? String(kind) : `${kind} "${name}"`
}
