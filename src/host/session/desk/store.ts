import { type BankMemory, ParameterBank } from '../../engine/bank.ts'
import type { EnginePlan } from '../../engine/plan.ts'
import type { AudioShelf } from '../audio-shelf.ts'
import type { ChannelDocument, SceneDocument, SessionDocument } from '../document.ts'
import type { Plugins } from '../schema.ts'
import { AddressTree } from './address-tree.ts'
import { Blocks } from './blocks.ts'
import type { Cell, Item } from './cell.ts'
import { type CellTargets, channelCells } from './channel-cells.ts'
import { dcaCells, monitorCells, muteGroupCell, openMonitor } from './common-cells.ts'
import { channelsOf, compilePlan } from './compile.ts'
import { currentDocument, currentWiring, type PlainAt, type Wiring } from './current-document.ts'
import { Effective } from './effective.ts'
import { channelGauges, statusGauges } from './gauges.ts'
import { lookGauges } from './looks.ts'
import { rewired } from './wiring.ts'

/**
 * The desk without its manners: every value at its address, the wiring that stands, and both brought to the engine. No
 * undo, no listeners; desk.ts adds those. [control]
 *
 *     document (structure) -> plan -> blocks in the banks
 *                          -> cells -> raw and effective values in the parameter bank
 */
export class DeskStore {
  readonly tree = new AddressTree<Item>()
  readonly bank: ParameterBank
  readonly plugins: Plugins
  readonly shelf: AudioShelf
  /** Counts how often addresses came or went. */
  layout = 0
  /** Channels whose wiring is not that of the document any more. */
  readonly rewired = new Set<string>()
  readonly #meters: Float64Array
  readonly #blocks: Blocks
  readonly #targets: CellTargets
  /** Structure is true here, values are those of the start: cells hold the truth. */
  #document: SessionDocument
  #plan: EnginePlan
  #effective: Effective
  /** What `takePlan` has to do: a structural value moved, or the plan that stands was not taken yet. */
  #news: 'none' | 'values' | 'wiring' = 'none'

  /** Throws when a plugin of the document is missing or the banks are too small for it. */
  constructor(document: SessionDocument, plugins: Plugins, memory: BankMemory, shelf: AudioShelf) {
    this.#document = document
    this.plugins = plugins
    this.shelf = shelf
    this.bank = new ParameterBank(memory.parameters)
    this.#meters = new Float64Array(memory.meters)
    this.#blocks = new Blocks(this.bank, memory)
    this.#targets = { bank: this.bank, plugins, effective: () => this.#effective }
    this.#plan = compilePlan(document, this, this.#blocks)
    for (const { id, document: channel } of channelsOf(document)) this.#putChannel(id, channel)
    for (const dca of document.dcas) this.tree.replace(`/dca/${dca.name}`, dcaCells(dca, this.#targets))
    for (const group of document.muteGroups)
      this.tree.replace(`/mutegroup/${group.name}`, [muteGroupCell(group, this.#targets)])
    this.tree.replace('/monitor', monitorCells(document, this.#plan, this.#targets))
    this.#effective = this.#wire()
    for (const item of this.tree.all()) this.#writeStraight(item)
    openMonitor(this.#plan, this.#targets)
  }

  /** What cells made elsewhere (transport) write to. */
  get targets(): CellTargets {
    return this.#targets
  }

  /** [control] Puts meters and status at the end of the tree. */
  putGauges(): void {
    for (const plan of this.#plan.channels)
      this.tree.replace(`/meter${plan.id}`, channelGauges(plan, this.plugins, this.#meters))
    const status = statusGauges(this.#meters, this.#document.rate, () => this.layout)
    this.tree.replace('/status', status)
  }

  /** The document whose structure stands; its values are old. */
  get structure(): SessionDocument {
    return this.#document
  }

  get plan(): EnginePlan {
    return this.#plan
  }

  /** [control] The value at an address that is not a gauge or an action. */
  readonly plainAt: PlainAt = (address) => {
    const item = this.tree.find(address)
    return item?.kind === 'cell' ? item.plain : undefined
  }

  /** [control] Structure and values, as they stand now. */
  document(scenes: readonly SceneDocument[]): SessionDocument {
    return currentDocument(this.#document, this.plainAt, scenes)
  }

  /** [control] The wiring of a channel with its values, or undefined where there is no such channel. */
  wiring(id: string): Wiring | undefined {
    const channel = channelsOf(this.#document).find((other) => other.id === id)
    return channel === undefined ? undefined : currentWiring(id, channel.document, this.plainAt)
  }

  /** [control] The solo of every strip and bus. */
  soloCells(): Cell[] {
    return channelsOf(this.#document).flatMap(({ id }) => {
      const item = this.tree.find(`${id}/solo`)
      return item?.kind === 'cell' ? [item] : []
    })
  }

  /** [control] Brings a cell whose value moved to the engine. */
  moved(cell: Cell): void {
    cell.effect(cell)
    if (cell.entry.parameter.structural) this.#news = 'values'
  }

  /** [control] A file that a plugin works with has arrived. */
  fileArrived(): void {
    this.#news = 'values'
  }

  /** [control] Exchanges the wiring of a channel. Throws, and changes nothing, when the banks are full. */
  rewire(id: string, wiring: Wiring): void {
    const before = this.#document
    const next = rewired(currentDocument(before, this.plainAt, before.scenes), id, wiring)
    this.#plan = compilePlan(next, this, this.#blocks)
    this.#document = next
    if (this.#news === 'none') this.#news = 'wiring'
    this.layout++
    this.rewired.add(id)
    const channel = channelsOf(next).find((other) => other.id === id)!
    this.#putChannel(id, channel.document)
    this.#effective = this.#wire()
    for (const item of this.tree.section(id)) this.#writeStraight(item)
    const plan = this.#plan.channels.find((other) => other.id === id)!
    this.tree.replace(`/meter${id}`, channelGauges(plan, this.plugins, this.#meters))
  }

  /**
   * [control] The new plan when structure or a structural value moved since the last call. Throws what a plugin's own
   * code throws; the old plan stands then.
   */
  takePlan(): EnginePlan | undefined {
    const news = this.#news
    if (news === 'none') return undefined
    this.#news = 'none'
    if (news === 'values') this.#plan = compilePlan(this.document([]), this, this.#blocks)
    return this.#plan
  }

  #putChannel(id: string, channel: ChannelDocument): void {
    const plan = this.#plan.channels.find((other) => other.id === id)!
    this.tree.replace(id, [...channelCells(channel, plan, this.#targets), ...lookGauges(id, channel)])
  }

  #wire(): Effective {
    const effective = new Effective(this.bank, this.#document, this.#plan, (address) => {
      const item = this.tree.find(address)
      if (item?.kind !== 'cell') throw new Error(`the desk has no ${address}`)
      return item
    })
    effective.all()
    return effective
  }

  #writeStraight(item: Item): void {
    if (item.kind === 'cell' && !item.derived) item.effect(item)
  }
}
