import type { ParameterBank } from '../../engine/bank.ts'
import { CHANNEL, type ChannelPlan, type InsertPlan, SEND } from '../../engine/plan.ts'
import { type Parameter, type PlainValue, toRaw } from '../../sdk/index.ts'
import { CHANNEL_PARAMETERS, INSERT_PARAMETERS, SEND_PARAMETERS } from '../channel-parameters.ts'
import type { ChannelDocument, InsertDocument, SendDocument } from '../document.ts'
import type { Plugins } from '../schema.ts'
import { Cell, type Effect } from './cell.ts'
import { MASTER } from './compile.ts'
import type { Effective } from './effective.ts'

/** The cells of one channel: its own parameters, its inserts, its sends. [control] */

/** Where cells send what moves. `effective` is asked for each time: it is made anew when the structure changes. */
export interface CellTargets {
  readonly bank: ParameterBank
  readonly plugins: Plugins
  readonly effective: () => Effective
}

/** Channel parameters that the engine gets as they are. */
const STRAIGHT: { readonly [id: string]: number } = {
  trim: CHANNEL.trim,
  polarity: CHANNEL.invert,
  inputDelay: CHANNEL.delay,
  pan: CHANNEL.pan,
  width: CHANNEL.width,
}

/** [control] In the order in which they stand on the desk. */
export function channelCells(document: ChannelDocument, plan: ChannelPlan, to: CellTargets): Cell[] {
  return [
    ...ownCells(document, plan, to),
    ...document.inserts.flatMap((insert, i) => insertCells(plan.id, insert, plan.inserts[i]!, to)),
    ...document.sends.flatMap((send, i) => sendCells(plan.id, send, plan.sends[i]!.block, to)),
  ]
}

/** [control] Writes a cell's raw value at its place in the block. */
export const straightTo =
  (bank: ParameterBank, block: number): Effect =>
  (cell) =>
    bank.write(block, cell.index, toRaw(cell.entry.parameter, cell.plain))

function ownCells(document: ChannelDocument, plan: ChannelPlan, to: CellTargets): Cell[] {
  const straight = straightTo(to.bank, plan.block)
  const level: Effect = () => to.effective().channel(plan.id)
  const solo: Effect = () => to.effective().all()
  const cells: Cell[] = []
  for (const [id, parameter] of Object.entries<Parameter>(CHANNEL_PARAMETERS)) {
    // Listening to the master alone is what the monitor does anyway.
    if (id === 'solo' && plan.id === MASTER) continue
    const address = `${plan.id}/${id}`
    const plain = document.values[id] ?? parameter.default
    const index = STRAIGHT[id]
    if (index !== undefined) cells.push(new Cell(address, parameter, plain, straight, { index }))
    else if (id === 'solo')
      cells.push(new Cell(address, parameter, plain, solo, { derived: true, belongs: 'room' }))
    else cells.push(new Cell(address, parameter, plain, level, { derived: true }))
  }
  return cells
}

function insertCells(id: string, insert: InsertDocument, plan: InsertPlan, to: CellTargets): Cell[] {
  const effect = straightTo(to.bank, plan.block)
  const params = to.plugins.get(insert.plugin)!.params
  return [
    new Cell(`${id}/${insert.slot}/bypass`, INSERT_PARAMETERS.bypass, insert.bypass, effect, { index: 0 }),
    ...Object.entries(params).map(([param, parameter], i) => {
      const plain: PlainValue = insert.values[param] ?? parameter.default
      return new Cell(`${id}/${insert.slot}/${param}`, parameter, plain, effect, { index: i + 1 })
    }),
  ]
}

function sendCells(id: string, send: SendDocument, block: number, { bank, effective }: CellTargets): Cell[] {
  const at = `${id}/send/${send.to}`
  const straight = straightTo(bank, block)
  const level: Effect = (cell) => {
    straight(cell)
    effective().send()
  }
  const mute: Effect = (cell) => {
    bank.write(block, SEND.on, cell.plain === true ? 0 : 1)
    effective().send()
  }
  const { level: levelOf, pan, mute: muteOf } = SEND_PARAMETERS
  return [
    new Cell(`${at}/level`, levelOf, send.level, level, { index: SEND.level }),
    new Cell(`${at}/pan`, pan, send.pan, straight, { index: SEND.pan }),
    new Cell(`${at}/mute`, muteOf, send.mute, mute),
  ]
}
