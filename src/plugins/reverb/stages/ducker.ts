import { dbToGain, gainToDb, type MeterCell, type ProcessIo, QUANTUM } from '../../../host/sdk/index.ts'

/** Frames per step; a power of two that divides the engine's grid. */
const STEP = 32
/** The ducking begins at the lower and is whole from the higher level on: from room noise to the first word, dBFS. */
const BEGINS_DB = -48
const WHOLE_DB = -24
/** Twice: two equal one-poles in a row begin without a corner. */
const ATTACK_SECONDS = 0.006
/** A depth below this is none. */
const NONE = 1e-6

/** Places in the state. All in memory, because a number chosen between two fields is boxed, which is garbage. */
const PEAK = 0
const DEPTH = 1
const FROM = 2
const TO = 3
const WANTED = 4
const ATTACK = 5
const RELEASE = 6
const SOFT = 7

/**
 * Makes the reverb softer while the dry signal plays.
 *
 *     dry -> peak per step -> depth 0..1 -> attack, release -> softened -> amount x depth in dB -> gain, straight between steps
 */
export class Ducker {
  readonly #sampleRate: number
  readonly #state: Float64Array
  /** Amount at the last grid line, dB, and what it gains per frame up to the next. */
  #amountDb = 0
  #amountSlope = 0
  #off = true

  /** [idle] */
  constructor(sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#sampleRate = sampleRate
    this.#state = allocate(SOFT + 1)
    this.#state[ATTACK] = 1 - Math.exp(-STEP / (ATTACK_SECONDS * sampleRate))
    this.reset()
  }

  /** [audio] On a grid line: amount at this and at the next one, dB, and the time of the release. */
  aim(fromDb: number, toDb: number, releaseMs: number): void {
    this.#off = fromDb === 0 && toDb === 0
    this.#amountDb = fromDb
    this.#amountSlope = (toDb - fromDb) / QUANTUM
    this.#state[RELEASE] = 1 - Math.exp((-1000 * STEP) / (releaseMs * this.#sampleRate))
    if (this.#off) this.reset()
  }

  /** [audio] Turns down `left` and `right`, the wet ears, in place; one channel: `left` alone. */
  process(io: ProcessIo, left: Float64Array, right: Float64Array): void {
    if (this.#off) return
    const stereo = io.input.length > 1
    for (let at = 0; at < io.frames; ) {
      const place = (io.offset + at) & (STEP - 1)
      if (place === 0) this.#step(io.offset + at + STEP)
      const end = Math.min(io.frames, at + STEP - place)
      this.#turn(io.input[0]!, left, at, end, place)
      if (stereo) this.#turn(io.input[1]!, right, at, end, place)
      at = end
    }
  }

  /** [audio] Writes the lowest gain of the running step, dB. Not handed back: a number that is may be boxed, which is garbage. */
  show(meter: MeterCell): void {
    if (this.#off) {
      meter.value = 0
      return
    }
    const state = this.#state
    meter.value = gainToDb(state[TO]! < state[FROM]! ? state[TO]! : state[FROM]!)
  }

  /** [audio] */
  reset(): void {
    this.#state[PEAK] = 0
    this.#state[DEPTH] = 0
    this.#state[SOFT] = 0
    this.#state[FROM] = 1
    this.#state[TO] = 1
  }

  #turn(dry: Float64Array, wet: Float64Array, at: number, end: number, place: number): void {
    const state = this.#state
    const from = state[FROM]!
    const slope = (state[TO]! - from) / STEP
    const first = place - at
    let peak = state[PEAK]!
    for (let i = at; i < end; i++) {
      const m = Math.abs(dry[i]!)
      if (m > peak) peak = m
      wet[i] = (from + slope * (first + i)) * wet[i]!
    }
    state[PEAK] = peak
  }

  /** `end`: frames from the last grid line to the end of the step. */
  #step(end: number): void {
    const state = this.#state
    const way = (gainToDb(state[PEAK]!) - BEGINS_DB) / (WHOLE_DB - BEGINS_DB)
    state[WANTED] = way > 0 ? (way < 1 ? way : 1) : 0
    const share = state[WANTED]! > state[DEPTH]! ? state[ATTACK]! : state[RELEASE]!
    const depth = state[DEPTH]! + (state[WANTED]! - state[DEPTH]!) * share
    state[PEAK] = 0
    state[DEPTH] = depth < NONE ? 0 : depth
    const soft = state[SOFT]! + (state[DEPTH]! - state[SOFT]!) * state[ATTACK]!
    state[SOFT] = soft < NONE ? 0 : soft
    state[FROM] = state[TO]!
    state[TO] = dbToGain(-(this.#amountDb + this.#amountSlope * end) * state[SOFT]!)
  }
}
