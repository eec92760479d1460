import type { Chain } from './chain.ts'
import type { Planar } from './insert.ts'

/**
 * Windows into the signal: the control side names a point of a channel, the engine writes what passes there into a ring, and whoever wants
 * to see it reads the newest frames. Nobody asks, nothing is written. A reader that is slow misses frames and harms nothing.
 */

/** Windows that can be open at once. */
export const SCOPES = 8
/** Frames that a ring holds: 0.68 s at 48 kHz. */
export const SCOPE_FRAMES = 32768

const WORDS = 4
const HEAD_BYTES = WORDS * 4 + 8
const BYTES = HEAD_BYTES + 2 * SCOPE_FRAMES * 4

/** [control] Memory for all windows. */
export const createScopeMemory = (): SharedArrayBuffer => new SharedArrayBuffer(SCOPES * BYTES)

/** One window, seen from both sides. */
export class ScopeRing {
  /**
   * [0] generation, [1] offset of the channel's block in the parameter bank or -1, [2] index of the tap, [3] the generation whose frames
   * stand in the ring.
   */
  readonly words: Int32Array
  /** Frames written since the window was opened. */
  readonly count: Float64Array
  readonly left: Float32Array
  readonly right: Float32Array

  constructor(memory: SharedArrayBuffer, index: number) {
    const at = index * BYTES
    this.count = new Float64Array(memory, at, 1)
    this.words = new Int32Array(memory, at + 8, WORDS)
    this.left = new Float32Array(memory, at + HEAD_BYTES, SCOPE_FRAMES)
    this.right = new Float32Array(memory, at + HEAD_BYTES + SCOPE_FRAMES * 4, SCOPE_FRAMES)
  }

  /** [control] Looks at a point: `block` of the channel (-1: nowhere), `tap` as in arrange.ts. */
  aim(block: number, tap: number): void {
    if (this.words[1] === block && this.words[2] === tap) return
    this.words[1] = block
    this.words[2] = tap
    Atomics.add(this.words, 0, 1)
  }

  /** [control] The newest frames, as many as `left` takes; false while there are not as many. */
  read(left: Float32Array, right: Float32Array): boolean {
    // Until the engine has heard of it, the ring still holds what it showed to somebody else.
    if (Atomics.load(this.words, 3) !== Atomics.load(this.words, 0)) return false
    const end = this.count[0]!
    const frames = left.length
    if (end < frames) return false
    for (let i = 0; i < frames; i++) {
      const at = (end - frames + i) % SCOPE_FRAMES
      left[i] = this.left[at]!
      right[i] = this.right[at]!
    }
    return true
  }
}

/** The engine's side of all windows. */
export class Scopes {
  readonly #rings: readonly ScopeRing[]
  readonly #generations: Int32Array
  readonly #chains: (Chain | undefined)[]
  readonly #taps = new Int32Array(SCOPES)
  #of: readonly Chain[] | undefined

  /** [idle] */
  constructor(memory: SharedArrayBuffer) {
    this.#rings = Array.from({ length: SCOPES }, (_, i) => new ScopeRing(memory, i))
    this.#generations = new Int32Array(SCOPES).fill(-1)
    this.#chains = this.#rings.map(() => undefined)
  }

  /** [audio] On every grid line: follows what the control side wants to see, and where that stands now. */
  advance(chains: readonly Chain[]): void {
    const moved = chains !== this.#of
    this.#of = chains
    for (let s = 0; s < SCOPES; s++) {
      const ring = this.#rings[s]!
      const generation = Atomics.load(ring.words, 0)
      const news = generation !== this.#generations[s]
      if (!moved && !news) continue
      this.#generations[s] = generation
      if (news) {
        ring.count[0] = 0
        this.#taps[s] = ring.words[2]!
      }
      this.#aim(s, chains, ring.words[1]!)
      if (news) Atomics.store(ring.words, 3, generation)
    }
  }

  /** [audio] What passes a tap of a chain that is looked at. */
  take(chain: Chain, tap: number, signal: Planar, frames: number): void {
    for (let s = 0; s < SCOPES; s++) {
      const ring = this.#rings[s]!
      if (this.#chains[s] !== chain || this.#taps[s] !== tap) continue
      const from = ring.count[0]!
      const left = signal[0]!
      const right = signal[signal.length - 1]!
      for (let i = 0; i < frames; i++) {
        const at = (from + i) % SCOPE_FRAMES
        ring.left[at] = left[i]!
        ring.right[at] = right[i]!
      }
      ring.count[0] = from + frames
    }
  }

  #aim(scope: number, chains: readonly Chain[], block: number): void {
    const before = this.#chains[scope]
    let found: Chain | undefined
    for (let k = 0; k < chains.length; k++) if (chains[k]!.channel.block === block) found = chains[k]
    this.#chains[scope] = found
    if (before !== undefined) before.scopes--
    if (found !== undefined) found.scopes++
  }
}
