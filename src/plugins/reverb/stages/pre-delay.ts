import { CHUNK, type Chunk, mirror, PAD, ringIndex, ringSize } from './chunk.ts'

/** The longest there is. */
export const LONGEST_PRE_DELAY_MS = 300

/** Input above this (+180 dBFS) or not a number would stay in the loop for ever: it is taken as silence. */
const BROKEN = 1e9

/** Holds the input back, both ears. Writes what it lets go into `ears`. */
export class PreDelay {
  /** Left at 0, right at CHUNK: the current chunk, delayed. */
  readonly ears: Float64Array
  readonly #ring: Float64Array
  readonly #size: number

  /** [idle] */
  constructor(longestMs: number, sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#size = ringSize(Math.ceil((longestMs * sampleRate) / 1000))
    this.#ring = allocate(2 * (this.#size + PAD))
    this.ears = allocate(2 * CHUNK)
  }

  /** Frames it holds. */
  get span(): number {
    return this.#size
  }

  /** [audio] Delays in frames: `next` fades in while the chunk moves. `left` and `right` may be the same array. */
  process(chunk: Chunk, left: Float64Array, right: Float64Array, now: number, next: number): void {
    const ring = this.#ring
    const size = this.#size
    const mask = size - 1
    const n = chunk.frames
    const at = chunk.at
    const w = chunk.frame & mask
    const other = size + PAD
    const to = ringIndex(other, chunk.frame, 0, mask)
    for (let i = 0; i < n; i++) {
      const l = left[at + i]!
      const r = right[at + i]!
      ring[w + i] = Math.abs(l) < BROKEN ? l : 0
      ring[to + i] = Math.abs(r) < BROKEN ? r : 0
    }
    mirror(ring, 0, size, w, n)
    mirror(ring, other, size, w, n)
    this.#read(chunk, now)
    if (chunk.moving && next !== now) this.#fadeTo(chunk, next)
  }

  /** [audio] */
  reset(): void {
    this.#ring.fill(0)
  }

  #read(chunk: Chunk, back: number): void {
    const ring = this.#ring
    const left = ringIndex(0, chunk.frame, back, this.#size - 1)
    const right = ringIndex(this.#size + PAD, chunk.frame, back, this.#size - 1)
    const ears = this.ears
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      ears[i] = ring[left + i]!
      ears[CHUNK + i] = ring[right + i]!
    }
  }

  #fadeTo(chunk: Chunk, back: number): void {
    const ring = this.#ring
    const left = ringIndex(0, chunk.frame, back, this.#size - 1)
    const right = ringIndex(this.#size + PAD, chunk.frame, back, this.#size - 1)
    const ears = this.ears
    const fade = chunk.fade
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      const f = fade[i]!
      ears[i] = ears[i]! + f * (ring[left + i]! - ears[i]!)
      ears[CHUNK + i] = ears[CHUNK + i]! + f * (ring[right + i]! - ears[CHUNK + i]!)
    }
  }
}
