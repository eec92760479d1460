import { type ProcessorEnv, QUANTUM } from '../../../host/sdk/index.ts'
import { designBand } from '../band.ts'
import { firstSlot } from '../chain.ts'
import { onSpline } from '../motion.ts'
import { BAND_TYPES } from '../prototype.ts'
import { COEFFICIENTS } from '../section.ts'
import {
  ATTACK_OF,
  CHANNELS_OF,
  dynamicsAt,
  RANGE_OF,
  RATIO_OF,
  RELEASE_OF,
  THRESHOLD_OF,
  UNIT_DOUBLES,
} from '../settings.ts'
import { copyFrames, type Slots } from '../slots.ts'
import { Detector } from './detector.ts'
import { moveDb } from './law.ts'

/** The gain of a dynamic band takes a new direction this often: four times per grid line. */
export const POINTS = 4
const SPAN = QUANTUM / POINTS
/** What spline and steps add to attack and release, in frames; taken off the times, so that the dials tell the truth. */
const LAG = 1.5 * SPAN
/** Gain moves smaller than this (dB, -160 dB of the sound) wait for the next. */
const SMALLEST = 1e-6
/** Gains stay within what the bands are fitted for. */
const MOST_DB = 24
/** Indices of BAND_TYPES below this one have a gain. */
const WITH_GAIN = BAND_TYPES.indexOf('notch')

// Layout of the state.
const MOVE = 0
/** Deepest and highest move of the last call. */
const LOWEST = 1
const HIGHEST = 2
/** The move that stands in the design. */
const DESIGNED = 3
/** Frequency, gain and Q at the last three grid lines. */
const OLDER = 4
const OLD = 7
const NOW = 10
const STATE = 13

/**
 * One band whose gain follows the level of its own region.
 *
 *     key (or input) -> detector -> law -> attack, release -> + gain -> design, four times per grid line -> slot
 *
 * The level that decides is the one before the point, so the band never hears the future and a split call gives the same
 * bits. Without a move the design is the static one, bit for bit.
 */
export class DynamicBand {
  readonly #settings: Float64Array
  readonly #unit: number
  readonly #law: number
  readonly #slot: number
  readonly #slots: Slots
  readonly #sampleRate: number
  readonly #detector: Detector
  readonly #s: Float64Array
  readonly #c = new Float64Array(COEFFICIENTS)
  #on = false
  #kind = 0
  #channels = 0
  /** True while frequency, gain or Q move, or the slot has not arrived. */
  #gliding = false
  #busy = true

  /** [idle] `band` counts from 0; `settings` as in settings.ts. */
  constructor(env: ProcessorEnv, band: number, slots: Slots, settings: Float64Array) {
    this.#settings = settings
    this.#unit = (band + 1) * UNIT_DOUBLES
    this.#law = dynamicsAt(band)
    this.#slot = firstSlot(band + 1)
    this.#slots = slots
    this.#sampleRate = env.sampleRate
    this.#detector = new Detector(env)
    this.#s = env.allocate(STATE)
  }

  /** [audio] True while this band designs its slot. */
  get on(): boolean {
    return this.#on
  }

  /** [audio] dB, 0 or negative: the deepest cut of the last `process`. */
  get lowest(): number {
    return this.#s[LOWEST]!
  }

  /** [audio] dB, 0 or positive: the highest lift of the last `process`. */
  get highest(): number {
    return this.#s[HIGHEST]!
  }

  /** [audio] Takes the slot over at the settings, without a move. */
  start(): void {
    const s = this.#s
    this.#on = true
    this.#slots.setPoints(this.#slot, POINTS)
    this.#detector.reset()
    s.fill(0, 0, OLDER)
    for (let i = 0; i < 3; i++) this.#takeSettings()
    this.#design(0)
    this.#busy = true
  }

