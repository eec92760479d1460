import type { PlainValue } from '../../sdk/index.ts'
import type { Source } from '../control-port.ts'
import type { SceneDocument } from '../document.ts'
import type { Wiring } from './current-document.ts'

/**
 * What can be taken back. A step is one gesture of a person: a fader ridden for ten seconds, a scene recalled, a plugin
 * put in. Steps know the state before and after, so undo restores exactly and never computes. [control]
 */

/** A pause longer than this begins a new gesture, ms. */
const GESTURE_MS = 500
/** How many steps back a gesture may have begun: two hands on a surface move several faders at a time. */
const HANDS = 16
/** Kept at most; a recall counts with all its values. */
const MOST_STEPS = 2000
const MOST_MOVES = 200_000

export interface ValueMove {
  readonly kind: 'value'
  readonly address: string
  readonly before: PlainValue
  after: PlainValue
}

/** Inserts, sends or the output of a channel changed. */
export interface WiringMove {
  readonly kind: 'wiring'
  readonly id: string
  readonly before: Wiring
  readonly after: Wiring
}

/** A scene was stored, replaced or deleted at a place of the list. */
export interface SceneMove {
  readonly kind: 'scene'
  readonly index: number
  readonly before: SceneDocument | undefined
  readonly after: SceneDocument | undefined
}

export type Move = ValueMove | WiringMove | SceneMove

export interface Step {
  /** What a person would call it: an address or "recall Chorus". */
  readonly label: string
  readonly source: Source
  readonly moves: Move[]
  /** True when further moves of the same fader belong to it. */
  readonly gesture: boolean
  lastMs: number
}

const hasEffect = (step: Step): boolean =>
  step.moves.some((move) => move.kind !== 'value' || move.before !== move.after)

export class History {
  readonly #past: Step[] = []
  #future: Step[] = []
  #moves = 0
  #group: { step: Step; byAddress: Map<string, ValueMove> } | undefined

  /** [control] What undo would take back, or undefined. */
  get undoable(): Step | undefined {
    return this.#past.findLast(hasEffect)
  }

  /** [control] What redo would bring back, or undefined. */
  get redoable(): Step | undefined {
    return this.#future.at(-1)
  }

  /** [control] One value moved by `source` at `nowMs` (any clock that does not run backwards). */
  moved(address: string, before: PlainValue, after: PlainValue, source: Source, nowMs: number): void {
    const group = this.#group
    if (group !== undefined) {
      const known = group.byAddress.get(address)
      if (known !== undefined) known.after = after
      else {
        const move: ValueMove = { kind: 'value', address, before, after }
        group.byAddress.set(address, move)
        group.step.moves.push(move)
      }
      return
    }
    this.#future.length = 0
    const running = this.#runningGesture(address, source, nowMs)
    if (running === undefined) {
      const move: ValueMove = { kind: 'value', address, before, after }
      this.#push({ label: address, source, moves: [move], gesture: true, lastMs: nowMs })
      return
    }
    const move = running.moves[0] as ValueMove
    move.after = after
    running.lastMs = nowMs
  }

  /** [control] A change of structure or of the scenes. */
  changed(move: WiringMove | SceneMove, label: string, source: Source, nowMs: number): void {
    if (this.#group !== undefined) {
      this.#group.step.moves.push(move)
      // A value moved again later must be put back after the structure: it needs a move of its own.
      this.#group.byAddress.clear()
      return
    }
    this.#future.length = 0
    this.#push({ label, source, moves: [move], gesture: false, lastMs: nowMs })
  }

  /** [control] Until `endGroup`, everything is one step. Groups inside a group belong to the outer one: false. */
  beginGroup(label: string, source: Source, nowMs: number): boolean {
    if (this.#group !== undefined) return false
    this.#group = {
      step: { label, source, moves: [], gesture: false, lastMs: nowMs },
      byAddress: new Map(),
    }
    return true
  }

  /** [control] */
  endGroup(): void {
    const step = this.#group?.step
    this.#group = undefined
    if (step === undefined || !hasEffect(step)) return
    this.#future.length = 0
    this.#push(step)
  }

  /** [control] The step to take back, moves to be undone from the last to the first. */
  undo(): Step | undefined {
    for (let step = this.#past.pop(); step !== undefined; step = this.#past.pop()) {
      this.#moves -= step.moves.length
      if (!hasEffect(step)) continue
      this.#future.push(step)
      return step
    }
    return undefined
  }

  /** [control] The step to do again, from the first move to the last. */
  redo(): Step | undefined {
    const step = this.#future.pop()
    if (step === undefined) return undefined
    this.#past.push(step)
    this.#moves += step.moves.length
    return step
  }

  /** [control] */
  clear(): void {
    this.#past.length = 0
    this.#future.length = 0
    this.#moves = 0
  }

  #push(step: Step): void {
    this.#past.push(step)
    this.#moves += step.moves.length
    while (this.#past.length > 1 && (this.#past.length > MOST_STEPS || this.#moves > MOST_MOVES))
      this.#moves -= this.#past.shift()!.moves.length
  }

  /** The gesture that goes on: same hand, same fader, no pause, and nobody else touched that fader in between. */
  #runningGesture(address: string, source: Source, nowMs: number): Step | undefined {
    const oldest = Math.max(0, this.#past.length - HANDS)
    for (let i = this.#past.length - 1; i >= oldest; i--) {
      const step = this.#past[i]!
      if (!step.gesture) return undefined
      if (step.label !== address) continue
      return step.source === source && nowMs - step.lastMs <= GESTURE_MS ? step : undefined
    }
    return undefined
  }
}
