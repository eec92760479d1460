import type { BankMemory } from '../../engine/bank.ts'
import type { EnginePlan } from '../../engine/plan.ts'
import { SCOPES, ScopeRing } from '../../engine/scope.ts'
import type { Refusal } from '../../sdk/index.ts'

/** Where a window looks: before or after an insert, or, without a slot, at the channel's input or its output after fader and pan. */
export interface ScopePoint {
  /** `/strip/vox`, `/bus/hall`, `/master`. */
  readonly channel: string
  readonly slot?: string
  readonly side: 'in' | 'out'
}

/** A window into the signal. Close it: there are not many. */
export interface Scope {
  /** [control] The newest frames, as many as `left` takes (at most SCOPE_FRAMES), mono twice; false while there are not as many. */
  read(left: Float32Array, right: Float32Array): boolean
  close(): void
}

/** Index of the signal after fader and pan: POST of the engine. */
const POST = -1
const NOWHERE = -1

/** Hands out the windows that the engine has, and keeps them on their point while inserts move. [control] */
export class DeskScopes {
  readonly #rings: readonly ScopeRing[]
  readonly #open = new Map<ScopeRing, ScopePoint>()

  constructor(memory: BankMemory) {
    this.#rings = Array.from({ length: SCOPES }, (_, i) => new ScopeRing(memory.scopes, i))
  }

  /** [control] */
  open(point: ScopePoint, plan: EnginePlan): Scope | Refusal {
    if (tapOf(point, plan) === undefined)
      return {
        refused: `there is no ${point.channel}${point.slot === undefined ? '' : `/${point.slot}`} to look at`,
      }
    const ring = this.#rings.find((free) => !this.#open.has(free))
    if (ring === undefined) return { refused: `all ${SCOPES} windows into the signal are in use` }
    this.#open.set(ring, point)
    aim(ring, point, plan)
    return {
      read: (left, right) => ring.read(left, right),
      close: () => {
        if (this.#open.delete(ring)) ring.aim(NOWHERE, 0)
      },
    }
  }

  /** [control] After every change of the wiring. A point that is gone shows nothing until it is back. */
  follow(plan: EnginePlan): void {
    for (const [ring, point] of this.#open) aim(ring, point, plan)
  }
}

function aim(ring: ScopeRing, point: ScopePoint, plan: EnginePlan): void {
  const at = tapOf(point, plan)
  if (at === undefined) ring.aim(NOWHERE, 0)
  else ring.aim(at.block, at.tap)
}

function tapOf(
  { channel, slot, side }: ScopePoint,
  plan: EnginePlan,
): { readonly block: number; readonly tap: number } | undefined {
  const found = plan.channels.find(({ id }) => id === channel)
  if (found === undefined) return undefined
  if (slot === undefined) return { block: found.block, tap: side === 'in' ? 0 : POST }
  const index = found.inserts.findIndex((insert) => insert.slot === slot)
  return index < 0 ? undefined : { block: found.block, tap: side === 'in' ? index : index + 1 }
}