  /** [audio] Gives the slot back; what the gain had moved is turned back in 20 ms. */
  stop(): void {
    this.#on = false
    this.#slots.setPoints(this.#slot, 1)
    if (this.#s[MOVE] !== 0) this.#slots.turn(this.#slot)
    this.#s.fill(0, 0, OLDER)
  }

  /** [audio] Frames 0..frames of x through the band into y (may be the same arrays); `key` is what it listens to. */
  process(
    key: readonly Float64Array[],
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const s = this.#s
    const slots = this.#slots
    s[LOWEST] = s[MOVE]! < 0 ? s[MOVE]! : 0
    s[HIGHEST] = s[MOVE]! > 0 ? s[MOVE]! : 0
    let from = 0
    while (from < frames) {
      const within = (offset + from) & (SPAN - 1)
      if (within === 0) this.#point(offset + from)
      const to = Math.min(frames, from + SPAN - within)
      if (!slots.isIdle(this.#slot)) slots.run(this.#slot, x, y, from, to)
      else if (x !== y) for (let c = 0; c < x.length; c++) copyFrames(x[c]!, y[c]!, from, to)
      this.#detector.process(this.#channels, key, from, to)
      from = to
    }
  }

  /** What happens on every point. */
  #point(at: number): void {
    if (at === 0) {
      this.#takeSettings()
      this.#detector.flush()
    }
    this.#follow()
    if (!this.#gliding && !this.#busy && !this.#moved()) return
    this.#busy = !this.#design(at / QUANTUM)
    if (this.#slots.advance(this.#slot)) this.#busy = true
  }

  /** A move ends exactly on 0, so that the band is the plain one again. */
  #moved(): boolean {
    const move = this.#s[MOVE]!
    const designed = this.#s[DESIGNED]!
    return move === 0 ? designed !== 0 : Math.abs(move - designed) > SMALLEST
  }

  /** The next grid line of frequency, gain and Q, and everything that jumps. */
  #takeSettings(): void {
    const s = this.#s
    const settings = this.#settings
    const unit = this.#unit
    this.#gliding = false
    let moved = false
    for (let i = 0; i < 3; i++) {
      s[OLDER + i] = s[OLD + i]!
      s[OLD + i] = s[NOW + i]!
      if (s[NOW + i] !== settings[unit + 1 + i]) moved = true
      s[NOW + i] = settings[unit + 1 + i]!
      if (s[OLDER + i] !== s[NOW + i] || s[OLD + i] !== s[NOW + i]) this.#gliding = true
    }
    if (!moved && this.#kind === settings[unit] && this.#channels === settings[unit + CHANNELS_OF]) return
    this.#kind = settings[unit]!
    this.#channels = settings[unit + CHANNELS_OF]!
    if (this.#kind > 0) this.#detector.set(this.#kind - 1, settings[unit + 1]!, settings[unit + 3]!)
    this.#busy = true
  }

  /** One step of the gain towards what the level asks for. */
  #follow(): void {
    const s = this.#s
    const settings = this.#settings
    const law = this.#law
    const levelDb = 10 * Math.log10(this.#detector.power + 1e-30)
    const acts = this.#kind > 0 && this.#kind - 1 < WITH_GAIN
    const wanted = acts
      ? moveDb(levelDb, settings[law + THRESHOLD_OF]!, settings[law + RATIO_OF]!, settings[law + RANGE_OF]!)
      : 0
    const move = s[MOVE]!
    const way = wanted - move
    if (Math.abs(way) < SMALLEST) {
      s[MOVE] = wanted
      return
    }
    const ms = Math.abs(wanted) > Math.abs(move) ? settings[law + ATTACK_OF]! : settings[law + RELEASE_OF]!
    const frames = Math.max(1, (ms * this.#sampleRate) / 1000 - LAG)
    const now = move + way * (1 - Math.exp(-SPAN / frames))
    s[MOVE] = now
    if (now < s[LOWEST]!) s[LOWEST] = now
    if (now > s[HIGHEST]!) s[HIGHEST] = now
  }

  /** Designs the slot, `t` (0..1) between two grid lines; false while the slot waits for silence to change channels. */
  #design(t: number): boolean {
    const s = this.#s
    const kind = this.#kind
    s[DESIGNED] = s[MOVE]!
    if (kind > 0) {
      const gainDb = this.#glide(1, t) + s[MOVE]!
      const limited = Math.max(-MOST_DB, Math.min(MOST_DB, gainDb))
      designBand(kind - 1, this.#glide(0, t), limited, this.#glide(2, t), this.#sampleRate, this.#c, 0)
    }
    return this.#slots.design(this.#slot, kind, this.#channels, this.#c, 0)
  }

  /** The quadratic spline of motion.ts, through a setting at the last three grid lines. */
  #glide(i: number, t: number): number {
    const s = this.#s
    const now = s[NOW + i]!
    if (!this.#gliding) return now
    return onSpline(s[OLDER + i]!, s[OLD + i]!, now, t)
  }
}
