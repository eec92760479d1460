// Layout: the two memories, then the share of the distance each covers per frame, down and up.
const FAST = 0
const SLOW = 1
const ATTACK = 2
const RELEASE = 3
const CHARGE = 4
const SLOW_RELEASE = 5
const LOWEST = 6
const HIGHEST = 7
/** Frames to hold, and how many of them are left. */
const HOLD = 8
const LEFT = 9

/** Doubles of state of one Smoother. */
export const SMOOTHER_STATE = 10

/** With automatic release, the slow memory fills in 4 and empties in 8 release times (by ear on speech and drums). */
const CHARGE_TIMES = 4
const SLOW_TIMES = 8
/** Closer than this (octaves, -163 dB of gain) the reduction has arrived: it ends exactly on 0 and not in an endless tail. */
const NEAR = 1e-8

/** [audio] Share of the distance a one-pole covers per frame, so that 63.2 % are done after `frames`. */
const coverage = (frames: number): number => 1 - Math.exp(-1 / frames)

/**
 * A gain over time, in octaves (dB), so that the times do not depend on depth: a one-pole that goes down with the attack
 * and up with the release. Automatic release adds a second, slow memory and gives the lower of both: after a short peak
 * the gain comes back with the release time, after a long loud passage slowly. A hold keeps the gain where it is for a
 * time after the last frame that wanted it there or lower.
 * Source: Giannoulis, Massberg, Reiss, JAES 60(6), 2012: smooth branching detector on the gain, eq. 16 and figure 7(c).
 */
export class Smoother {
  readonly #s: Float64Array
  #auto = false

  /** [idle] `state`: SMOOTHER_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Times in frames: attack and release above 0, hold 0 or more. */
  set(attackFrames: number, holdFrames: number, releaseFrames: number, auto: boolean): void {
    const s = this.#s
    s[HOLD] = holdFrames
    if (s[LEFT]! > holdFrames) s[LEFT] = holdFrames
    s[ATTACK] = coverage(attackFrames)
    s[RELEASE] = coverage(releaseFrames)
    s[CHARGE] = coverage(Math.max(attackFrames, CHARGE_TIMES * releaseFrames))
    s[SLOW_RELEASE] = coverage(SLOW_TIMES * releaseFrames)
    if (this.#auto && !auto) {
      s[FAST] = Math.min(s[FAST]!, s[SLOW]!)
      s[SLOW] = 0
    }
    this.#auto = auto
  }

  /** [audio] True when nothing is left to come back from. */
  get atRest(): boolean {
    return this.#s[FAST] === 0 && this.#s[SLOW] === 0
  }

  /** [audio] The lowest gain of the last `process`, octaves, not above 0. In the state, because a number that is handed back may be boxed. */
  get lowest(): number {
    return this.#s[LOWEST]!
  }

  /** [audio] The highest gain of the last `process`, octaves, not below 0. */
  get highest(): number {
    return this.#s[HIGHEST]!
  }

  /** [audio] Replaces the wanted gains (octaves) by the smoothed ones. */
  process(gain: Float64Array, frames: number): void {
    if (this.#s[HOLD]! > 0) this.#processHeld(gain, frames)
    else if (this.#auto) this.#processAuto(gain, frames)
    else this.#processPlain(gain, frames)
  }

  /** Written so that one frame waits for the one before by a product and a sum only. */
  #processPlain(gain: Float64Array, frames: number): void {
    const s = this.#s
    const attack = s[ATTACK]!
    const release = s[RELEASE]!
    const keepDown = 1 - attack
    const keepUp = 1 - release
    let y = s[FAST]!
    let lowest = y < 0 ? y : 0
    let highest = y > 0 ? y : 0
    for (let i = 0; i < frames; i++) {
      const wanted = gain[i]!
      const way = wanted - y
      if (way < 0) {
        y = way > -NEAR ? wanted : keepDown * y + attack * wanted
        if (y < lowest) lowest = y
      } else {
        y = way < NEAR ? wanted : keepUp * y + release * wanted
        if (y > highest) highest = y
      }
      gain[i] = y
    }
    s[FAST] = y
    s[LOWEST] = lowest
    s[HIGHEST] = highest
  }

  #processAuto(gain: Float64Array, frames: number): void {
    const s = this.#s
    const attack = s[ATTACK]!
    const release = s[RELEASE]!
    const charge = s[CHARGE]!
    const slowRelease = s[SLOW_RELEASE]!
    let fast = s[FAST]!
    let slow = s[SLOW]!
    let lowest = 0
    let highest = 0
    for (let i = 0; i < frames; i++) {
      const wanted = gain[i]!
      const way = wanted - fast
      if (way < 0) fast = way > -NEAR ? wanted : fast + attack * way
      else fast = way < NEAR ? wanted : fast + release * way
      const slowWay = wanted - slow
      if (slowWay < 0) slow = slowWay > -NEAR ? wanted : slow + charge * slowWay
      else slow = slowWay < NEAR ? wanted : slow + slowRelease * slowWay
      const y = fast < slow ? fast : slow
      gain[i] = y
      if (y < lowest) lowest = y
      else if (y > highest) highest = y
    }
    s[FAST] = fast
    s[SLOW] = slow
    s[LOWEST] = lowest
    s[HIGHEST] = highest
  }

  /** With a hold, both memories wait until it is over. */
  #processHeld(gain: Float64Array, frames: number): void {
    const s = this.#s
    const attack = s[ATTACK]!
    const release = s[RELEASE]!
    const charge = s[CHARGE]!
    const slowRelease = s[SLOW_RELEASE]!
    const hold = s[HOLD]!
    const auto = this.#auto
    let left = s[LEFT]!
    let fast = s[FAST]!
    let slow = s[SLOW]!
    let lowest = 0
    let highest = 0
    for (let i = 0; i < frames; i++) {
      const wanted = gain[i]!
      const way = wanted - fast
      const free = left <= 0
      if (way < NEAR) {
        fast = way > -NEAR ? wanted : fast + attack * way
        left = hold
      } else if (free) fast += release * way
      else left--
      if (auto) {
        const slowWay = wanted - slow
        if (slowWay < 0) slow = slowWay > -NEAR ? wanted : slow + charge * slowWay
        else if (free) slow = slowWay < NEAR ? wanted : slow + slowRelease * slowWay
      }
      const y = auto && slow < fast ? slow : fast
      gain[i] = y
      if (y < lowest) lowest = y
      if (y > highest) highest = y
    }
    s[LEFT] = left
    s[FAST] = fast
    s[SLOW] = slow
    s[LOWEST] = lowest
    s[HIGHEST] = highest
  }

  /** [audio] Starts where `other` stands. */
  copy(other: Smoother): void {
    this.#s[FAST] = other.#s[FAST]!
    this.#s[SLOW] = other.#s[SLOW]!
    this.#s[LEFT] = other.#s[LEFT]!
  }

  /** [audio] True when `other` stands at the same reduction within `octaves`. */
  isNear(other: Smoother, octaves: number): boolean {
    const fast = Math.abs(this.#s[FAST]! - other.#s[FAST]!)
    const slow = Math.abs(this.#s[SLOW]! - other.#s[SLOW]!)
    return fast <= octaves && slow <= octaves
  }

  /** [audio] */
  reset(): void {
    this.#s[FAST] = 0
    this.#s[SLOW] = 0
    this.#s[LEFT] = 0
  }
}
