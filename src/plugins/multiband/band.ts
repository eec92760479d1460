import {
  DB_PER_OCTAVE,
  dbToGain,
  FADE_STEP,
  LookAhead,
  type MeterCell,
  type NumberView,
  type ProcessorEnv,
  QUANTUM,
  Reducer,
  type ReducerDials,
  SPLINE_STATE,
  Spline,
  still,
  type ToggleView,
  towards,
} from '../../host/sdk/index.ts'
import { addMoving, addMovingReduced, addReduced, addReducedPair, addSteady } from './band-sum.ts'
import type { BandNumber, MultibandViews } from './params.ts'

// Layout of the shares, 0..1: how much of the band is heard, and how much of its compression is in.
const HEARD = 0
const ACTIVE = 1

/** [idle] What the reducer of band `n` follows. */
const reducerDials = (p: MultibandViews, n: BandNumber): ReducerDials => ({
  threshold: p[`band${n}Threshold`],
  ratio: p[`band${n}Ratio`],
  knee: p.knee,
  range: p[`band${n}Range`],
  attack: p[`band${n}Attack`],
  hold: still(0),
  release: p[`band${n}Release`],
  autoRelease: p.autoRelease,
  detector: p.detector,
  rmsWindow: p.rmsWindow,
  link: p.link,
})

/**
 * One band, from the crossover to the sum:
 *
 *     band --+-- look-ahead --> x (dry + wet 2^reduction) --> + sum
 *            |                        |
 *            +------ reducer ---------+
 *
 * with w = mix x on: dry = heard (1 - w), wet = heard w gain. The dry sound is the band itself, so that mixing cannot comb.
 */
export class Band {
  readonly #gain: NumberView
  readonly #mix: NumberView
  readonly #on: ToggleView
  readonly #meter: MeterCell
  readonly #lookAhead: LookAhead
  readonly #reducer: Reducer
  readonly #dry: Spline
  readonly #wet: Spline
  readonly #dries: Float64Array
  readonly #wets: Float64Array
  readonly #shares: Float64Array

  /** [idle] `lookAhead` in frames. */
  constructor(env: ProcessorEnv, p: MultibandViews, n: BandNumber, meter: MeterCell, lookAhead: number) {
    this.#gain = p[`band${n}Gain`]
    this.#mix = p.mix
    this.#on = p[`band${n}On`]
    this.#meter = meter
    this.#lookAhead = new LookAhead(env, lookAhead)
    this.#reducer = new Reducer(env, reducerDials(p, n), lookAhead)
    this.#dry = new Spline(env.allocate(SPLINE_STATE))
    this.#wet = new Spline(env.allocate(SPLINE_STATE))
    this.#dries = env.allocate(QUANTUM)
    this.#wets = env.allocate(QUANTUM)
    this.#shares = env.allocate(2)
  }

  /** [audio] On every grid line. `heard`: neither muted nor left out by a solo; `jump`: everything is there at once. */
  advance(heard: boolean, changed: boolean, jump: boolean): void {
    // A band that comes back begins without reduction.
    if (this.#off) this.#reducer.reset()
    this.#reducer.advance(changed)
    const shares = this.#shares
    const shown = heard ? 1 : 0
    const active = this.#on.on ? 1 : 0
    if (!changed && shares[HEARD] === shown && shares[ACTIVE] === active) {
      this.#dry.stay()
      this.#wet.stay()
      return
    }
    const step = jump ? 1 : FADE_STEP
    shares[HEARD] = towards(shares[HEARD]!, shown, step)
    shares[ACTIVE] = towards(shares[ACTIVE]!, active, step)
    const share = (shares[ACTIVE]! * this.#mix.to) / 100
    const dry = shares[HEARD]! * (1 - share)
    const wet = shares[HEARD]! * share * dbToGain(this.#gain.to)
    if (jump) {
      this.#dry.jump(dry)
      this.#wet.jump(wet)
    } else {
      this.#dry.take(dry)
      this.#wet.take(wet)
    }
  }

  /** True while the band only passes. */
  get #off(): boolean {
    return this.#shares[ACTIVE] === 0 && !this.#wet.moves
  }

  /** [audio] Adds the band to `sum`. */
  process(band: readonly Float64Array[], sum: readonly Float64Array[], frames: number, offset: number): void {
    const reducer = this.#reducer
    const sound = this.#lookAhead.process(band, frames)
    const reduces = !this.#off && reducer.process(band, frames, offset)
    this.#meter.value = this.#off ? 0 : reducer.deepest * DB_PER_OCTAVE
    if (!this.#dry.moves && !this.#wet.moves) this.#steady(sound, sum, reduces, frames)
    else this.#moving(sound, sum, reduces, frames, offset)
  }

  #steady(
    sound: readonly Float64Array[],
    sum: readonly Float64Array[],
    reduces: boolean,
    frames: number,
  ): void {
    const dry = this.#dry.point
    const wet = this.#wet.point
    const reducer = this.#reducer
    if (!reduces) addSteady(sound, dry + wet, sum, frames)
    else if (sum.length === 2 && !reducer.isSplit)
      addReducedPair(sound, reducer.reduction(0), dry, wet, sum, frames)
    else
      for (let c = 0; c < sum.length; c++)
        addReduced(sound[c]!, reducer.reduction(c), dry, wet, sum[c]!, frames)
  }

  #moving(
    sound: readonly Float64Array[],
    sum: readonly Float64Array[],
    reduces: boolean,
    frames: number,
    offset: number,
  ): void {
    const dries = this.#dries
    const wets = this.#wets
    this.#dry.fill(dries, frames, offset)
    this.#wet.fill(wets, frames, offset)
    for (let c = 0; c < sum.length; c++) {
      if (reduces) addMovingReduced(sound[c]!, this.#reducer.reduction(c), dries, wets, sum[c]!, frames)
      else addMoving(sound[c]!, dries, wets, sum[c]!, frames)
    }
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#reducer.flush()
  }

  /** [audio] */
  reset(): void {
    this.#lookAhead.reset()
    this.#reducer.reset()
  }
}
