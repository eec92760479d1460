// Layout: the two memories, then the share of the distance each covers per frame, down and up.
const FAST = 0
const SLOW = 1
const ATTACK = 2
const RELEASE = 3
const CHARGE = 4
const SLOW_RELEASE = 5
const DEEPEST = 6

/** Doubles of state of one Smoother. */
export const SMOOTHER_STATE = 7

/** With automatic release, the slow memory fills in 4 and empties in 8 release times (by ear on speech and drums). */
const CHARGE_TIMES = 4
const SLOW_TIMES = 8
/** Closer than this (octaves, -163 dB of gain) the reduction has arrived: it ends exactly on 0 and not in an endless tail. */
const NEAR = 1e-8

/** [audio] Share of the distance a one-pole covers per frame, so that 63.2 % are done after `frames`. */
const coverage = (frames: number): number => 1 - Math.exp(-1 / frames)

/**
 * Reduction over time: a one-pole that follows deeper reduction with the attack and shallower with the release, in
 * octaves (dB), so that the times do not depend on depth. Automatic release adds a second, slow memory and gives the
 * deeper of both: after a short peak the gain comes back with the release time, after a long loud passage slowly.
 * Source: Giannoulis, Massberg, Reiss, JAES 60(6), 2012: smooth branching detector on the gain, eq. 16 and figure 7(c).
 */
export class Smoother {
  readonly #s: Float64Array
  #auto = false

  /** [idle] `state`: SMOOTHER_STATE doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] Times in frames, above 0. */
  set(attackFrames: number, releaseFrames: number, auto: boolean): void {
    const s = this.#s
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

  /** [audio] The deepest of the last `process`, octaves. In the state, because a number that is handed back may be boxed. */
  get deepest(): number {
    return this.#s[DEEPEST]!
  }

  /** [audio] In place of `process` for a call in which it is at rest and nothing is wanted. */
  rest(): void {
    this.#s[DEEPEST] = 0
  }

  /** [audio] Replaces the wanted reductions (octaves, 0 or negative) by the smoothed ones. */
  process(reduction: Float64Array, frames: number): void {
    if (this.#auto) this.#processAuto(reduction, frames)
    else this.#processPlain(reduction, frames)
  }

  #processPlain(reduction: Float64Array, frames: number): void {
    const s = this.#s
    const attack = s[ATTACK]!
    const release = s[RELEASE]!
    let y = s[FAST]!
    let deepest = 0
    for (let i = 0; i < frames; i++) {
      const wanted = reduction[i]!
      const way = wanted - y
      if (way < 0) y = way > -NEAR ? wanted : y + attack * way
      else y = way < NEAR ? wanted : y + release * way
      reduction[i] = y
      if (y < deepest) deepest = y
    }
    s[FAST] = y
    s[DEEPEST] = deepest
  }

  #processAuto(reduction: Float64Array, frames: number): void {
    const s = this.#s
    const attack = s[ATTACK]!
    const release = s[RELEASE]!
    const charge = s[CHARGE]!
    const slowRelease = s[SLOW_RELEASE]!
    let fast = s[FAST]!
    let slow = s[SLOW]!
    let deepest = 0
    for (let i = 0; i < frames; i++) {
      const wanted = reduction[i]!
      const way = wanted - fast
      if (way < 0) fast = way > -NEAR ? wanted : fast + attack * way
      else fast = way < NEAR ? wanted : fast + release * way
      const slowWay = wanted - slow
      if (slowWay < 0) slow = slowWay > -NEAR ? wanted : slow + charge * slowWay
      else slow = slowWay < NEAR ? wanted : slow + slowRelease * slowWay
      const y = fast < slow ? fast : slow
      reduction[i] = y
      if (y < deepest) deepest = y
    }
    s[FAST] = fast
    s[SLOW] = slow
    s[DEEPEST] = deepest
  }

  /** [audio] Starts where `other` stands. */
  copy(other: Smoother): void {
    this.#s[FAST] = other.#s[FAST]!
    this.#s[SLOW] = other.#s[SLOW]!
  }

  /** [audio] True when `other` stands at the same reduction within `octaves`. */
  isNear(other: Smoother, octaves: number): boolean {
    const fast = Math.abs(this.#s[FAST]! - other.#s[FAST]!)
    const slow = Math.abs(this.#s[SLOW]! - other.#s[SLOW]!)
    return fast <= octaves && slow <= octaves
  }

  /** [idle] */
  reset(): void {
    this.#s[FAST] = 0
    this.#s[SLOW] = 0
  }
}
