import { dbToGain, gainToDb, type ProcessorEnv } from '../../host/sdk/index.ts'

/**
 * Makes the repeats softer while the source plays:
 *
 *     source -> peak per 32 frames -> depth 0..1 -> attack, release -> amount x depth in dB -> gain
 *
 * The depth begins at -48 dBFS and is whole from -24 dBFS on: between them lies what a close microphone picks up of the
 * room and the first word of a singer. One step per 32 frames of the engine's grid, straight lines between.
 */

/** Frames per step; divides the engine's grid. */
const STEP = 32
const BEGINS_DB = -48
const WHOLE_DB = -24
const ATTACK_SECONDS = 0.005
/** A depth below this is none. */
const NONE = 1e-6

export class Ducker {
  readonly #sampleRate: number
  /**
   * [0] peak of the running step, [1] depth, [2] gain at its start, [3] gain at its end, [4] depth wanted; then the share of
   * the way per step, [5] down and [6] up. All in memory: a number chosen between two fields is boxed, which is garbage.
   */
  readonly #state: Float64Array
  #amountDb = 0
  #off = true

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.#state = env.allocate(7)
    this.#state[5] = 1 - Math.exp(-STEP / (ATTACK_SECONDS * env.sampleRate))
    this.reset()
  }

  /** [audio] On a grid line: amount at this and at the next one, and the time of the release. */
  retune(fromDb: number, toDb: number, releaseMs: number): void {
    this.#off = fromDb === 0 && toDb === 0
    this.#amountDb = toDb
    this.#state[6] = 1 - Math.exp((-1000 * STEP) / (releaseMs * this.#sampleRate))
    if (this.#off) this.reset()
  }

  /** [audio] Turns `repeats` down under `source`, both planar, in place. `since`: frames since the grid line. */
  process(
    source: readonly Float64Array[],
    repeats: readonly Float64Array[],
    frames: number,
    since: number,
  ): void {
    if (this.#off) return
    const state = this.#state
    for (let i = 0; i < frames; i++) {
      const place = (since + i) & (STEP - 1)
      if (place === 0) this.#step()
      const gain = state[2]! + (state[3]! - state[2]!) * (place / STEP)
      for (let c = 0; c < source.length; c++) {
        const m = Math.abs(source[c]![i]!)
        if (m > state[0]!) state[0] = m
        repeats[c]![i] = gain * repeats[c]![i]!
      }
    }
  }

  /** [audio] The lowest gain of the running step, dB. */
  get lowestDb(): number {
    const state = this.#state
    return this.#off ? 0 : gainToDb(state[3]! < state[2]! ? state[3]! : state[2]!)
  }

  /** [audio] */
  reset(): void {
    this.#state[0] = 0
    this.#state[1] = 0
    this.#state[2] = 1
    this.#state[3] = 1
  }

  #step(): void {
    const state = this.#state
    const way = (gainToDb(state[0]!) - BEGINS_DB) / (WHOLE_DB - BEGINS_DB)
    state[4] = way > 0 ? (way < 1 ? way : 1) : 0
    const share = state[4] > state[1]! ? state[5]! : state[6]!
    const depth = state[1]! + (state[4] - state[1]!) * share
    state[0] = 0
    state[1] = depth < NONE ? 0 : depth
    state[2] = state[3]!
    state[3] = dbToGain(-this.#amountDb * state[1]!)
  }
}
