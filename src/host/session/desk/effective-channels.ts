import type { EnginePlan } from '../../engine/plan.ts'
import type { Cell } from './cell.ts'
import { MASTER, type NamedChannel, outputId } from './compile.ts'

/** Who belongs to whom on the desk: the net that effective.ts counts over. Made anew when the structure changes. */

/** [control] The cell at an address that is known to exist. */
export type CellAt = (address: string) => Cell

/** A connection into a bus; `send` is undefined for an output, which is always open. */
interface Feed {
  readonly from: Live
  readonly send: { readonly level: Cell; readonly mute: Cell } | undefined
}

/** A channel with the cells that decide about its level. */
export interface Live {
  readonly id: string
  /** Its block in the parameter bank. */
  readonly block: number
  readonly fader: Cell
  readonly mute: Cell
  /** The master has none. */
  readonly solo: Cell | undefined
  readonly dcas: readonly { readonly fader: Cell; readonly mute: Cell }[]
  readonly muteGroups: readonly Cell[]
  /** True when a solo in place elsewhere closes it: strips that are not solo safe. */
  readonly closable: boolean
  readonly feeds: readonly Feed[]
}

/** [control] */
export function liveChannels(
  channels: readonly NamedChannel[],
  plan: EnginePlan,
  cell: CellAt,
): Map<string, Live> {
  const blocks = new Map(plan.channels.map(({ id, block }) => [id, block]))
  const lives = new Map(channels.map((channel) => [channel.id, liveChannel(channel, blocks, cell)]))
  for (const { id, document } of channels) {
    const from = lives.get(id)!
    const output = outputId(document.to)
    if (output !== null) lives.get(output)?.feeds.push({ from, send: undefined })
    for (const { to } of document.sends) {
      const send = { level: cell(`${id}/send/${to}/level`), mute: cell(`${id}/send/${to}/mute`) }
      lives.get(`/bus/${to}`)?.feeds.push({ from, send })
    }
  }
  return lives
}

function liveChannel(
  { id, document }: NamedChannel,
  blocks: ReadonlyMap<string, number>,
  cell: CellAt,
): Live & { feeds: Feed[] } {
  return {
    id,
    block: blocks.get(id)!,
    fader: cell(`${id}/fader`),
    mute: cell(`${id}/mute`),
    solo: id === MASTER ? undefined : cell(`${id}/solo`),
    dcas: document.dcas.map((name) => ({
      fader: cell(`/dca/${name}/fader`),
      mute: cell(`/dca/${name}/mute`),
    })),
    muteGroups: document.muteGroups.map((name) => cell(`/mutegroup/${name}`)),
    closable: id.startsWith('/strip/') && !document.soloSafe,
    feeds: [],
  }
}

/** [control] The channels of each DCA and mute group, by its address. */
export function membersOf(
  channels: readonly NamedChannel[],
  lives: ReadonlyMap<string, Live>,
): Map<string, Live[]> {
  const members = new Map<string, Live[]>()
  for (const { id, document } of channels) {
    const groups = [
      ...document.dcas.map((name) => `/dca/${name}`),
      ...document.muteGroups.map((name) => `/mutegroup/${name}`),
    ]
    for (const group of groups) members.set(group, [...(members.get(group) ?? []), lives.get(id)!])
  }
  return members
}
