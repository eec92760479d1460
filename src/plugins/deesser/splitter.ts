import { flushState, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { Tuning } from './tuning.ts'

/** What the splitter gives of one channel, QUANTUM frames each. */
export interface Parts {
  /**
   * Shelf: s, s^2, s^3 and s^4 over the denominator of `design.ts`; the last one is a Butterworth high-pass. Band: the part a
   * bell takes, then the same filtered once more.
   */
  readonly p1: Float64Array
  readonly p2: Float64Array
  readonly p3: Float64Array
  readonly p4: Float64Array
}

/**
 * Two state-variable sections per channel, from which both the detector and the sound take their parts:
 *
 *     shelf:  x -> section 1 -> high -> section 2 -> p4 high, p3 band, p2 low;   p1 = band 1 - p3 - k2 p2
 *     band:   x -> section 1 -> k band = p1 -> section 2 -> k band = p2
 *
 * Source of the sections: A. Simper, "Linear Trapezoidal Integrated State Variable Low Pass Filter", 2013.
 */
export class Splitter {
  readonly parts: readonly Parts[]
  /** What the detector hears: the steepest part of each channel. */
  readonly heard: readonly Float64Array[]
  readonly #state: Float64Array
  readonly #shelf: boolean

  /** [idle] */
  constructor(env: ProcessorEnv, shelf: boolean) {
    const make = (): Float64Array => env.allocate(QUANTUM)
    this.#shelf = shelf
    this.#state = env.allocate(4 * env.channels)
    this.parts = Array.from({ length: env.channels }, () => ({
      p1: make(),
      p2: make(),
      p3: make(),
      p4: make(),
    }))
    this.heard = this.parts.map(({ p2, p4 }) => (shelf ? p4 : p2))
  }

  /** [audio] Writes `parts`. */
  process(input: readonly Float64Array[], tuning: Tuning, frames: number): void {
    for (let c = 0; c < input.length; c++) {
      if (this.#shelf) splitShelf(input[c]!, this.parts[c]!, this.#state, 4 * c, tuning, frames)
      else splitBand(input[c]!, this.parts[c]!, this.#state, 4 * c, tuning, frames)
    }
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    flushState(this.#state, 0, this.#state.length)
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }
}

function splitShelf(
  x: Float64Array,
  parts: Parts,
  state: Float64Array,
  at: number,
  tuning: Tuning,
  frames: number,
): void {
  const c1 = tuning.first.c1
  const c2 = tuning.first.c2
  const c3 = tuning.first.c3
  const d1 = tuning.second.c1
  const d2 = tuning.second.c2
  const d3 = tuning.second.c3
  const k1 = tuning.k1[0]!
  const k2 = tuning.k2[0]!
  const { p1, p2, p3, p4 } = parts
  let s1 = state[at]!
  let s2 = state[at + 1]!
  let t1 = state[at + 2]!
  let t2 = state[at + 3]!
  for (let i = 0; i < frames; i++) {
    const v = x[i]!
    const into = v - s2
    const n1 = c1[i]! * s1 + c2[i]! * into
    const n2 = s2 + (c2[i]! * s1 + c3[i]! * into)
    const band = 0.5 * (s1 + n1)
    const high = v - k1 * band - 0.5 * (s2 + n2)
    s1 = n1
    s2 = n2
    const second = high - t2
    const m1 = d1[i]! * t1 + d2[i]! * second
    const m2 = t2 + (d2[i]! * t1 + d3[i]! * second)
    const cube = 0.5 * (t1 + m1)
    const square = 0.5 * (t2 + m2)
    t1 = m1
    t2 = m2
    p1[i] = band - cube - k2 * square
    p2[i] = square
    p3[i] = cube
    p4[i] = high - k2 * cube - square
  }
  state[at] = s1
  state[at + 1] = s2
  state[at + 2] = t1
  state[at + 3] = t2
}

function splitBand(
  x: Float64Array,
  parts: Parts,
  state: Float64Array,
  at: number,
  tuning: Tuning,
  frames: number,
): void {
  const c1 = tuning.first.c1
  const c2 = tuning.first.c2
  const c3 = tuning.first.c3
  const k = tuning.k1
  const { p1, p2 } = parts
  let s1 = state[at]!
  let s2 = state[at + 1]!
  let t1 = state[at + 2]!
  let t2 = state[at + 3]!
  for (let i = 0; i < frames; i++) {
    const into = x[i]! - s2
    const n1 = c1[i]! * s1 + c2[i]! * into
    s2 = s2 + (c2[i]! * s1 + c3[i]! * into)
    const half = 0.5 * k[i]!
    const band = half * (s1 + n1)
    s1 = n1
    const second = band - t2
    const m1 = c1[i]! * t1 + c2[i]! * second
    t2 = t2 + (c2[i]! * t1 + c3[i]! * second)
    p1[i] = band
    p2[i] = half * (t1 + m1)
    t1 = m1
  }
  state[at] = s1
  state[at + 1] = s2
  state[at + 2] = t1
  state[at + 3] = t2
}
