import { FADE_STEP, type ProcessorEnv, QUANTUM, SPLINE_STATE, Spline, towards } from '../../host/sdk/index.ts'

// Positions of the words in LISTENS.
const DETECTED = 1
const REMOVED = 2

/** Fades to what the detector hears, or to what has been taken away. */
export class Listen {
  readonly #detected: Spline
  readonly #removed: Spline
  readonly #shares: Float64Array
  /** How much of either is in, 0..1: detected, removed. */
  readonly #in: Float64Array

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#detected = new Spline(env.allocate(SPLINE_STATE))
    this.#removed = new Spline(env.allocate(SPLINE_STATE))
    this.#shares = env.allocate(QUANTUM)
    this.#in = env.allocate(2)
  }

  /** [audio] On every grid line. `wanted`: index into LISTENS; `jump`: it is there at once. */
  advance(wanted: number, jump: boolean): void {
    const shares = this.#in
    const step = jump ? 1 : FADE_STEP
    for (let i = 0; i < 2; i++) {
      const goal = wanted === (i === 0 ? DETECTED : REMOVED) ? 1 : 0
      const spline = i === 0 ? this.#detected : this.#removed
      if (!jump && shares[i] === goal) {
        spline.stay()
        continue
      }
      shares[i] = towards(shares[i]!, goal, step)
      if (jump) spline.jump(shares[i]!)
      else spline.take(shares[i]!)
    }
  }

  /** [audio] Fades over `output`, which came out of `sound`. */
  process(
    heard: readonly Float64Array[],
    sound: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const detected = this.#detected
    const removed = this.#removed
    if (removed.moves || removed.point > 0) {
      removed.fill(this.#shares, frames, offset)
      for (let c = 0; c < output.length; c++) fadeToRest(sound[c]!, output[c]!, this.#shares, frames)
    }
    if (detected.moves || detected.point > 0) {
      detected.fill(this.#shares, frames, offset)
      for (let c = 0; c < output.length; c++) fadeTo(heard[c]!, output[c]!, this.#shares, frames)
    }
  }
}

function fadeTo(other: Float64Array, output: Float64Array, share: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) output[i] = output[i]! + share[i]! * (other[i]! - output[i]!)
}

/** Fades to what is missing in `output`. */
function fadeToRest(sound: Float64Array, output: Float64Array, share: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) output[i] = output[i]! + share[i]! * (sound[i]! - 2 * output[i]!)
}
