import { type BankMemory, BlockAllocator, type ParameterBank } from '../../engine/bank.ts'

/**
 * Which place of the banks belongs to whom. A place is asked for by name (`/strip/vox/comp gate`), so that what stays
 * on the desk stays in its place while other things come and go. [control]
 */

/**
 * Places that must have been given up before one is given to somebody else: the engine may still be fading out the
 * insert that had it.
 */
const RESTING = 64

interface Place {
  readonly offset: number
  readonly doubles: number
  round: number
}

class Places {
  readonly #allocator: BlockAllocator
  readonly #byName = new Map<string, Place>()
  readonly #resting: Place[] = []

  constructor(allocator: BlockAllocator) {
    this.#allocator = allocator
  }

  place(name: string, doubles: number, round: number): number {
    const known = this.#byName.get(name)
    if (known !== undefined) {
      known.round = round
      return known.offset
    }
    const offset = this.#allocate(doubles)
    this.#byName.set(name, { offset, doubles, round })
    return offset
  }

  /** Gives up every place that was not asked for in `round`. */
  sweep(round: number): void {
    for (const [name, place] of this.#byName) {
      if (place.round === round) continue
      this.#byName.delete(name)
      this.#resting.push(place)
    }
    while (this.#resting.length > RESTING) this.#wake()
  }

  #allocate(doubles: number): number {
    for (;;) {
      try {
        return this.#allocator.allocate(doubles)
      } catch (full) {
        if (this.#resting.length === 0) throw full
        this.#wake()
      }
    }
  }

  #wake(): void {
    const place = this.#resting.shift()!
    this.#allocator.release(place.offset, place.doubles)
  }
}

export class Blocks {
  readonly #parameters: Places
  readonly #meters: Places
  #round = 0

  constructor(bank: ParameterBank, memory: BankMemory) {
    this.#parameters = new Places(BlockAllocator.forParameters(bank))
    this.#meters = new Places(BlockAllocator.forMeters(memory.meters))
  }

  /** [control] Offset in the parameter bank of what is called `name` (always of one size). Throws when the bank is full. */
  parameters(name: string, doubles: number): number {
    return this.#parameters.place(name, doubles, this.#round)
  }

  /** [control] Offset in the meter bank. Throws when the bank is full. */
  meters(name: string, doubles: number): number {
    return this.#meters.place(name, doubles, this.#round)
  }

  /** [control] Everything asked for inside `compile` stays, everything else is given up. When it throws, nothing is. */
  compile<T>(compile: () => T): T {
    this.#round++
    const result = compile()
    this.#parameters.sweep(this.#round)
    this.#meters.sweep(this.#round)
    return result
  }
}
