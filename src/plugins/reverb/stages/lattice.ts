import { primeFrom } from '../design/line-lengths.ts'
import { CHUNK, type Chunk, mirror, PAD, ringIndex, ringSize } from './chunk.ts'

/**
 * Diffusion: a chain of "delay one side, then add and subtract". S stages make 2^S equal pulses of one, and both sides
 * together keep a flat power spectrum (Golay, "Complementary series", IRE Trans. IT 1961). A third of the cost of
 * Schroeder all-passes, and denser. The growth by 2^(S/2) is taken back by those who listen.
 *
 *     left  --------------+--> a + b
 *     right --[ delay ]--b+--> a - b      x stages
 */
export class Lattice {
  readonly #ring: Float64Array
  readonly #stride: number
  readonly #mask: number
  readonly #delays: Float64Array

  /** [idle] `latticeMs`: the delay of each stage. */
  constructor(latticeMs: readonly number[], sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#delays = allocate(latticeMs.length)
    // From short to long and never the same prime twice: equal delays would make pulses fall together.
    let shorter = 0
    for (let s = 0; s < latticeMs.length; s++) {
      shorter = primeFrom(Math.max(shorter + 1, (latticeMs[s]! * sampleRate) / 1000))
      this.#delays[s] = shorter
    }
    const size = ringSize(Math.max(...this.#delays))
    this.#mask = size - 1
    this.#stride = size + PAD
    this.#ring = allocate(latticeMs.length * this.#stride)
  }

  /** Frames from the first pulse to the last. */
  get span(): number {
    return this.#delays.reduce((sum, frames) => sum + frames, 0)
  }

  /** Shortest delay, frames: no chunk may be longer. */
  get shortest(): number {
    return Math.min(...this.#delays)
  }

  /** [audio] Works on `ears` (left at 0, right at CHUNK) in place, two stages per pass. */
  process(chunk: Chunk, ears: Float64Array): void {
    const stages = this.#delays.length
    for (let s = 0; s < stages; s += 2) this.#twoStages(chunk, ears, s)
  }

  /** [audio] */
  reset(): void {
    this.#ring.fill(0)
  }

  #twoStages(chunk: Chunk, ears: Float64Array, stage: number): void {
    const ring = this.#ring
    const mask = this.#mask
    const n = chunk.frames
    const w = chunk.frame & mask
    const first = stage * this.#stride
    const second = first + this.#stride
    const from1 = ringIndex(first, chunk.frame, this.#delays[stage]!, mask)
    const from2 = ringIndex(second, chunk.frame, this.#delays[stage + 1]!, mask)
    const to1 = ringIndex(first, chunk.frame, 0, mask)
    const to2 = ringIndex(second, chunk.frame, 0, mask)
    for (let i = 0; i < n; i++) {
      const a = ears[i]!
      const b = ring[from1 + i]!
      const c = ring[from2 + i]!
      ring[to1 + i] = ears[CHUNK + i]!
      ring[to2 + i] = a - b
      ears[i] = a + b + c
      ears[CHUNK + i] = a + b - c
    }
    mirror(ring, first, mask + 1, w, n)
    mirror(ring, second, mask + 1, w, n)
  }
}
