import { dbToGain, exp2, FADE_STEP, QUANTUM, reductionDb, towards } from '../../host/sdk/index.ts'
import type { CompViews } from './params.ts'

/** [audio] Make-up in dB that `autoMakeup` adds: half of what a tone at full scale loses. */
export const autoMakeupDb = (thresholdDb: number, ratio: number, kneeDb: number, rangeDb: number): number =>
  -reductionDb(0, thresholdDb, ratio, kneeDb, rangeDb) / 2

// Layout: linear make-up and mix (0..1) at this grid line and at the next, then how much of the automatic make-up is in.
const MAKEUP = 0
const MIX = 1
const NEXT = 2
const AUTO = 4

/**
 *     factor = 1 + mix (2^reduction x make-up - 1)
 *
 * Dry and wet as one factor on the same delayed input: nothing can comb, and a gain of 1 leaves every bit alone at any mix.
 */
export class OutputGain {
  readonly #s: Float64Array
  #gliding = true
  #started = false

  /** [idle] `state`: 5 doubles. */
  constructor(state: Float64Array) {
    this.#s = state
  }

  /** [audio] On every grid line. */
  advance(p: CompViews, changed: boolean): void {
    const s = this.#s
    const goal = p.autoMakeup.on && p.mode.index === 0 ? 1 : 0
    if (!(changed || this.#gliding || s[AUTO] !== goal)) return
    const auto = this.#started ? s[AUTO]! : goal
    const nextAuto = towards(auto, goal, FADE_STEP)
    const added = auto * autoMakeupDb(p.threshold.from, p.ratio.from, p.knee.from, p.range.from)
    const nextAdded = nextAuto * autoMakeupDb(p.threshold.to, p.ratio.to, p.knee.to, p.range.to)
    s[MAKEUP] = dbToGain(p.makeup.from + added)
    s[MIX] = p.mix.from / 100
    s[NEXT + MAKEUP] = dbToGain(p.makeup.to + nextAdded)
    s[NEXT + MIX] = p.mix.to / 100
    s[AUTO] = nextAuto
    this.#started = true
    this.#gliding = s[MAKEUP] !== s[NEXT + MAKEUP] || s[MIX] !== s[NEXT + MIX]
  }

  /** [audio] Gives `input` the reduction (octaves) and the rest of the factor. `reduction` is overwritten while a dial moves. */
  one(
    reduction: Float64Array,
    input: Float64Array,
    output: Float64Array,
    frames: number,
    offset: number,
  ): void {
    if (this.#gliding) {
      this.#glide(reduction, frames, offset)
      multiply(input, reduction, output, frames)
      return
    }
    const makeup = this.#s[MAKEUP]!
    const mix = this.#s[MIX]!
    for (let i = 0; i < frames; i++) output[i] = input[i]! * (1 + mix * (exp2(reduction[i]!) * makeup - 1))
  }

  /** [audio] The same factor for two channels. */
  pair(
    reduction: Float64Array,
    input: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const left = input[0]!
    const right = input[1]!
    const outLeft = output[0]!
    const outRight = output[1]!
    if (this.#gliding) {
      this.#glide(reduction, frames, offset)
      multiply(left, reduction, outLeft, frames)
      multiply(right, reduction, outRight, frames)
      return
    }
    const makeup = this.#s[MAKEUP]!
    const mix = this.#s[MIX]!
    for (let i = 0; i < frames; i++) {
      const factor = 1 + mix * (exp2(reduction[i]!) * makeup - 1)
      outLeft[i] = left[i]! * factor
      outRight[i] = right[i]! * factor
    }
  }

  /** [audio] The factor without any reduction; returns false, and does nothing, while a dial moves. */
  idle(input: readonly Float64Array[], output: readonly Float64Array[], frames: number): boolean {
    if (this.#gliding) return false
    const factor = 1 + this.#s[MIX]! * (this.#s[MAKEUP]! - 1)
    for (let c = 0; c < output.length; c++) {
      const from = input[c]!
      const to = output[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]! * factor
    }
    return true
  }

  /** [audio] Replaces gains in octaves by what the sound has to be multiplied by and added to itself: factor - 1. */
  excess(gain: Float64Array, frames: number, offset: number): void {
    const s = this.#s
    const makeup = s[MAKEUP]!
    const mix = s[MIX]!
    const makeupStep = (s[NEXT + MAKEUP]! - makeup) / QUANTUM
    const mixStep = (s[NEXT + MIX]! - mix) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const j = offset + i
      gain[i] = (mix + j * mixStep) * (exp2(gain[i]!) * (makeup + j * makeupStep) - 1)
    }
  }

  /** Replaces reductions in octaves by linear factors. */
  #glide(gain: Float64Array, frames: number, offset: number): void {
    const s = this.#s
    const makeup = s[MAKEUP]!
    const mix = s[MIX]!
    const makeupStep = (s[NEXT + MAKEUP]! - makeup) / QUANTUM
    const mixStep = (s[NEXT + MIX]! - mix) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const j = offset + i
      gain[i] = 1 + (mix + j * mixStep) * (exp2(gain[i]!) * (makeup + j * makeupStep) - 1)
    }
  }

  /** [audio] */
  reset(): void {
    this.#started = false
    this.#gliding = true
  }
}

function multiply(input: Float64Array, gain: Float64Array, output: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) output[i] = input[i]! * gain[i]!
}
