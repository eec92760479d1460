import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'

/**
 * Low cut and high cut of the loop, 6 dB per octave each, so that every repeat is thinner and darker than the one before:
 *
 *     y -> minus its low-pass at `lowCut` -> low-pass at `highCut` -> y
 *
 * Trapezoidal one-pole sections (V. Zavalishin, "The art of VA filter design", 2012, chapter 3); they may be moved while they
 * run. Neither is above 0 dB anywhere, so the loop cannot grow. Towards the ends of the dials a filter is faded out, at the
 * very end it is off and the sound passes bit for bit.
 */

/** A filter is off at the end of its dial and whole from here on, Hz. */
export const LOW_OFF = 20
const LOW_WHOLE = 30
export const HIGH_OFF = 20000
const HIGH_WHOLE = 16000
/** Share of the sample rate above which a bilinear filter cannot be tuned. */
const HIGHEST = 0.49
const SILENCE = 1e-15

/** Places in the table of glides: value at this grid line and step per frame of each. */
const LOW_POLE = 0
const LOW_SHARE = 2
const HIGH_POLE = 4
const HIGH_SHARE = 6

export class LoopFilter {
  readonly #sampleRate: number
  readonly #glides: Float64Array
  /** Per channel: low-pass of the low cut, low-pass of the high cut. */
  readonly #state: Float64Array
  #off = true
  #moving = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.#glides = env.allocate(8)
    this.#state = env.allocate(2 * env.channels)
  }

  /** [audio] On a grid line: cuts in Hz at this and at the next one. */
  retune(lowFrom: number, lowTo: number, highFrom: number, highTo: number): void {
    this.#off = lowFrom <= LOW_OFF && lowTo <= LOW_OFF && highFrom >= HIGH_OFF && highTo >= HIGH_OFF
    this.#moving = lowFrom !== lowTo || highFrom !== highTo
    this.#glide(LOW_POLE, this.#pole(lowFrom), this.#pole(lowTo))
    this.#glide(HIGH_POLE, this.#pole(highFrom), this.#pole(highTo))
    this.#glide(LOW_SHARE, share(lowFrom, LOW_OFF, LOW_WHOLE), share(lowTo, LOW_OFF, LOW_WHOLE))
    this.#glide(HIGH_SHARE, share(highFrom, HIGH_OFF, HIGH_WHOLE), share(highTo, HIGH_OFF, HIGH_WHOLE))
    if (this.#off) this.reset()
  }

  /** [audio] Filters `y[at..at + frames - 1]` in place; `since`: frames since the grid line. */
  process(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    if (this.#off) return
    if (this.#moving) this.#glideThrough(channel, y, at, frames, since)
    else this.#stand(channel, y, at, frames)
  }

  /** Both filters at rest. From state to state one product and one sum: the chain that decides the cost. */
  #stand(channel: number, y: Float64Array, at: number, frames: number): void {
    const lowPole = this.#glides[LOW_POLE]!
    const lowKeep = 1 - lowPole
    const lowHalf = 0.5 * this.#glides[LOW_SHARE]!
    const highPole = this.#glides[HIGH_POLE]!
    const highKeep = 1 - highPole
    const highShare = this.#glides[HIGH_SHARE]!
    const state = this.#state
    let low = state[2 * channel]!
    let high = state[2 * channel + 1]!
    for (let i = at; i < at + frames; i++) {
      const x = y[i]!
      const lowNext = lowKeep * low + lowPole * x
      const thin = x - lowHalf * (low + lowNext)
      const highNext = highKeep * high + highPole * thin
      y[i] = thin + highShare * (0.5 * (high + highNext) - thin)
      low = lowNext
      high = highNext
    }
    state[2 * channel] = low
    state[2 * channel + 1] = high
  }

  /** The same while a cut moves, every coefficient on a straight line. */
  #glideThrough(channel: number, y: Float64Array, at: number, frames: number, since: number): void {
    const glides = this.#glides
    const lowPole = glides[LOW_POLE]!
    const lowPoleStep = glides[LOW_POLE + 1]!
    const lowHalf = 0.5 * glides[LOW_SHARE]!
    const lowHalfStep = 0.5 * glides[LOW_SHARE + 1]!
    const highPole = glides[HIGH_POLE]!
    const highPoleStep = glides[HIGH_POLE + 1]!
    const highShare = glides[HIGH_SHARE]!
    const highShareStep = glides[HIGH_SHARE + 1]!
    const state = this.#state
    let low = state[2 * channel]!
    let high = state[2 * channel + 1]!
    for (let i = 0; i < frames; i++) {
      const k = since + i
      const p = lowPole + lowPoleStep * k
      const q = highPole + highPoleStep * k
      const x = y[at + i]!
      const lowNext = (1 - p) * low + p * x
      const thin = x - (lowHalf + lowHalfStep * k) * (low + lowNext)
      const highNext = (1 - q) * high + q * thin
      y[at + i] = thin + (highShare + highShareStep * k) * (0.5 * (high + highNext) - thin)
      low = lowNext
      high = highNext
    }
    state[2 * channel] = low
    state[2 * channel + 1] = high
  }

  /** [audio] Ends decays. */
  flush(): void {
    const state = this.#state
    for (let k = 0; k < state.length; k++) if (Math.abs(state[k]!) < SILENCE) state[k] = 0
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }

  #glide(place: number, from: number, to: number): void {
    this.#glides[place] = from
    this.#glides[place + 1] = (to - from) / QUANTUM
  }

  /** The share of the way to its input that the state of a low-pass at `hz` goes per frame. */
  #pole(hz: number): number {
    const highest = HIGHEST * this.#sampleRate
    const g = Math.tan((Math.PI * (hz < highest ? hz : highest)) / this.#sampleRate)
    return (2 * g) / (1 + g)
  }
}

/** 0 at `off`, 1 from `whole` on. */
function share(hz: number, off: number, whole: number): number {
  const s = (hz - off) / (whole - off)
  return s <= 0 ? 0 : s >= 1 ? 1 : s
}
