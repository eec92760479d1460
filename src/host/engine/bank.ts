import { GLOBAL, STATUS } from './plan.ts'
import { createScopeMemory } from './scope.ts'

/**
 * The memories that control and engine share.
 *
 * Parameters go in: the control side writes doubles, then raises the generation of the block they belong to; the engine
 * looks at one word per grid line and reads only blocks whose generation moved. Last value wins, nothing queues,
 * nothing overflows. Meters come out the same way without generations.
 *
 * Doubles are written and read without locks: aligned 64-bit stores are single on every platform Node runs on.
 */

/** Doubles per generation word: blocks start on multiples of this. */
export const GRAIN = 8
/** Words: 0 generation of everything, 1 hold (a transaction is being written), 2.. one per grain. */
const HEAD = 2

export interface BankMemory {
  readonly parameters: SharedArrayBuffer
  readonly meters: SharedArrayBuffer
  /** Windows into the signal: see scope.ts. */
  readonly scopes: SharedArrayBuffer
}

const parameterBytes = (doubles: number): number => doubles * 8 + (HEAD + doubles / GRAIN) * 4

/** [control] Memory for `parameterDoubles` and `meterDoubles` (rounded up), all zero. 1 MB serves 128 full strips. */
export function createBanks(parameterDoubles = 1 << 17, meterDoubles = 1 << 14): BankMemory {
  return {
    parameters: new SharedArrayBuffer(parameterBytes(Math.ceil(parameterDoubles / GRAIN) * GRAIN)),
    meters: new SharedArrayBuffer(meterDoubles * 8),
    scopes: createScopeMemory(),
  }
}

export class ParameterBank {
  readonly values: Float64Array
  /** [0] generation of everything, [1] hold, [2 + block / GRAIN] generation of a block. */
  readonly words: Int32Array

  constructor(memory: SharedArrayBuffer) {
    // bytes = 8 d + 4 (HEAD + d / GRAIN), solved for d.
    const doubles = Math.floor((memory.byteLength - 4 * HEAD) / (8 + 4 / GRAIN))
    this.values = new Float64Array(memory, 0, doubles)
    this.words = new Int32Array(memory, doubles * 8, HEAD + doubles / GRAIN)
  }

  /** [control] One value of the block at `block`. */
  write(block: number, index: number, value: number): void {
    this.values[block + index] = value
    Atomics.add(this.words, HEAD + block / GRAIN, 1)
    Atomics.add(this.words, 0, 1)
  }

  /**
   * [control] All writes inside `change` reach the engine together, at one grid line. Should it open in the microseconds in which
   * the engine is looking, the first of them may come one line earlier than the rest.
   */
  transaction(change: () => void): void {
    Atomics.store(this.words, 1, 1)
    try {
      change()
    } finally {
      Atomics.store(this.words, 1, 0)
      Atomics.add(this.words, 0, 1)
    }
  }

  /** [audio] Moves whenever anything was written; -1 while a transaction is open. */
  generation(): number {
    return Atomics.load(this.words, 1) === 1 ? -1 : Atomics.load(this.words, 0)
  }

  /** [audio] Moves whenever the block at `block` was written. */
  blockGeneration(block: number): number {
    return Atomics.load(this.words, HEAD + block / GRAIN)
  }
}

/** [control] Hands out blocks of a bank by size, and takes them back. */
export class BlockAllocator {
  readonly #size: number
  readonly #free = new Map<number, number[]>()
  #top: number

  /** `size` doubles in the bank, of which the first `reserved` are not handed out. */
  constructor(size: number, reserved: number) {
    this.#size = size
    this.#top = Math.ceil(reserved / GRAIN) * GRAIN
  }

  static forParameters(bank: ParameterBank): BlockAllocator {
    return new BlockAllocator(bank.values.length, GLOBAL.doubles)
  }

  static forMeters(memory: SharedArrayBuffer): BlockAllocator {
    return new BlockAllocator(memory.byteLength / 8, STATUS.doubles)
  }

  /** Offset of `doubles` doubles, on a multiple of GRAIN. Throws when the bank is full. */
  allocate(doubles: number): number {
    const size = Math.max(GRAIN, Math.ceil(doubles / GRAIN) * GRAIN)
    const again = this.#free.get(size)?.pop()
    if (again !== undefined) return again
    if (this.#top + size > this.#size) throw new Error(`the bank is full: ${this.#size} doubles`)
    const offset = this.#top
    this.#top += size
    return offset
  }

  release(offset: number, doubles: number): void {
    const size = Math.max(GRAIN, Math.ceil(doubles / GRAIN) * GRAIN)
    const same = this.#free.get(size)
    if (same === undefined) this.#free.set(size, [offset])
    else same.push(offset)
  }
}
