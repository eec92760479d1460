import type { Balance } from './balance.ts'
import { CHUNK, type Chunk, mirror, ringIndex } from './chunk.ts'
import type { LineRings } from './line-rings.ts'

/** Lines whose feeds are what the two ears hear; chosen by trial for the least correlation in all characters. */
const LEFT = 4
const RIGHT = 7

/**
 * The end of the loop: the last three steps of the Hadamard matrix, straight into the rings together with the input.
 * The feed of a line without its input is a row of the matrix over all lines, and rows are orthogonal: two of them are
 * the tail, at no cost. The scale 1/sqrt(lines) stands in the absorption weights.
 */
export class Scatter {
  readonly #rings: LineRings
  /** Gain of the input per line, with a sign. Even lines hear the left ear, odd lines the right one. */
  readonly #gains: Float64Array

  /** [idle] `lineFeed`: gain of the input per line. */
  constructor(rings: LineRings, lineFeed: Float64Array, allocate: (doubles: number) => Float64Array) {
    this.#rings = rings
    this.#gains = allocate(rings.lines)
    for (let k = 0; k < rings.lines; k++) this.#gains[k] = (oddBits(k * 11 + 5) ? 1 : -1) * lineFeed[k]!
  }

  /** [audio] `rows`: CHUNK doubles per line, the first steps done; `ears`: input, left at 0, right at CHUNK. */
  write(chunk: Chunk, rows: Float64Array, ears: Float64Array): void {
    const { lines, mask, stride, doubles } = this.#rings
    const w = chunk.frame & mask
    for (let k = 0; k < lines >> 3; k++) this.#eight(chunk, rows, ears, k)
    if (w < CHUNK) for (let k = 0; k < lines; k++) mirror(doubles, k * stride, mask + 1, w, chunk.frames)
  }

  /** [audio] wet[at..] <- early gain x wet[at..] + late gain x tail, for one ear (0 or 1). */
  listen(chunk: Chunk, ear: number, ears: Float64Array, wet: Float64Array, balance: Balance): void {
    const { mask, stride, doubles } = this.#rings
    const { early, earlySlope, late, lateSlope } = balance
    const line = ear === 0 ? LEFT : RIGHT
    const from = ringIndex(line * stride, chunk.frame, 0, mask)
    const gain = this.#gains[line]!
    const e = (line & 1) * CHUNK
    const n = chunk.frames
    const at = chunk.at
    const offset = chunk.offset
    for (let i = 0; i < n; i++) {
      const g = early + earlySlope * (offset + i)
      const h = late + lateSlope * (offset + i)
      wet[at + i] = g * wet[at + i]! + h * (doubles[from + i]! - gain * ears[e + i]!)
    }
  }

  /** Eight rows, `lines / 8` apart: three steps at once, written with the input. */
  #eight(chunk: Chunk, rows: Float64Array, ears: Float64Array, k: number): void {
    const { lines, mask, stride, doubles } = this.#rings
    const gains = this.#gains
    const h = lines >> 3
    const s0 = gains[k]!
    const s1 = gains[k + h]!
    const s2 = gains[k + 2 * h]!
    const s3 = gains[k + 3 * h]!
    const s4 = gains[k + 4 * h]!
    const s5 = gains[k + 5 * h]!
    const s6 = gains[k + 6 * h]!
    const s7 = gains[k + 7 * h]!
    const r = k * CHUNK
    const row = h * CHUNK
    const w = ringIndex(k * stride, chunk.frame, 0, mask)
    const line = (h * stride) | 0
    const e = (k & 1) * CHUNK
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      const x0 = rows[r + i]!
      const x1 = rows[r + row + i]!
      const x2 = rows[r + 2 * row + i]!
      const x3 = rows[r + 3 * row + i]!
      const x4 = rows[r + 4 * row + i]!
      const x5 = rows[r + 5 * row + i]!
      const x6 = rows[r + 6 * row + i]!
      const x7 = rows[r + 7 * row + i]!
      const a0 = x0 + x1
      const a1 = x0 - x1
      const a2 = x2 + x3
      const a3 = x2 - x3
      const a4 = x4 + x5
      const a5 = x4 - x5
      const a6 = x6 + x7
      const a7 = x6 - x7
      const b0 = a0 + a2
      const b1 = a1 + a3
      const b2 = a0 - a2
      const b3 = a1 - a3
      const b4 = a4 + a6
      const b5 = a5 + a7
      const b6 = a4 - a6
      const b7 = a5 - a7
      const f = ears[e + i]!
      doubles[w + i] = b0 + b4 + s0 * f
      doubles[w + line + i] = b1 + b5 + s1 * f
      doubles[w + 2 * line + i] = b2 + b6 + s2 * f
      doubles[w + 3 * line + i] = b3 + b7 + s3 * f
      doubles[w + 4 * line + i] = b0 - b4 + s4 * f
      doubles[w + 5 * line + i] = b1 - b5 + s5 * f
      doubles[w + 6 * line + i] = b2 - b6 + s6 * f
      doubles[w + 7 * line + i] = b3 - b7 + s7 * f
    }
  }
}

/** [idle] True when an odd number of bits is set. */
function oddBits(v: number): boolean {
  let odd = false
  for (let x = v; x !== 0; x &= x - 1) odd = !odd
  return odd
}
