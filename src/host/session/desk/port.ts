import {
  fromNorm,
  isRefusal,
  nudged,
  type Parameter,
  type PlainValue,
  type Refusal,
  toNorm,
  toPlain,
} from '../../sdk/index.ts'
import type { Reading, Source } from '../control-port.ts'
import { refusedAt } from './address-tree.ts'
import { type Action, type Cell, type Item, readingOf } from './cell.ts'
import type { DeskMover } from './mover.ts'
import type { DeskStore } from './store.ts'

/** Longest text that is looked at as a value: the longest path. */
const LONGEST_TEXT = 1024

/** What comes in from surfaces: any text, any number. Here it becomes a plain value at a cell, or a refusal. [control] */
export class DeskPort {
  readonly #store: DeskStore
  readonly #mover: DeskMover
  /** Called after each action: the list of scenes may be another. */
  readonly #acted: () => void

  constructor(store: DeskStore, mover: DeskMover, acted: () => void) {
    this.#store = store
    this.#mover = mover
    this.#acted = acted
  }

  /** [control] See ControlPort, as for all here. */
  get(address: string): Reading | Refusal {
    const item = this.#store.tree.find(address)
    return item === undefined ? this.#store.tree.unknown(address) : readingOf(item.entry, item.read())
  }

  set(address: string, value: PlainValue, source: Source): Reading | Refusal {
    const item = this.#writable(address)
    if (isRefusal(item)) return item
    if (typeof value === 'string' && value.length > LONGEST_TEXT)
      return { refused: `${address}: a value is at most ${LONGEST_TEXT} characters long` }
    if (item.kind === 'action') return this.#press(item, value, source)
    const plain = this.#accepted(item.entry.parameter, value)
    return isRefusal(plain) ? refusedAt(address, plain) : this.#put(item, plain, source)
  }

  setNorm(address: string, norm: number, source: Source): Reading | Refusal {
    const item = this.#writable(address)
    if (isRefusal(item)) return item
    if (typeof norm !== 'number' || Number.isNaN(norm))
      return { refused: `${address}: the position is not a number` }
    if (item.entry.parameter.kind === 'file')
      return { refused: `${address}: a file is named, it has no position` }
    const plain = fromNorm(item.entry.parameter, norm)
    return item.kind === 'action' ? this.#press(item, plain, source) : this.#put(item, plain, source)
  }

  nudge(address: string, steps: number, source: Source): Reading | Refusal {
    const item = this.#writable(address)
    if (isRefusal(item)) return item
    if (!Number.isFinite(steps)) return { refused: `${address}: the number of steps is not a number` }
    const { parameter } = item.entry
    const before = item.read()
    if (item.kind === 'cell') return this.#put(item, nudged(parameter, before, steps), source)
    // From no scene at all, the first step goes to the first one; at the end of the list nothing happens.
    const known = parameter.kind !== 'choice' || parameter.choices.includes(String(before))
    const plain = known ? nudged(parameter, before, steps) : fromNorm(parameter, 0)
    const stays = parameter.kind === 'choice' && plain === before
    return stays ? readingOf(item.entry, before) : this.#press(item, plain, source)
  }

  /** A file is looked for at once, so that a wrong name does not silence what plays. */
  #accepted(parameter: Parameter, value: PlainValue): PlainValue | Refusal {
    const plain = toPlain(parameter, value)
    if (isRefusal(plain) || parameter.kind !== 'file' || plain === '') return plain
    const why = this.#store.shelf.refusal(String(plain))
    return why === undefined ? plain : { refused: `"${String(plain)}" cannot be used: ${why}` }
  }

  #writable(address: string): Cell | Action | Refusal {
    const item: Item | undefined = this.#store.tree.find(address)
    if (item === undefined) return this.#store.tree.unknown(address)
    if (item.kind === 'gauge') return { refused: `${address} can be read, not set` }
    if (!this.#mover.watchers.admit())
      return { refused: `${address}: listeners answer each other without end; this one is not heard` }
    return item
  }

  #put(cell: Cell, plain: PlainValue, source: Source): Reading {
    return this.#mover.within(cell.entry.address, source, () => this.#mover.put(cell, plain, source))
  }

  #press(action: Action, value: PlainValue, source: Source): Reading | Refusal {
    const { entry } = action
    // A button that comes up again does nothing.
    const released = entry.parameter.kind === 'toggle' && toPlain(entry.parameter, value) === false
    if (released) return readingOf(entry, action.read())
    const outcome = action.run(value, source)
    if ('refused' in outcome) return refusedAt(entry.address, outcome)
    this.#acted()
    const plain = action.read()
    const reading = {
      address: entry.address,
      plain,
      norm: toNorm(entry.parameter, plain),
      text: outcome.done,
    }
    this.#mover.within(entry.address, source, () => this.#mover.watchers.changed(reading, source))
    return reading
  }
}
