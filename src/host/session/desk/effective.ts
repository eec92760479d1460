import type { ParameterBank } from '../../engine/bank.ts'
import { CHANNEL, type EnginePlan, SEND } from '../../engine/plan.ts'
import type { SessionDocument } from '../document.ts'
import type { Cell } from './cell.ts'
import { channelsOf, MASTER, MONITOR } from './compile.ts'
import { type CellAt, type Live, liveChannels, membersOf } from './effective-channels.ts'

/**
 * What the engine is told about faders, mutes and solos once DCAs, mute groups and the solo bus are counted in:
 *
 *     level = own fader + faders of all its DCAs, dB (a DCA at off closes)
 *     open  = not muted, in no muted group, on no muted DCA, not closed by a solo in place
 *
 * Solo in place closes strips only, and exactly those from which no soloed channel can hear anything. A strip stays
 * open when it is soloed, when it is solo safe, or when its signal reaches a soloed bus through outputs and sends that
 * are open: a soloed group plays what feeds it, a soloed effect plays with its sources. Buses never close: without
 * their strips they carry nothing but the effect returns of what is soloed, which belong to it.
 *
 * PFL and AFL touch nothing but the monitor, which carries the master as long as none is on.
 *
 * The values people set stay as they are; only the parameter bank sees all this. [control]
 */
export class Effective {
  readonly #bank: ParameterBank
  readonly #channels: ReadonlyMap<string, Live>
  readonly #members: ReadonlyMap<string, readonly Live[]>
  readonly #mode: Cell
  /** Block of the send from the master to the monitor, or -1. */
  readonly #monitorSend: number
  /** What a solo in place leaves open, or undefined while nothing is soloed in place. */
  #heard: ReadonlySet<Live> | undefined

  constructor(bank: ParameterBank, document: SessionDocument, plan: EnginePlan, cell: CellAt) {
    this.#bank = bank
    this.#mode = cell('/monitor/solo')
    this.#channels = liveChannels(channelsOf(document), plan, cell)
    this.#members = membersOf(channelsOf(document), this.#channels)
    const master = plan.channels.find(({ id }) => id === MASTER)
    this.#monitorSend = master?.sends.find(({ to }) => to === MONITOR)?.block ?? -1
  }

  /** [control] Fader or mute of the channel `id` moved. */
  channel(id: string): void {
    this.#write(this.#channels.get(id)!)
  }

  /** [control] `/dca/band` or `/mutegroup/band` moved. */
  group(address: string): void {
    for (const live of this.#members.get(address) ?? []) this.#write(live)
  }

  /** [control] A send opened, closed or moved. */
  send(): void {
    if (this.#heard !== undefined) this.all()
  }

  /** [control] Everything: a solo or the solo mode moved, or the structure is new. */
  all(): void {
    this.#heard = this.#mode.plain === 'sip' ? heardInPlace(this.#channels) : undefined
    const listen = this.#mode.plain === 'pfl' ? 1 : this.#mode.plain === 'afl' ? 2 : 0
    let listening = false
    for (const live of this.#channels.values()) {
      this.#write(live)
      const heard = live.solo?.plain === true ? listen : 0
      listening ||= heard > 0
      this.#set(live.block, CHANNEL.listen, heard)
    }
    if (this.#monitorSend >= 0) this.#set(this.#monitorSend, SEND.on, listening ? 0 : 1)
  }

  #write(live: Live): void {
    let level = live.fader.plain as number
    let open = live.mute.plain !== true
    for (const dca of live.dcas) {
      level += dca.fader.plain as number
      if (dca.mute.plain === true) open = false
    }
    for (const group of live.muteGroups) if (group.plain === true) open = false
    if (live.closable && this.#heard?.has(live) === false) open = false
    this.#set(live.block, CHANNEL.fader, level)
    this.#set(live.block, CHANNEL.on, open ? 1 : 0)
  }

  #set(block: number, index: number, value: number): void {
    if (this.#bank.values[block + index] !== value) this.#bank.write(block, index, value)
  }
}

/** The soloed channels and everything that feeds them; undefined when nothing is soloed. */
function heardInPlace(channels: ReadonlyMap<string, Live>): Set<Live> | undefined {
  const heard = new Set<Live>()
  for (const live of channels.values()) if (live.solo?.plain === true) heard.add(live)
  if (heard.size === 0) return undefined
  // A Set is walked in the order of adding, so what is added here is walked too.
  for (const live of heard) {
    for (const { from, send } of live.feeds) {
      const open =
        send === undefined || (send.mute.plain !== true && send.level.plain !== Number.NEGATIVE_INFINITY)
      if (open) heard.add(from)
    }
  }
  return heard
}
