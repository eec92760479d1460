import type { ChannelPlan, EnginePlan, Tap } from './plan.ts'

/**
 * From wiring to order: which channel runs when, and how many frames each connection must wait so that everything that
 * meets has come the same way long. Pure; the engine builds from what stands here. [idle]
 */

/** A connection from a tap of one channel to the sum of another, or to the listen sum. */
export interface Edge {
  readonly kind: 'output' | 'send' | 'pfl' | 'afl'
  readonly from: string
  readonly to: string
  /** 0 input, k after the k-th insert, POST after fader and pan. */
  readonly tapIndex: number
  /** Frames to wait. */
  readonly delay: number
  /** The send's block in the parameter bank; -1 for others. */
  readonly block: number
}

export interface KeyEdge {
  readonly from: string
  readonly tapIndex: number
  readonly delay: number
}

export interface ArrangedChannel {
  readonly plan: ChannelPlan
  readonly edges: readonly Edge[]
  /** Per insert: frames the main signal waits for a later key. */
  readonly waits: readonly number[]
  readonly keys: readonly (KeyEdge | null)[]
  /** Frames from the sources to the channel's input and to its fader. */
  readonly inputLatency: number
  readonly latency: number
}

/** Tap index of the post-fader signal. */
export const POST = -1

interface Link {
  readonly kind: Edge['kind'] | 'key'
  readonly from: string
  readonly to: string
  readonly tapIndex: number
  readonly block: number
  /** Insert that is keyed. */
  readonly insert: number
}

/** [idle] Channels in processing order. Throws one sentence on a loop or on a name that is not there. */
export function arrange(plan: EnginePlan): ArrangedChannel[] {
  const byId = new Map(plan.channels.map((channel) => [channel.id, channel]))
  const links = plan.channels.flatMap((channel) => linksOf(channel, plan, byId))
  const order = sort(plan.channels, links)
  const tapLatency = new Map<string, number[]>()
  const arranged = order.map((channel) => arrangeChannel(channel, links, tapLatency))
  const inputLatency = new Map(arranged.map((channel) => [channel.plan.id, channel.inputLatency]))
  return arranged.map((channel) => ({
    ...channel,
    edges: links.flatMap((link) => edgeOf(link, channel.plan.id, tapLatency, inputLatency)),
  }))
}

/** What a link is once every arrival is known: none for keys and for links of other channels. */
function edgeOf(
  link: Link,
  from: string,
  tapLatency: ReadonlyMap<string, number[]>,
  inputLatency: ReadonlyMap<string, number>,
): Edge[] {
  if (link.from !== from || link.kind === 'key') return []
  const { kind, to, tapIndex, block } = link
  const delay = inputLatency.get(to)! - latencyAt(tapLatency.get(from)!, tapIndex)
  return [{ kind, from, to, tapIndex, delay, block }]
}

const latencyAt = (taps: readonly number[], tapIndex: number): number =>
  tapIndex === POST ? taps.at(-1)! : taps[tapIndex]!

function linksOf(channel: ChannelPlan, plan: EnginePlan, byId: Map<string, ChannelPlan>): Link[] {
  const from = channel.id
  const links: Link[] = []
  const need = (id: string): ChannelPlan => {
    const found = byId.get(id)
    if (found === undefined) throw new Error(`${channel.name} is connected to ${id}, which does not exist`)
    return found
  }
  for (const send of channel.sends) {
    need(send.to)
    links.push({
      kind: 'send',
      from,
      to: send.to,
      tapIndex: tapIndexOf(channel, send.tap),
      block: send.block,
      insert: -1,
    })
  }
  if (channel.output !== null) {
    need(channel.output)
    links.push({ kind: 'output', from, to: channel.output, tapIndex: POST, block: -1, insert: -1 })
  }
  channel.inserts.forEach((insert, i) => {
    if (insert.key === null) return
    const source = need(insert.key.from)
    links.push({
      kind: 'key',
      from: source.id,
      to: from,
      tapIndex: tapIndexOf(source, insert.key.tap),
      block: -1,
      insert: i,
    })
  })
  if (plan.listen !== null && plan.listen !== from) {
    const to = need(plan.listen).id
    links.push({ kind: 'pfl', from, to, tapIndex: channel.inserts.length, block: -1, insert: -1 })
    links.push({ kind: 'afl', from, to, tapIndex: POST, block: -1, insert: -1 })
  }
  return links
}

function tapIndexOf(channel: ChannelPlan, tap: Tap): number {
  if (tap === 'input') return 0
  if (tap === 'pre') return channel.inserts.length
  if (tap === 'post') return POST
  const slot = channel.inserts.findIndex((insert) => insert.slot === tap)
  if (slot < 0) throw new Error(`${channel.name} has no tap "${tap}"`)
  return slot + 1
}

/** Kahn's algorithm, in the plan's own order where there is a choice, so that sums round the same way every time. */
function sort(channels: readonly ChannelPlan[], links: readonly Link[]): ChannelPlan[] {
  const waiting = new Map(channels.map((channel) => [channel.id, 0]))
  for (const link of links) waiting.set(link.to, (waiting.get(link.to) ?? 0) + 1)
  const order: ChannelPlan[] = []
  const left = new Set(channels)
  while (left.size > 0) {
    let ready: ChannelPlan | undefined
    for (const channel of left) {
      if (waiting.get(channel.id) === 0) {
        ready = channel
        break
      }
    }
    if (ready === undefined) throw new Error(`the signal would run in a circle: ${circle(left, links)}`)
    left.delete(ready)
    order.push(ready)
    for (const link of links) if (link.from === ready.id) waiting.set(link.to, waiting.get(link.to)! - 1)
  }
  return order
}

function circle(left: ReadonlySet<ChannelPlan>, links: readonly Link[]): string {
  const ids = new Set([...left].map((channel) => channel.id))
  const path: string[] = []
  let at = [...ids][0]!
  // Every channel that is left has a predecessor that is left too: walking back must come round.
  while (!path.includes(at)) {
    path.push(at)
    at = links.find((link) => link.to === at && ids.has(link.from))!.from
  }
  return [...path.slice(path.indexOf(at)), at].reverse().join(' -> ')
}

function arrangeChannel(
  channel: ChannelPlan,
  links: readonly Link[],
  tapLatency: Map<string, number[]>,
): ArrangedChannel {
  const arrival = (link: Link): number => latencyAt(tapLatency.get(link.from)!, link.tapIndex)
  const incoming = links.filter((link) => link.to === channel.id)
  const inputLatency = incoming.reduce(
    (top, link) => (link.kind === 'key' ? top : Math.max(top, arrival(link))),
    0,
  )
  const taps = [inputLatency]
  const waits: number[] = []
  const keys: (KeyEdge | null)[] = []
  channel.inserts.forEach((insert, i) => {
    const key = incoming.find((link) => link.kind === 'key' && link.insert === i)
    const main = taps.at(-1)!
    const late = key === undefined ? 0 : arrival(key)
    const wait = Math.max(0, late - main)
    waits.push(wait)
    keys.push(
      key === undefined ? null : { from: key.from, tapIndex: key.tapIndex, delay: main + wait - late },
    )
    taps.push(main + wait + insert.latencyFrames)
  })
  tapLatency.set(channel.id, taps)
  return { plan: channel, edges: [], waits, keys, inputLatency, latency: taps.at(-1)! }
}
