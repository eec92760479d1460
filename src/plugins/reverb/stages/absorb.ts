import { POLES, poleAt, WEIGHTS } from '../design/pole-bank.ts'
import type { Setting } from '../design/setting.ts'
import { CHUNK, type Chunk, ringIndex } from './chunk.ts'
import type { LineRings } from './line-rings.ts'

/**
 * Reads the lines through their absorption filters, two at a time (their recursions hide each other's latency), and
 * leaves sum and difference of each pair: the first step of the Hadamard matrix.
 */
export class Absorb {
  readonly #rings: LineRings
  /** POLES per line. */
  readonly #state: Float64Array
  readonly #poles: Float64Array
  /** What the lines of a pair give before their filters while a setting fades in. */
  readonly #heard: Float64Array

  /** [idle] */
  constructor(rings: LineRings, sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#rings = rings
    this.#state = allocate(rings.lines * POLES)
    this.#poles = allocate(POLES)
    for (let j = 0; j < POLES; j++) this.#poles[j] = poleAt(j, sampleRate)
    this.#heard = allocate(CHUNK)
  }

  /** [audio] Writes `rows` (CHUNK doubles per line). */
  process(chunk: Chunk, rows: Float64Array, now: Setting, next: Setting): void {
    if (!chunk.moving) {
      for (let k = 0; k < this.#rings.lines; k += 2) this.#pair(chunk, rows, now, k)
      return
    }
    for (let k = 0; k < this.#rings.lines; k++) {
      this.#hearFading(chunk, now.lineDelays[k]!, next.lineDelays[k]!, k)
      this.#filterFading(chunk, rows, now.weights, next.weights, k)
    }
    butterflies(rows, this.#rings.lines, 1, chunk.frames)
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }

  #pair(chunk: Chunk, rows: Float64Array, now: Setting, k: number): void {
    const { doubles, mask, stride } = this.#rings
    const { weights, lineDelays } = now
    const state = this.#state
    const a = ringIndex(k * stride, chunk.frame, lineDelays[k]!, mask)
    const b = ringIndex((k + 1) * stride, chunk.frame, lineDelays[k + 1]!, mask)
    const p0 = this.#poles[0]!
    const p1 = this.#poles[1]!
    const p2 = this.#poles[2]!
    const p3 = this.#poles[3]!
    const u = k * WEIGHTS
    const w0 = weights[u]!
    const w1 = weights[u + 1]!
    const w2 = weights[u + 2]!
    const w3 = weights[u + 3]!
    const w4 = weights[u + 4]!
    const v0 = weights[u + 5]!
    const v1 = weights[u + 6]!
    const v2 = weights[u + 7]!
    const v3 = weights[u + 8]!
    const v4 = weights[u + 9]!
    const q = k * POLES
    let s0 = state[q]!
    let s1 = state[q + 1]!
    let s2 = state[q + 2]!
    let s3 = state[q + 3]!
    let t0 = state[q + 4]!
    let t1 = state[q + 5]!
    let t2 = state[q + 6]!
    let t3 = state[q + 7]!
    const o = k * CHUNK
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      const x = doubles[a + i]!
      const y = doubles[b + i]!
      s0 = p0 * s0 + x
      t0 = p0 * t0 + y
      s1 = p1 * s1 + x
      t1 = p1 * t1 + y
      s2 = p2 * s2 + x
      t2 = p2 * t2 + y
      s3 = p3 * s3 + x
      t3 = p3 * t3 + y
      const c = w0 * x + (w1 * s0 + w2 * s1) + (w3 * s2 + w4 * s3)
      const d = v0 * y + (v1 * t0 + v2 * t1) + (v3 * t2 + v4 * t3)
      rows[o + i] = c + d
      rows[o + CHUNK + i] = c - d
    }
    state[q] = s0
    state[q + 1] = s1
    state[q + 2] = s2
    state[q + 3] = s3
    state[q + 4] = t0
    state[q + 5] = t1
    state[q + 6] = t2
    state[q + 7] = t3
  }

  /** One line read at two lengths, mixed by the fade. */
  #hearFading(chunk: Chunk, fromFrames: number, toFrames: number, k: number): void {
    const { doubles, mask, stride } = this.#rings
    const heard = this.#heard
    const fade = chunk.fade
    const n = chunk.frames
    const a = ringIndex(k * stride, chunk.frame, fromFrames, mask)
    const b = ringIndex(k * stride, chunk.frame, toFrames, mask)
    for (let i = 0; i < n; i++) heard[i] = doubles[a + i]! + fade[i]! * (doubles[b + i]! - doubles[a + i]!)
  }

  /** One line through its poles, heard with two sets of weights, mixed by the fade. */
  #filterFading(chunk: Chunk, rows: Float64Array, from: Float64Array, to: Float64Array, k: number): void {
    const heard = this.#heard
    const fade = chunk.fade
    const state = this.#state
    const p0 = this.#poles[0]!
    const p1 = this.#poles[1]!
    const p2 = this.#poles[2]!
    const p3 = this.#poles[3]!
    const u = k * WEIGHTS
    const w0 = from[u]!
    const w1 = from[u + 1]!
    const w2 = from[u + 2]!
    const w3 = from[u + 3]!
    const w4 = from[u + 4]!
    const v0 = to[u]!
    const v1 = to[u + 1]!
    const v2 = to[u + 2]!
    const v3 = to[u + 3]!
    const v4 = to[u + 4]!
    const q = k * POLES
    let s0 = state[q]!
    let s1 = state[q + 1]!
    let s2 = state[q + 2]!
    let s3 = state[q + 3]!
    const o = k * CHUNK
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      const x = heard[i]!
      s0 = p0 * s0 + x
      s1 = p1 * s1 + x
      s2 = p2 * s2 + x
      s3 = p3 * s3 + x
      const c = w0 * x + (w1 * s0 + w2 * s1) + (w3 * s2 + w4 * s3)
      const d = v0 * x + (v1 * s0 + v2 * s1) + (v3 * s2 + v4 * s3)
      rows[o + i] = c + fade[i]! * (d - c)
    }
    state[q] = s0
    state[q + 1] = s1
    state[q + 2] = s2
    state[q + 3] = s3
  }
}

/** [audio] One step of the Hadamard matrix: rows `span` apart become sum and difference. */
export function butterflies(rows: Float64Array, lines: number, span: number, frames: number): void {
  for (let k = 0; k < lines; k++) {
    if ((k & span) !== 0) continue
    const a = k * CHUNK
    const b = a + span * CHUNK
    for (let i = 0; i < frames; i++) {
      const x = rows[a + i]!
      const y = rows[b + i]!
      rows[a + i] = x + y
      rows[b + i] = x - y
    }
  }
}
