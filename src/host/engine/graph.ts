import type { PluginDefinition } from '../sdk/index.ts'
import { type ArrangedChannel, arrange, type Edge, POST } from './arrange.ts'
import { Chain, KeyRoute, type Patch } from './chain.ts'
import { Channel } from './channel.ts'
import { DelayLine } from './delay-line.ts'
import { GainGlide } from './gain-glide.ts'
import { Insert } from './insert.ts'
import type { MediaRing } from './media-ring.ts'
import type { ChannelPlan, EnginePlan, InsertPlan } from './plan.ts'
import { Route } from './route.ts'
import type { Workspace } from './workspace.ts'

/** Plugin definitions by id. */
export type PluginMap = ReadonlyMap<string, PluginDefinition>

/** Inserts whose code must not run: why, by address (`/strip/vox/wow`). */
export type Barred = ReadonlyMap<string, string>

/** A whole wiring, ready to run: chains in processing order. */
export interface Graph {
  readonly plan: EnginePlan
  readonly chains: readonly Chain[]
  readonly routes: readonly Route[]
  /** Frames of the longest path: until then, what is new may still be empty. */
  readonly latency: number
  /** By player index. */
  readonly rings: readonly (MediaRing | undefined)[]
}

export const EMPTY: Graph = {
  plan: { channels: [], listen: null, panLaw: -3 },
  chains: [],
  routes: [],
  rings: [],
  latency: 0,
}

/**
 * [idle] The graph for `plan`, around everything of `old` that may stay: a channel with the same source and width, an insert
 * with the same plugin and build, a connection between the same points with the same delay. What stays goes on sounding without a
 * gap. Throws one sentence for a plan that cannot run.
 */
export function buildGraph(
  work: Workspace,
  plugins: PluginMap,
  plan: EnginePlan,
  rings: Graph['rings'],
  old: Graph,
  barred: Barred,
): Graph {
  const arranged = arrange(plan)
  const oldChains = new Map(old.chains.map((chain) => [chain.channel.id, chain]))
  const hot = old.chains.length > 0
  const channels = new Map(
    arranged.map(({ plan: p }) => [p.id, keptChannel(p, oldChains) ?? new Channel(work, p)]),
  )
  const inserts = new Map(
    arranged.map(({ plan: p }) => [
      p.id,
      p.inserts.map((i) => makeInsert(work, plugins, p, i, oldChains.get(p.id), hot, barred)),
    ]),
  )
  const keys = keyRoutes(work, arranged, inserts)
  const routes: Route[] = []
  const chains = arranged.map((channel) => {
    const id = channel.plan.id
    const before = oldChains.get(id)
    const stays =
      before !== undefined &&
      before.channel === channels.get(id) &&
      sameWay(before, inserts.get(id)!, channel.waits)
    const made = channel.edges.map((edge) => ({
      edge,
      route: makeRoute(work, edge, channels, stays ? old : EMPTY, hot),
    }))
    routes.push(...made.map(({ route }) => route))
    const at = (match: (edge: Edge) => boolean) =>
      made.filter(({ edge }) => match(edge)).map(({ route }) => route)
    const mono = (edge: Edge) => edge.tapIndex === POST && channels.get(edge.to)!.sum.length === 1
    return new Chain(work, {
      channel: channels.get(id)!,
      inserts: inserts.get(id)!,
      waits: channel.waits.map((wait) =>
        wait > 0 ? new DelayLine(work.memory, channel.plan.width, wait) : undefined,
      ),
      routesAt: Array.from({ length: channel.plan.inserts.length + 1 }, (_, t) =>
        at((edge) => edge.tapIndex === t),
      ),
      postRoutes: at((edge) => edge.tapIndex === POST && !mono(edge)),
      monoRoutes: at(mono),
      keys: keys.get(id) ?? [],
      patch: makePatch(work, channel.plan, stays ? before : undefined, hot),
    })
  })
  const latency = Math.max(0, ...arranged.map((channel) => channel.latency))
  return { plan, chains, routes, rings, latency }
}

function keptChannel(plan: ChannelPlan, old: ReadonlyMap<string, Chain>): Channel | undefined {
  const channel = old.get(plan.id)?.channel
  if (channel === undefined) return undefined
  const same = channel.width === plan.width && JSON.stringify(channel.source) === JSON.stringify(plan.source)
  return same ? channel : undefined
}

function makeInsert(
  work: Workspace,
  plugins: PluginMap,
  channel: ChannelPlan,
  plan: InsertPlan,
  before: Chain | undefined,
  hot: boolean,
  barred: Barred,
): Insert {
  const wanted = textOf(plan)
  const kept = before?.inserts.find((insert) => textOf(insert.plan) === wanted)
  if (kept !== undefined && before?.channel.width === channel.width) return kept
  const definition = plugins.get(plan.plugin)
  if (definition === undefined)
    throw new Error(`${channel.name} wants the plugin "${plan.plugin}", which is not loaded`)
  return new Insert(work, plan, definition, channel.width, hot, barred.get(`${channel.id}/${plan.slot}`))
}

/** Two plans with the same text want the same processor. The samples of files are not read: their names stand in `build`. */
const textOf = ({ files: _, ...plan }: InsertPlan): string => JSON.stringify(plan)

/**
 * True when a channel's signal comes out at the same time and in the same order as before, apart from inserts without
 * latency that come or go: those fade by themselves, and the connections behind may stay.
 */
function sameWay(before: Chain, after: readonly Insert[], waits: readonly number[]): boolean {
  const stayed = (insert: Insert) => after.includes(insert)
  const gone = before.inserts.filter((insert) => !stayed(insert))
  const come = after.filter((insert) => !before.inserts.includes(insert))
  if ([...gone, ...come].some((insert) => insert.plan.latencyFrames > 0)) return false
  const was = before.inserts.filter(stayed)
  const is = after.filter((insert) => before.inserts.includes(insert))
  // The lines that make a signal wait for its key are made anew, so they never stay.
  const waiting = waits.some((wait) => wait > 0) || before.waits.some((wait) => wait !== undefined)
  return was.every((insert, i) => insert === is[i]) && !waiting
}

function makeRoute(
  work: Workspace,
  edge: Edge,
  channels: ReadonlyMap<string, Channel>,
  old: Graph,
  hot: boolean,
): Route {
  const from = channels.get(edge.from)!
  const sum = channels.get(edge.to)!.sum
  const kept = old.routes.find((route) => route.carries(edge, sum))
  if (kept !== undefined) return kept
  const stereoTap = edge.tapIndex === POST ? sum.length === 2 : from.width === 2
  const route = new Route(work, edge, sum, stereoTap)
  // The engine opens it once everything before it has filled.
  if (hot) route.leave()
  return route
}

function keyRoutes(
  work: Workspace,
  arranged: readonly ArrangedChannel[],
  inserts: ReadonlyMap<string, readonly Insert[]>,
): Map<string, KeyRoute[]> {
  const keys = new Map<string, KeyRoute[]>()
  for (const channel of arranged) {
    channel.keys.forEach((key, i) => {
      if (key === null) return
      const route = new KeyRoute(work, key.tapIndex, key.delay, inserts.get(channel.plan.id)![i]!)
      keys.set(key.from, [...(keys.get(key.from) ?? []), route])
    })
  }
  return keys
}

function makePatch(work: Workspace, plan: ChannelPlan, before: Chain | undefined, hot: boolean): Patch {
  const same = before !== undefined && before.patch.outputs.join() === plan.patch.join()
  return same ? before.patch : { outputs: plan.patch, gain: new GainGlide(work.sampleRate, hot ? 0 : 1) }
}
