import { flushState } from '../flush.ts'
import { FADE_STEP, towards } from '../motion/fade.ts'
import { type ProcessorEnv, QUANTUM } from '../plugin.ts'

/** The words of the `keyFilter` parameter, in the order of its index. */
export const KEY_FILTERS = ['off', 'highPass', 'lowPass', 'band'] as const

const HIGH_PASS = 1
const LOW_PASS = 2
const BAND = 3

// Layout of the coefficients: the filter, then its three taps at this grid line and at the next.
const A1 = 0
const A2 = 1
const A3 = 2
const DAMPING = 3
const FROM = 4
const TO = 7

/**
 *     key -> state-variable filter -> taps: input, band, low -> what the detector hears
 *
 * Second order, 0 dB in the pass band and at the centre of the band. Zero-delay integrators, safe to sweep.
 * Source: A. Simper, "Linear Trapezoidal Integrated State Variable Low Pass Filter" (2013).
 */
export class KeyFilter {
  readonly #coefficients: Float64Array
  /** Two integrators per channel. */
  readonly #state: Float64Array
  /** How much of each kind stands in the taps now, 0..1. */
  readonly #weights: Float64Array
  readonly #output: readonly Float64Array[]
  readonly #sampleRate: number
  #kind = 0
  #started = false
  #moving = true
  #active = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.#coefficients = env.allocate(10)
    this.#state = env.allocate(4)
    this.#weights = env.allocate(KEY_FILTERS.length)
    this.#output = [env.allocate(QUANTUM), env.allocate(QUANTUM)]
  }

  /** [audio] `kind` is an index into KEY_FILTERS, `hz` the corner or centre, `q` its quality. */
  set(kind: number, hz: number, q: number): void {
    const c = this.#coefficients
    const g = Math.tan((Math.PI * Math.min(hz, 0.49 * this.#sampleRate)) / this.#sampleRate)
    c[DAMPING] = 1 / q
    c[A1] = 1 / (1 + g * (g + 1 / q))
    c[A2] = g * c[A1]!
    c[A3] = g * c[A2]!
    this.#kind = kind
    this.#moving = true
  }

  /** [audio] Once per grid line, after `set`: moves the taps on by one step of the fade. */
  advance(): void {
    if (!this.#moving) return
    const c = this.#coefficients
    const w = this.#weights
    // A change of the kind fades, so that listening to the key never clicks.
    const step = this.#started ? FADE_STEP : 1
    for (let kind = 0; kind < w.length; kind++) {
      w[kind] = towards(w[kind]!, kind === this.#kind ? 1 : 0, step)
    }
    for (let t = 0; t < 3; t++) c[FROM + t] = c[TO + t]!
    c[TO] = 1 - w[LOW_PASS]! - w[BAND]!
    c[TO + 1] = c[DAMPING]! * (w[BAND]! - w[HIGH_PASS]!)
    c[TO + 2] = w[LOW_PASS]! - w[HIGH_PASS]!
    if (!this.#started) for (let t = 0; t < 3; t++) c[FROM + t] = c[TO + t]!
    this.#started = true
    this.#moving = c[FROM] !== c[TO] || c[FROM + 1] !== c[TO + 1] || c[FROM + 2] !== c[TO + 2]
    const active = this.#kind !== 0 || this.#moving
    if (this.#active && !active) this.#state.fill(0)
    this.#active = active
  }

  /** [audio] The filtered key: `key` itself while the filter is off, else own arrays, good until the next call. */
  process(key: readonly Float64Array[], frames: number, offset: number): readonly Float64Array[] {
    if (!this.#active) return key
    for (let c = 0; c < key.length; c++) this.#channel(key[c]!, this.#output[c]!, 2 * c, frames, offset)
    return this.#output
  }

  #channel(key: Float64Array, output: Float64Array, at: number, frames: number, offset: number): void {
    const c = this.#coefficients
    const state = this.#state
    const a1 = c[A1]!
    const a2 = c[A2]!
    const a3 = c[A3]!
    const through = c[FROM]!
    const band = c[FROM + 1]!
    const low = c[FROM + 2]!
    const throughStep = (c[TO]! - through) / QUANTUM
    const bandStep = (c[TO + 1]! - band) / QUANTUM
    const lowStep = (c[TO + 2]! - low) / QUANTUM
    let s1 = state[at]!
    let s2 = state[at + 1]!
    for (let i = 0; i < frames; i++) {
      const j = offset + i
      const x = key[i]!
      const v3 = x - s2
      const v1 = a1 * s1 + a2 * v3
      const v2 = s2 + a2 * s1 + a3 * v3
      s1 = 2 * v1 - s1
      s2 = 2 * v2 - s2
      output[i] = (through + j * throughStep) * x + (band + j * bandStep) * v1 + (low + j * lowStep) * v2
    }
    state[at] = s1
    state[at + 1] = s2
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    flushState(this.#state, 0, this.#state.length)
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
    this.#weights.fill(0)
    this.#started = false
    this.#moving = true
    this.#active = false
  }
}
