import { dbToGain } from '../../../host/sdk/index.ts'
import { AbsorptionDesign } from './absorption.ts'
import { type Character, EARLY_TAPS, type LineCount } from './characters.ts'
import { Dials } from './dials.ts'
import { EarlyPattern } from './early-pattern.ts'
import { injectFor } from './level.ts'
import { type Ladder, loopFactor, makeLadder, primeFrom } from './line-lengths.ts'
import { WEIGHTS } from './pole-bank.ts'
import { PoleFit } from './pole-fit.ts'
import { VoiceDesign } from './voice.ts'

type Allocate = (doubles: number) => Float64Array

/** Everything the dials decide, in frames and linear gains: what a stage reads while it runs. */
export class Setting {
  /** The dials this setting was made of. */
  readonly dials = new Dials()
  /** Per line, frames. */
  readonly lineDelays: Float64Array
  /** Per line, WEIGHTS each, with the scale of the matrix. */
  readonly weights: Float64Array
  /** Per ear and tap: frames and gains. */
  readonly tapDelays: Float64Array
  readonly tapGains: Float64Array
  /** WEIGHTS of the filter from the lattice into the loop, then of the filter to the cloud taps. */
  readonly voice: Float64Array
  /** Frames. */
  preDelay = 0

  /** [idle] */
  constructor(lines: LineCount, allocate: Allocate) {
    this.lineDelays = allocate(lines)
    this.weights = allocate(lines * WEIGHTS)
    this.voice = allocate(2 * WEIGHTS)
    this.tapDelays = allocate(2 * EARLY_TAPS)
    this.tapGains = allocate(2 * EARLY_TAPS)
  }
}

/** Lines designed per step: two fits take about 20 us, 50 us at worst. */
const LINES_PER_STEP = 2

/** Turns dials into a setting in small steps, so that the audio thread can take one per grid line. */
export class SettingDesign {
  /** Which ring each early tap listens to. */
  readonly tapRings: Float64Array
  /** Gain of the input per line. */
  readonly lineFeed: Float64Array
  readonly #character: Character
  readonly #lines: LineCount
  readonly #sampleRate: number
  readonly #ladder: Ladder
  readonly #absorption: AbsorptionDesign
  readonly #voice: VoiceDesign
  readonly #early: EarlyPattern
  #into: Setting
  /** Rung of the ladder that comes next. */
  #rung = 0
  #begun = false

  /** [idle] `spare`: a setting to start with; `begin` names the real one. */
  constructor(
    character: Character,
    lines: LineCount,
    sampleRate: number,
    spare: Setting,
    allocate: Allocate,
  ) {
    this.#lines = lines
    this.#sampleRate = sampleRate
    this.#character = character
    this.#ladder = makeLadder(character, lines, allocate)
    this.lineFeed = this.#ladder.feed
    const fit = new PoleFit(sampleRate, allocate)
    this.#absorption = new AbsorptionDesign(fit, sampleRate, allocate)
    this.#voice = new VoiceDesign(fit, character.voice, allocate)
    this.#early = new EarlyPattern(character, lines, sampleRate, allocate)
    this.tapRings = this.#early.ring
    this.#into = spare
  }

  /**
   * [audio] Starts on `into`. What `now` already holds is taken over. While frozen the lengths of `now` stay, for a
   * move of the lengths would lose energy.
   */
  begin(dials: Dials, into: Setting, now: Setting | undefined): void {
    this.#into = into
    into.dials.copy(dials)
    this.#begun = false
    this.#rung = 0
    if (now === undefined) return
    const same = !now.dials.freeze && !dials.freeze && now.dials.sameLoop(dials)
    if (!same && !dials.freeze) return
    into.lineDelays.set(now.lineDelays)
    if (same) into.weights.set(now.weights)
    else this.#freeze()
    this.#rung = this.#lines
  }

  /** [audio] One step; true when the setting is ready. */
  step(): boolean {
    const dials = this.#into.dials
    if (!this.#begun) {
      this.#begun = true
      this.#absorption.aim(dials)
      this.#feed()
      return false
    }
    for (let n = 0; n < LINES_PER_STEP && this.#rung < this.#lines; n++) this.#designLine(this.#rung++)
    if (this.#rung < this.#lines) return false
    if (dials.freeze) this.#freeze()
    this.#setInject()
    return true
  }

  /** Delay and filter of the line on a rung; the rungs go from short to long. */
  #designLine(rung: number): void {
    const { lineDelays, weights, dials } = this.#into
    const line = this.#ladder.order[rung]!
    const shorter = rung === 0 ? 0 : lineDelays[this.#ladder.order[rung - 1]!]!
    const wanted = (this.#ladder.ms[line]! * loopFactor(dials.size, dials.decay) * this.#sampleRate) / 1000
    const frames = primeFrom(Math.max(shorter + 1, wanted))
    lineDelays[line] = frames
    this.#absorption.fit(frames, 1 / Math.sqrt(this.#lines), weights, line * WEIGHTS)
  }

  /** No absorption. */
  #freeze(): void {
    const weights = this.#into.weights
    weights.fill(0)
    for (let k = 0; k < this.#lines; k++) weights[k * WEIGHTS] = 1 / Math.sqrt(this.#lines)
  }

  /** Pre-delay and early pattern; frozen, the input is closed. */
  #feed(): void {
    const into = this.#into
    const { dials, tapDelays, tapGains } = into
    into.preDelay = Math.round((dials.preDelay * this.#sampleRate) / 1000)
    this.#early.design(dials.size, dials.decay, tapDelays, tapGains)
    if (dials.freeze) tapGains.fill(0)
    // The cloud fills the time up to the shortest line: its middle stands for all of it.
    const shortestMs = this.#character.loopMs[this.#lines][0] * loopFactor(dials.size, dials.decay)
    this.#voice.design(dials, shortestMs / 2000, into.voice)
  }

  /** Gain into the loop, with the growth of the lattice taken back; frozen, the input is closed. */
  #setInject(): void {
    const into = this.#into
    let sum = 0
    for (let k = 0; k < this.#lines; k++) sum += into.lineDelays[k]!
    const mean = sum / this.#lines / this.#sampleRate
    const { latticeMs, levelDb } = this.#character
    const open = dbToGain(levelDb) * 2 ** (-0.5 * latticeMs.length) * injectFor(mean, into.dials.decay)
    const gain = into.dials.freeze ? 0 : open
    for (let j = 0; j < WEIGHTS; j++) into.voice[j] = gain * into.voice[j]!
  }
}
