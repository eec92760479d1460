import { type Parameter, type PlainValue, toNorm, toText } from '../../sdk/index.ts'
import type { Entry, Reading, Source } from '../control-port.ts'

/**
 * What can stand at an address: a value that is held (Cell), a reading that is only looked at (Gauge), something to do
 * (Action). [control]
 */

/**
 * How far a value belongs to the mix. `mix`: in scenes, undo and the saved state. `room`: not in scenes, because it
 * belongs to the place and the hour (solo, monitor, tempo, loop). `moment`: neither saved nor undone (play, position).
 */
export type Belongs = 'mix' | 'room' | 'moment'

/** Brings a value that moved to the engine. */
export type Effect = (cell: Cell) => void

export interface CellOptions {
  readonly belongs?: Belongs
  readonly index?: number
  readonly derived?: boolean
  /** [control] What the value is by now, where it moves by itself. */
  readonly live?: () => PlainValue
}

/** One value of the desk. */
export class Cell {
  readonly kind = 'cell'
  readonly entry: Entry
  readonly belongs: Belongs
  /** The truth. */
  plain: PlainValue
  readonly effect: Effect
  /** Place in its block of the parameter bank, for effects that write it straight there. */
  readonly index: number
  /** True when what the engine gets is counted together with other values (effective.ts). */
  readonly derived: boolean
  readonly #live: (() => PlainValue) | undefined

  constructor(
    address: string,
    parameter: Parameter,
    plain: PlainValue,
    effect: Effect,
    options: CellOptions = {},
  ) {
    this.entry = { address, parameter, writable: true }
    this.plain = plain
    this.effect = effect
    this.belongs = options.belongs ?? 'mix'
    this.index = options.index ?? 0
    this.derived = options.derived ?? false
    this.#live = options.live
  }

  /** [control] What a reader sees. */
  read(): PlainValue {
    return this.#live === undefined ? this.plain : this.#live()
  }
}

/** A meter or a status word. */
export interface Gauge {
  readonly kind: 'gauge'
  readonly entry: Entry
  /** [control] */
  read(): PlainValue
}

/** Something that is done by being set. */
export interface Action {
  readonly kind: 'action'
  readonly entry: Entry
  /** [control] What its address reads. */
  read(): PlainValue
  /** [control] Does it. */
  run(value: PlainValue, source: Source): Outcome
}

/** What an action or an edit did, in one sentence, or why it did not. */
export type Outcome = { readonly done: string } | { readonly refused: string }

export type Item = Cell | Gauge | Action

/** [control] A value in all its forms. */
export const readingOf = (entry: Entry, plain: PlainValue): Reading => ({
  address: entry.address,
  plain,
  norm: toNorm(entry.parameter, plain),
  text: toText(entry.parameter, plain),
})
