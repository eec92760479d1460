import type { EnginePlan } from '../../engine/plan.ts'
import type { PlainValue, Refusal } from '../../sdk/index.ts'
import type { Reading, Source } from '../control-port.ts'
import type { SceneDocument } from '../document.ts'
import { type Cell, type Outcome, readingOf } from './cell.ts'
import type { Wiring } from './current-document.ts'
import { History, type Move, type Step } from './history.ts'
import type { RecordedMove, RecordListener } from './record.ts'
import type { Scenes } from './scene.ts'
import type { DeskStore } from './store.ts'
import { type FaultListener, Watchers } from './watchers.ts'

export type PlanListener = (plan: EnginePlan) => void

/**
 * The only hand that moves anything on a desk. Whatever is done inside one outermost `within` reaches the engine at one
 * grid line; then the journal is told, the plan is made if it must be, and listeners hear of it, in this order.
 * [control]
 */
export class DeskMover {
  readonly history = new History()
  readonly watchers: Watchers
  readonly #store: DeskStore
  readonly #scenes: Scenes
  readonly #clock: () => number
  readonly #onFault: FaultListener
  readonly #planListeners = new Set<PlanListener>()
  readonly #recorders = new Set<RecordListener>()
  #depth = 0
  #moves: RecordedMove[] = []
  #layout: number

  /** `clock` counts ms and never runs backwards. */
  constructor(store: DeskStore, scenes: Scenes, clock: () => number, onFault: FaultListener) {
    this.#store = store
    this.#scenes = scenes
    this.#clock = clock
    this.#onFault = onFault
    this.#layout = store.layout
    this.watchers = new Watchers(onFault)
  }

  /** [control] */
  onPlan(listener: PlanListener): () => void {
    this.#planListeners.add(listener)
    return () => this.#planListeners.delete(listener)
  }

  /** [control] */
  onRecord(listener: RecordListener): () => void {
    this.#recorders.add(listener)
    return () => this.#recorders.delete(listener)
  }

  /** [control] Runs `change` as one piece. What `change` throws comes out; what it did until then stands. */
  within<T>(label: string, source: Source, change: () => T): T {
    if (this.#depth > 0) return change()
    let result: T
    this.#depth++
    try {
      this.#store.bank.transaction(() => {
        result = change()
      })
    } finally {
      this.#depth--
      this.#settle(label, source)
    }
    return result!
  }

  /** [control] As `within`, and one step of undo. */
  asStep<T>(label: string, source: Source, change: () => T): T {
    return this.within(label, source, () => {
      const began = this.history.beginGroup(label, source, this.#clock())
      try {
        return change()
      } finally {
        if (began) this.history.endGroup()
      }
    })
  }

  /** [control] Inside `within`: a value. `remember` false when undo itself moves it. */
  put(cell: Cell, value: PlainValue, source: Source, remember = true): Reading {
    // -0 reads as 0 and would not survive a file.
    const plain = value === 0 ? 0 : value
    const { address } = cell.entry
    const before = cell.plain
    const reading = readingOf(cell.entry, plain)
    const moment = cell.belongs === 'moment'
    // Play and locate are commands: they count again even when the value is the same.
    if (before === plain && !moment) return reading
    cell.plain = plain
    this.#store.moved(cell)
    if (remember && !moment) this.history.moved(address, before, plain, source, this.#clock())
    if (this.#recorders.size > 0) this.#moves.push({ kind: 'value', address, value: plain })
    this.watchers.changed(reading, source)
    return reading
  }

  /** [control] Inside `within`: the wiring of a channel, checked before (wiring.ts). */
  rewire(id: string, after: Wiring, label: string, source: Source): Refusal | undefined {
    const before = this.#store.wiring(id)!
    const failed = this.#rewire(id, after)
    if (failed === undefined)
      this.history.changed({ kind: 'wiring', id, before, after }, label, source, this.#clock())
    return failed
  }

  /** [control] Inside `within`: stores, replaces or deletes a scene. */
  exchangeScene(index: number, after: SceneDocument | undefined, label: string, source: Source): void {
    const before = this.#scenes.list[index]
    this.#exchangeScene(index, before, after)
    this.history.changed({ kind: 'scene', index, before, after }, label, source, this.#clock())
  }

  /** [control] */
  undo(source: Source): Outcome {
    const step = this.history.undo()
    if (step === undefined) return { refused: 'there is nothing to undo' }
    this.within('undo', source, () => {
      for (let i = step.moves.length - 1; i >= 0; i--) this.#replay(step.moves[i]!, 'before', source)
    })
    return { done: `undid ${nameOf(step)}` }
  }

  /** [control] */
  redo(source: Source): Outcome {
    const step = this.history.redo()
    if (step === undefined) return { refused: 'there is nothing to redo' }
    this.within('redo', source, () => {
      for (const move of step.moves) this.#replay(move, 'after', source)
    })
    return { done: `redid ${nameOf(step)}` }
  }

  #replay(move: Move, to: 'before' | 'after', source: Source): void {
    if (move.kind === 'value') {
      const item = this.#store.tree.find(move.address)
      if (item?.kind === 'cell') this.put(item, move[to], source, false)
    } else if (move.kind === 'wiring') {
      const failed = this.#rewire(move.id, move[to])
      if (failed !== undefined) this.#onFault(`undo could not restore ${move.id}: ${failed.refused}`, failed)
    } else this.#exchangeScene(move.index, to === 'before' ? move.after : move.before, move[to])
  }

  #rewire(id: string, wiring: Wiring): Refusal | undefined {
    try {
      this.#store.rewire(id, wiring)
    } catch (error) {
      return { refused: `${id}: ${error instanceof Error ? error.message : String(error)}` }
    }
    this.#moves.push({ kind: 'wiring', id, wiring })
    return undefined
  }

  #exchangeScene(index: number, before: SceneDocument | undefined, after: SceneDocument | undefined): void {
    this.#scenes.exchange(index, before, after)
    const name = (after ?? before)?.name ?? ''
    this.#moves.push({ kind: 'scene', name, scene: after })
  }

  #settle(label: string, source: Source): void {
    if (this.#moves.length > 0) {
      const record = { source, label, moves: this.#moves }
      this.#moves = []
      for (const recorder of this.#recorders) this.#guarded('the journal failed', () => recorder(record))
    }
    const plan = this.#guarded('the plan could not be made', () => this.#store.takePlan())
    if (plan !== undefined)
      for (const listener of this.#planListeners)
        this.#guarded('a listener on the plan failed', () => listener(plan))
    if (this.#layout !== this.#store.layout) {
      this.#layout = this.#store.layout
      const item = this.#store.tree.find('/status/layout')
      if (item !== undefined) this.watchers.changed(readingOf(item.entry, this.#layout), source)
    }
    this.watchers.deliver()
  }

  #guarded<T>(what: string, run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      this.#onFault(what, error)
      return undefined
    }
  }
}

const nameOf = (step: Step): string =>
  `${step.label}${step.moves.length > 1 ? ` (${step.moves.length} changes)` : ''}`
