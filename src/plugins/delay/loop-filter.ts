import { flushState, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import { DIRECT, FEED, fitFirstOrder, modelPower, POLE } from './first-order.ts'

/**
 * Low cut and high cut of the loop, 6 dB per octave each, so that every repeat is thinner and darker than the one before:
 *
 *     y -> high-pass at `lowCut` -> low-pass at `highCut` -> y
 *
 * One pole each, so they may be moved while they run. Neither is above 0 dB anywhere, so the loop cannot grow. Towards the
 * ends of the dials a filter is faded out, at the very end it is off and the sound passes bit for bit.
 */

/** A filter is off at the end of its dial and whole from here on, Hz. */
const LOW_OFF = 20
const LOW_WHOLE = 30
const HIGH_OFF = 20000
const HIGH_WHOLE = 16000

/** Places in the tables: the low cut, the high cut. */
const LOW = 0
const HIGH = 3
const SIZE = 6

export class LoopFilter {
  readonly #sampleRate: number
  /** Coefficients at this grid line, at the next one, and what they move by per frame. */
  readonly #from: Float64Array
  readonly #to: Float64Array
  readonly #step: Float64Array
  /** Per channel: state of the low cut, state of the high cut. */
  readonly #state: Float64Array
  #off = true
  #moving = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.#from = env.allocate(SIZE)
    this.#to = env.allocate(SIZE)
    this.#step = env.allocate(SIZE)
    this.#state = env.allocate(2 * env.channels)
  }

  /** [audio] On a grid line: cuts in Hz at this and at the next one. */
  retune(lowFrom: number, lowTo: number, highFrom: number, highTo: number): void {
    this.#off = lowFrom <= LOW_OFF && lowTo <= LOW_OFF && highFrom >= HIGH_OFF && highTo >= HIGH_OFF
    this.#moving = lowFrom !== lowTo || highFrom !== highTo
    this.#fit(this.#from, lowFrom, highFrom)
    this.#fit(this.#to, lowTo, highTo)
    for (let k = 0; k < SIZE; k++) this.#step[k] = (this.#to[k]! - this.#from[k]!) / QUANTUM
    if (this.#off) this.reset()
  }

  /** [audio] Filters `y[at..at + frames - 1]` in place; `since`: frames since the grid line. */
  process(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    if (this.#off) return
    if (this.#moving) this.#glide(channel, y, at, frames, since)
    else this.stand(channel, y, at, frames)
  }

  /** [audio] The same with the cuts of the grid line for all frames. */
  stand(channel: number, y: Float64Array, at: number, frames: number): void {
    if (this.#off) return
    const table = this.#from
    const lowKeep = 1 - table[LOW + POLE]!
    const lowDirect = table[LOW + DIRECT]!
    const lowFeed = table[LOW + FEED]!
    const highKeep = 1 - table[HIGH + POLE]!
    const highDirect = table[HIGH + DIRECT]!
    const highFeed = table[HIGH + FEED]!
    const state = this.#state
    let low = state[2 * channel]!
    let high = state[2 * channel + 1]!
    for (let i = at; i < at + frames; i++) {
      const x = y[i]!
      const thin = lowDirect * x + low
      y[i] = highDirect * thin + high
      // One product and one sum from state to state: the chain that decides the cost.
      low = lowKeep * low + lowFeed * x
      high = highKeep * high + highFeed * thin
    }
    state[2 * channel] = low
    state[2 * channel + 1] = high
  }

  /** The same while a cut moves, every coefficient on a straight line. */
  #glide(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    const from = this.#from
    const step = this.#step
    const lowPole = from[LOW + POLE]!
    const lowPoleStep = step[LOW + POLE]!
    const lowDirect = from[LOW + DIRECT]!
    const lowDirectStep = step[LOW + DIRECT]!
    const lowFeed = from[LOW + FEED]!
    const lowFeedStep = step[LOW + FEED]!
    const highPole = from[HIGH + POLE]!
    const highPoleStep = step[HIGH + POLE]!
    const highDirect = from[HIGH + DIRECT]!
    const highDirectStep = step[HIGH + DIRECT]!
    const highFeed = from[HIGH + FEED]!
    const highFeedStep = step[HIGH + FEED]!
    const state = this.#state
    let low = state[2 * channel]!
    let high = state[2 * channel + 1]!
    for (let i = 0; i < frames; i++) {
      const k = since + i
      const x = y[at + i]!
      const thin = (lowDirect + lowDirectStep * k) * x + low
      y[at + i] = (highDirect + highDirectStep * k) * thin + high
      low += (lowFeed + lowFeedStep * k) * x - (lowPole + lowPoleStep * k) * low
      high += (highFeed + highFeedStep * k) * thin - (highPole + highPoleStep * k) * high
    }
    state[2 * channel] = low
    state[2 * channel + 1] = high
  }

  /** [audio] Ends decays. */
  flush(): void {
    flushState(this.#state, 0, this.#state.length)
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }

  #fit(table: Float64Array, lowCut: number, highCut: number): void {
    fitFirstOrder(table, LOW, lowCut, true, lowShare(lowCut), this.#sampleRate)
    fitFirstOrder(table, HIGH, highCut, false, highShare(highCut), this.#sampleRate)
  }
}

/** [control] Gain of both filters at `hz`, dB: the analogue model that the sections are fitted to. */
export function loopFilterDb(lowCut: number, highCut: number, hz: number): number {
  const low = modelPower(hz / lowCut, true, lowShare(lowCut))
  const high = modelPower(hz / highCut, false, highShare(highCut))
  return 10 * Math.log10(low * high)
}

const clamp = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : x)
/** [audio] How much of a filter is mixed in: 0 at the end of its dial. */
const lowShare = (hz: number): number => clamp((hz - LOW_OFF) / (LOW_WHOLE - LOW_OFF))
/** [audio] */
const highShare = (hz: number): number => clamp((hz - HIGH_OFF) / (HIGH_WHOLE - HIGH_OFF))
