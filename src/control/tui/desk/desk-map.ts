import type { ControlPort, Entry, Parameter } from '../../../host/index.ts'
import { isRefusal } from '../../../host/index.ts'
import { withSwitches } from './folds.ts'

/** What a desk has, sorted for drawing: made once per layout, so that a frame asks for values only. [control] */

export type ChannelKind = 'strip' | 'bus' | 'master'

/** One parameter as it stands in a list. */
export interface Line {
  /** Last words of its address: the same on every strip that has such an insert. */
  readonly id: string
  readonly address: string
  readonly label: string
  readonly parameter: Parameter
  /** Address of the switch without which it says nothing: see folds.ts. */
  readonly switch?: string
}

/** Parameters that are shown together: those of the channel itself, of an insert, or all its sends. */
export interface Section {
  /** `channel`, the name of a slot, or `sends`. */
  readonly id: string
  readonly kind: 'channel' | 'insert' | 'sends'
  /** Address of the bypass; inserts only. */
  readonly bypass: string | undefined
  readonly lines: readonly Line[]
  readonly meters: readonly Entry[]
}

export interface Channel {
  /** Its address: `/strip/vox`. */
  readonly id: string
  readonly kind: ChannelKind
  readonly label: string
  /** Name of a color, or `off`. */
  readonly color: string
  readonly sections: readonly Section[]
  /** Addresses that the mixer looks at, where they stand on this desk. */
  readonly at: { readonly [key in Looked]?: string }
}

const LOOKED = ['fader', 'pan', 'mute', 'solo', 'left', 'right', 'overs'] as const
export type Looked = (typeof LOOKED)[number]

const OWN_LOOKED: readonly string[] = ['fader', 'pan', 'mute', 'solo']
const METERS: { readonly [path: string]: Looked } = {
  'post/left': 'left',
  'post/right': 'right',
  overs: 'overs',
}
const KINDS: readonly ChannelKind[] = ['strip', 'bus', 'master']

export interface DeskMap {
  /** Strips, then buses, then the master. */
  readonly channels: readonly Channel[]
  /** Every address there is. */
  readonly addresses: ReadonlySet<string>
}

/** A channel while it is gathered. */
interface Gathered {
  readonly id: string
  readonly kind: ChannelKind
  readonly own: Entry[]
  readonly slots: Map<string, Entry[]>
  readonly sends: Entry[]
  readonly meters: Entry[]
}

/** [control] */
export function mapDesk(port: ControlPort): DeskMap {
  const channels = new Map<string, Gathered>()
  const entries = port.list('')
  for (const entry of entries) {
    const words = entry.address.split('/')
    const metered = words[1] === 'meter'
    const [kind, ...path] = words.slice(metered ? 2 : 1)
    if (kind === undefined || !isKind(kind)) continue
    const id = kind === 'master' ? '/master' : `/${kind}/${path.shift()}`
    let channel = channels.get(id)
    if (channel === undefined) {
      channel = { id, kind, own: [], slots: new Map(), sends: [], meters: [] }
      channels.set(id, channel)
    }
    if (metered) channel.meters.push(entry)
    else place(channel, path, entry)
  }
  const sorted = KINDS.flatMap((kind) => [...channels.values()].filter((channel) => channel.kind === kind))
  return {
    channels: sorted.map((channel) => finished(channel, port)),
    addresses: new Set(entries.map(({ address }) => address)),
  }
}

const isKind = (word: string): word is ChannelKind => (KINDS as readonly string[]).includes(word)

function place(channel: Gathered, path: readonly string[], entry: Entry): void {
  const first = path[0]!
  if (path.length === 1) channel.own.push(entry)
  else if (first === 'send') channel.sends.push(entry)
  else {
    const slot = channel.slots.get(first)
    if (slot === undefined) channel.slots.set(first, [entry])
    else slot.push(entry)
  }
}

function finished(gathered: Gathered, port: ControlPort): Channel {
  const { id, kind, own, slots, sends, meters } = gathered
  const at: { [key in Looked]?: string } = {}
  for (const { address } of own) {
    const word = address.slice(id.length + 1)
    if (OWN_LOOKED.includes(word)) at[word as Looked] = address
  }
  for (const { address } of meters) {
    const looked = METERS[address.slice('/meter'.length + id.length + 1)]
    if (looked !== undefined) at[looked] = address
  }
  const values = own.filter(({ writable }) => writable)
  const sections: Section[] = [section('channel', 'channel', id, values, [])]
  for (const [slot, entries] of slots) {
    const start = `/meter${id}/${slot}/`
    const slotMeters = meters.filter(({ address }) => address.startsWith(start))
    sections.push(section(slot, 'insert', `${id}/${slot}`, entries, slotMeters))
  }
  if (sends.length > 0) sections.push(section('sends', 'sends', `${id}/send`, sends, []))
  const name = id.slice(id.lastIndexOf('/') + 1)
  const label = word(port, own, `${id}/label`) ?? name
  return { id, kind, label, color: word(port, own, `${id}/color`) ?? 'off', sections, at }
}

function section(
  id: string,
  kind: Section['kind'],
  base: string,
  entries: readonly Entry[],
  meters: readonly Entry[],
): Section {
  const bypass = kind === 'insert' ? entries.find(({ address }) => address === `${base}/bypass`) : undefined
  const lines = entries
    .filter((entry) => entry !== bypass)
    .map(({ address, parameter }): Line => {
      const path = address.slice(base.length + 1)
      const label =
        kind === 'sends' ? `${path.split('/')[0]} ${parameter.label.toLowerCase()}` : parameter.label
      return { id: path, address, label, parameter }
    })
  return { id, kind, bypass: bypass?.address, lines: withSwitches(lines), meters }
}

/** The text at an address that not every host has. */
function word(port: ControlPort, own: readonly Entry[], address: string): string | undefined {
  if (!own.some((entry) => entry.address === address)) return undefined
  const reading = port.get(address)
  return isRefusal(reading) ? undefined : reading.text
}
