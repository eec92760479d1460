import { type ProcessIo, QUANTUM } from '../../../host/sdk/index.ts'

/** Damping of a Butterworth pair: 12 dB per octave, -3 dB at the corner. */
const K = Math.SQRT2
/** What is left of a decay below this is dropped before it becomes denormal. */
const FLOOR = 1e-30

/**
 * Low cut and high cut of the wet signal, 12 dB per octave each: two state-variable filters in a row, solved per sample
 * and safe to sweep (A. Simper, "Linear trapezoidal integrated state variable filter with low noise optimisation",
 * Cytomic, 2013). Their gains glide in a straight line from grid line to grid line.
 */
export class WetCuts {
  readonly #sampleRate: number
  /** Three gains of the low cut and three of the high cut at this grid line; then their six slopes per frame. */
  readonly #glide: Float64Array
  /** Four per ear. */
  readonly #state: Float64Array

  /** [idle] */
  constructor(sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#sampleRate = sampleRate
    this.#glide = allocate(12)
    this.#state = allocate(8)
  }

  /** [audio] Corners in Hz at this grid line and at the next one. */
  aim(lowFrom: number, lowTo: number, highFrom: number, highTo: number): void {
    this.#aimOne(0, lowFrom, lowTo)
    this.#aimOne(3, highFrom, highTo)
  }

  /** [audio] Filters `wet[0..io.frames)` of one ear (0 or 1) in place. */
  process(io: ProcessIo, ear: number, wet: Float64Array): void {
    const glide = this.#glide
    const state = this.#state
    const a = glide[0]!
    const b = glide[1]!
    const c = glide[2]!
    const d = glide[3]!
    const e = glide[4]!
    const f = glide[5]!
    const da = glide[6]!
    const db = glide[7]!
    const dc = glide[8]!
    const dd = glide[9]!
    const de = glide[10]!
    const df = glide[11]!
    let s1 = state[4 * ear]!
    let s2 = state[4 * ear + 1]!
    let s3 = state[4 * ear + 2]!
    let s4 = state[4 * ear + 3]!
    const offset = io.offset
    const n = io.frames
    for (let i = 0; i < n; i++) {
      const t = offset + i
      const x = wet[i]!
      const v = x - s2
      const band = (a + t * da) * s1 + (b + t * db) * v
      const low = s2 + (b + t * db) * s1 + (c + t * dc) * v
      s1 = 2 * band - s1
      s2 = 2 * low - s2
      const y = x - K * band - low
      const u = y - s4
      const band2 = (d + t * dd) * s3 + (e + t * de) * u
      const low2 = s4 + (e + t * de) * s3 + (f + t * df) * u
      s3 = 2 * band2 - s3
      s4 = 2 * low2 - s4
      wet[i] = low2
    }
    state[4 * ear] = s1
    state[4 * ear + 1] = s2
    state[4 * ear + 2] = s3
    state[4 * ear + 3] = s4
  }

  /** [audio] On a grid line: the highest state. Ends what would become denormal. */
  flush(): number {
    const state = this.#state
    let top = 0
    for (let i = 0; i < 8; i++) {
      const s = Math.abs(state[i]!)
      if (s < FLOOR) state[i] = 0
      else if (s > top) top = s
    }
    return top
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }

  #aimOne(at: number, from: number, to: number): void {
    const glide = this.#glide
    const g = this.#tangent(from)
    const h = this.#tangent(to)
    const a = 1 / (1 + g * (g + K))
    const b = 1 / (1 + h * (h + K))
    glide[at] = a
    glide[at + 1] = g * a
    glide[at + 2] = g * g * a
    glide[at + 6] = (b - a) / QUANTUM
    glide[at + 7] = (h * b - g * a) / QUANTUM
    glide[at + 8] = (h * h * b - g * g * a) / QUANTUM
  }

  /** Warped corner; kept below the Nyquist frequency at low sample rates. */
  #tangent(hz: number): number {
    return Math.tan((Math.PI * Math.min(hz, 0.49 * this.#sampleRate)) / this.#sampleRate)
  }
}
