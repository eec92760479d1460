import { flushState, type ProcessorEnv, QUANTUM } from '../../../host/sdk/index.ts'
import { addWeighted, WEIGHTING_MEMORY, weighting } from './k-weighting.ts'
import { PinkLoudness } from './pink.ts'

/**
 * The gates of BS.1770: windows below -70 LUFS say nothing (here as a mean power summed over the channels), nor do those 10 LU
 * below the mean of the others.
 */
const GATE = 10 ** ((-70 + 0.691) / 10)
const RELATIVE_GATE = 0.1
/** How far back the comparison looks at most, and how much of that stays when the curve is turned, in seconds. */
const MEMORY_SECONDS = 10
const KEPT_SECONDS = 0.3
/**
 * After so many seconds half of what was learnt is believed; after three times as many nine tenths. Less, and the first kick of
 * a song is the whole song; more, and its beginning is off (compared on a dozen instruments and on synthetic ones).
 */
const GUESS_SECONDS = 0.4
/** Time constants of the gain in seconds: of what is learnt, and of a turned curve. */
const DRIFT_SECONDS = 0.1
const TURN_SECONDS = 0.015
/** dB; closer than this a gain has arrived. */
const NEAR = 1e-6

// Layout of the state, input and output in turn: sums of this step, of both channels (one sum for both would depend on how the
// calls are split); averages of what passed both gates and their ages, of what
// passed the first and their ages; the last four steps. Then in dB the curve's loudness on pink noise, what the programme adds
// to it, and the gain; grid lines of this step, and steps.
const SUM = 0
const MEAN = 4
const AGE = 6
const LOUD = 8
const LOUD_AGE = 10
const STEPS = 12
const CURVE = 20
const PROGRAMME = 21
const GAIN = 22
const LINES = 23
const STEP = 24
const STATE = 25

/**
 * Takes back the loudness that the bands add.
 *
 *     gain = -(loudness of the curve on pink noise + how the programme differs from that)
 *
 * The first half is known before a note is heard and follows every knob; the second is learnt from input and output, both
 * measured as ITU-R BS.1770 does, over the last ten seconds in which there was something to hear. The first alone is 2 dB
 * off on real programmes; the second alone would have to guess after every turn of a knob.
 */
