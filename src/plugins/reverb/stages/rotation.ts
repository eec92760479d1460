import { QUANTUM } from '../../../host/sdk/index.ts'
import { CHUNK, type Chunk } from './chunk.ts'

/** Speeds of the swings, Hz: slow, and without a common period. */
const SWING_HZ: readonly number[] = [0.31, 0.47, 0.23, 0.59]
/** Widest angle, rad. */
const WIDEST = 0.8

/**
 * Modulation: pairs of lines turn into each other by slowly swinging angles (after Schlecht & Habets, "Time-varying
 * feedback matrices in feedback delay networks and their application in artificial reverberation", JASA 138, 2015).
 * No delay moves, so there is no pitch and no interpolation loss. With t, the tangent of half the angle, moving in a
 * straight line, cos = (1 - t^2) / (1 + t^2) and sin = 2 t / (1 + t^2) are a true rotation in every frame: freeze with
 * modulation keeps its energy to the last bits.
 */
export class Rotation {
  readonly #pairs: number
  readonly #lines: number
  readonly #phases: Float64Array
  /** Radians per grid line. */
  readonly #steps: Float64Array
  /** Tangents of the half angles at this grid line and at the next one. */
  readonly #from: Float64Array
  readonly #to: Float64Array
  #depthFrom = 0
  #depthTo = 0

  /** [idle] One pair for every eight lines. */
  constructor(lines: number, sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#lines = lines
    this.#pairs = lines >> 3
    this.#phases = allocate(this.#pairs)
    this.#steps = allocate(this.#pairs)
    this.#from = allocate(this.#pairs)
    this.#to = allocate(this.#pairs)
    for (let m = 0; m < this.#pairs; m++)
      this.#steps[m] = (2 * Math.PI * SWING_HZ[m % SWING_HZ.length]! * QUANTUM) / sampleRate
    this.reset()
  }

  /** [audio] Depth 0..1 at this grid line and at the next one. */
  aim(from: number, to: number): void {
    this.#depthFrom = Math.tan((WIDEST / 2) * from)
    this.#depthTo = Math.tan((WIDEST / 2) * to)
  }

  /** [audio] On a grid line, while awake: on to the next stretch. */
  advance(): void {
    const phases = this.#phases
    for (let m = 0; m < this.#pairs; m++) {
      const phase = phases[m]! + this.#steps[m]!
      phases[m] = phase > 2 * Math.PI ? phase - 2 * Math.PI : phase
    }
    this.refresh()
  }

  /** [audio] The angles of the stretch from this grid line to the next. */
  refresh(): void {
    for (let m = 0; m < this.#pairs; m++) {
      this.#from[m] = this.#depthFrom * Math.sin(this.#phases[m]!)
      this.#to[m] = this.#depthTo * Math.sin(this.#phases[m]! + this.#steps[m]!)
    }
  }

  /** [audio] Turns rows 2m and lines - 1 - 2m of `rows` (CHUNK doubles each). */
  process(chunk: Chunk, rows: Float64Array): void {
    if (this.#depthFrom === 0 && this.#depthTo === 0) return
    const n = chunk.frames
    for (let m = 0; m < this.#pairs; m++) {
      const a = 2 * m * CHUNK
      const b = (this.#lines - 1 - 2 * m) * CHUNK
      const slope = (this.#to[m]! - this.#from[m]!) / QUANTUM
      const start = this.#from[m]!
      const offset = chunk.offset
      for (let i = 0; i < n; i++) {
        const t = start + slope * (offset + i)
        const share = 2 / (1 + t * t)
        const cos = share - 1
        const sin = share * t
        const x = rows[a + i]!
        const y = rows[b + i]!
        rows[a + i] = cos * x - sin * y
        rows[b + i] = sin * x + cos * y
      }
    }
  }

  /** [audio] */
  reset(): void {
    for (let m = 0; m < this.#pairs; m++) this.#phases[m] = 1.7 * m
    this.refresh()
  }
}