export class AutoGain {
  readonly #coefficients: Float64Array
  readonly #memory: Float64Array
  readonly #s: Float64Array
  /** The newest loudness of the curve on pink noise, dB. */
  readonly #weighed: Float64Array
  readonly #pink: PinkLoudness
  readonly #stereo: boolean
  readonly #lineSeconds: number
  /** Grid lines in 100 ms. */
  readonly #stepLines: number
  #on = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#coefficients = weighting(env.sampleRate)
    this.#memory = env.allocate(4 * WEIGHTING_MEMORY)
    this.#s = env.allocate(STATE)
    this.#weighed = env.allocate(1)
    this.#pink = new PinkLoudness(env.sampleRate)
    this.#stereo = env.channels > 1
    this.#lineSeconds = QUANTUM / env.sampleRate
    this.#stepLines = Math.round(0.1 / this.#lineSeconds)
  }

  /** [audio] True while it listens or its gain is on the way back to 0 dB. */
  get active(): boolean {
    return this.#on || this.#s[GAIN] !== 0
  }

  /** [audio] The gain in dB at the next grid line. */
  get gainDb(): number {
    return this.#s[GAIN]!
  }

  /** [audio] After a change of the settings (see settings.ts). What was learnt of the programme mostly holds for the new curve. */
  set(on: boolean, settings: Float64Array): void {
    const s = this.#s
    if (on && !this.#on) this.#forget()
    this.#on = on
    if (!on) return
    this.#pink.weigh(settings, this.#stereo, this.#weighed)
    const curveDb = this.#weighed[0]!
    if (curveDb === s[CURVE]) return
    const change = 10 ** ((curveDb - s[CURVE]!) / 10)
    s[CURVE] = curveDb
    s[MEAN + 1] = s[MEAN + 1]! * change
    s[LOUD + 1] = s[LOUD + 1]! * change
    for (let side = 0; side < 2; side++) {
      s[AGE + side] = Math.min(s[AGE + side]!, KEPT_SECONDS)
      s[LOUD_AGE + side] = Math.min(s[LOUD_AGE + side]!, KEPT_SECONDS)
    }
  }

  /** [audio] What comes in, and what the bands made of it. */
  hear(x: readonly Float64Array[], y: readonly Float64Array[], frames: number): void {
    const c = this.#coefficients
    const m = this.#memory
    for (let channel = 0; channel < x.length; channel++) {
      const at = 2 * channel
      addWeighted(c, m, at * WEIGHTING_MEMORY, x[channel]!, frames, this.#s, SUM + at)
      addWeighted(c, m, (at + 1) * WEIGHTING_MEMORY, y[channel]!, frames, this.#s, SUM + at + 1)
    }
  }

  /** [audio] On every grid line. */
  advance(): void {
    const s = this.#s
    s[LINES] = s[LINES]! + 1
    if (s[LINES] === this.#stepLines) this.#step()
    const known = s[AGE]! > 0 && s[AGE + 1]! > 0
    const sure = s[AGE]! ** 2 / (s[AGE]! ** 2 + GUESS_SECONDS ** 2)
    // Powers are blended, not dB: a lone kick that is cut to nothing must not draw the guess down to nothing.
    const learnt = s[MEAN + 1]! / s[MEAN]! / 10 ** (s[CURVE]! / 10)
    const programme = known ? 10 * Math.log10(1 + sure * (learnt - 1)) : 0
    this.#approach(PROGRAMME, programme, DRIFT_SECONDS)
    this.#approach(GAIN, this.#on ? -(s[CURVE]! + s[PROGRAMME]!) : 0, TURN_SECONDS)
  }

  /** A step of a window: 100 ms are over. */
  #step(): void {
    const s = this.#s
    const step = s[STEP]!
    for (let side = 0; side < 2; side++) {
      s[STEPS + 4 * side + (step & 3)] = (s[SUM + side]! + s[SUM + 2 + side]!) / (s[LINES]! * QUANTUM)
      s[SUM + side] = 0
      s[SUM + 2 + side] = 0
      this.#learn(side)
    }
    s[LINES] = 0
    s[STEP] = step + 1
  }

  /**
   * The window of the last 400 ms of one side joins the average, unless a gate is shut; before the start there was silence, or
   * the first kick would count twice as much as any later one. Input and output have gates of their own, as when both are
   * measured, so that a loud kick that is cut leaves the hats to count.
   */
  #learn(side: number): void {
    const s = this.#s
    let sum = 0
    for (let i = 0; i < 4; i++) sum += s[STEPS + 4 * side + i]!
    const power = 0.25 * sum
    if (!(power > GATE && power < Number.POSITIVE_INFINITY)) return
    this.#average(LOUD + side, LOUD_AGE + side, power)
    if (power > RELATIVE_GATE * s[LOUD + side]!) this.#average(MEAN + side, AGE + side, power)
  }

  /** One more 100 ms into an average of all there was, at most MEMORY_SECONDS of it. */
  #average(at: number, ageAt: number, power: number): void {
    const s = this.#s
    const seconds = this.#stepLines * this.#lineSeconds
    const age = Math.min(MEMORY_SECONDS, s[ageAt]! + seconds)
    s[ageAt] = age
    s[at] = s[at]! + Math.min(1, seconds / age) * (power - s[at]!)
  }

  #approach(at: number, goal: number, seconds: number): void {
    const s = this.#s
    const way = goal - s[at]!
    s[at] = Math.abs(way) < NEAR ? goal : s[at]! + way * (1 - Math.exp(-this.#lineSeconds / seconds))
  }

  /** [audio] On every grid line: ends decays in the weighting filters, and what is not a number. */
  flush(): void {
    flushState(this.#memory, 0, this.#memory.length)
  }

  #forget(): void {
    const s = this.#s
    this.#memory.fill(0)
    s.fill(0, 0, GAIN)
  }

  /** [audio] Starts at what is known before a note is heard. */
  reset(on: boolean, settings: Float64Array): void {
    this.#on = false
    this.#forget()
    this.set(on, settings)
    this.#s[GAIN] = on ? -this.#s[CURVE]! : 0
  }
}
