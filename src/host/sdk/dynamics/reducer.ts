import { type ProcessorEnv, QUANTUM } from '../plugin.ts'
import { bridgeMs } from './bridge.ts'
import { CURVE_STATE, Curve } from './curve.ts'
import { LEVEL_HOLD_STATE, LevelHold } from './level-hold.ts'
import { linkGains } from './link.ts'
import { MEAN_POWER_STATE, MeanPower } from './mean-power.ts'
import type { ReducerDials } from './reducer-dials.ts'
import { attackBehindRms, releaseBehindRms } from './rms-times.ts'
import { SMOOTHER_STATE, Smoother } from './smoother.ts'

/** What the rms detector averages over when there is no dial for it, ms. */
const RMS_WINDOW_MS = 10
/** Octaves (-140 dB of gain) within which two channels count as one again. */
const SAME = 1e-7

/** One line of detection and smoothing: both channels share one, or each has its own. */
class Chain {
  readonly hold: LevelHold
  readonly smoother: Smoother
  readonly level: Float64Array
  readonly reduction: Float64Array

  constructor(env: ProcessorEnv) {
    this.hold = new LevelHold(env.allocate(LEVEL_HOLD_STATE))
    this.smoother = new Smoother(env.allocate(SMOOTHER_STATE))
    this.level = env.allocate(QUANTUM)
    this.reduction = env.allocate(QUANTUM)
  }
}

/**
 * From a key to a reduction in octaves per channel: the part that compressor, multiband and de-esser share.
 *
 *     key -> level -> hold -> curve -> link -> smoother -> reduction
 *
 * One pass over the call per box: the recursions (hold, smoother) stay short enough for the processor to overlap frames.
 */
export class Reducer {
  readonly #dials: ReducerDials
  readonly #sampleRate: number
  readonly #lookAhead: number
  readonly #meanPower: MeanPower
  readonly #curve: Curve
  readonly #chains: readonly [Chain, Chain]
  /** In memory, because a number that is handed on may be boxed. */
  readonly #extremes: Float64Array
  readonly #stereo: boolean
  /** True while the channels have a chain each; else both follow the first. */
  #split = false
  #rms = false

  /** [idle] `lookAheadFrames`: what the sound is delayed by behind the key; levels are held that much longer. */
  constructor(env: ProcessorEnv, dials: ReducerDials, lookAheadFrames: number) {
    this.#dials = dials
    this.#sampleRate = env.sampleRate
    this.#stereo = env.channels === 2
    this.#lookAhead = lookAheadFrames
    this.#meanPower = new MeanPower(env.allocate(MEAN_POWER_STATE), this.#sampleRate)
    this.#curve = new Curve(env.allocate(CURVE_STATE))
    this.#extremes = env.allocate(2)
    this.#chains = [new Chain(env), new Chain(env)]
  }

  /** [audio] True while each channel has a reduction of its own. */
  get isSplit(): boolean {
    return this.#split
  }

  /** [audio] Gains (octaves; 0 or negative when it compresses) of channel `c` after `process`; to be overwritten at will. */
  reduction(c: number): Float64Array {
    return this.#chains[this.#split ? c : 0]!.reduction
  }

  /** [audio] Deepest reduction of the last `process` in octaves, 0 or negative, over both channels. */
  get deepest(): number {
    return this.#extremes[0]!
  }

  /** [audio] Highest rise of the last `process` in octaves, 0 or positive, over both channels. */
  get highest(): number {
    return this.#extremes[1]!
  }

  /** [audio] On every grid line; `changed`: a dial may have moved. */
  advance(changed: boolean): void {
    if (changed) this.#update()
    const link = this.#dials.link
    this.#splitOrMerge(link.from < 100 || link.to < 100)
  }

  #update(): void {
    const d = this.#dials
    const perMs = this.#sampleRate / 1000
    const rms = d.detector !== undefined && d.detector.index === 1
    const window = d.rmsWindow === undefined ? RMS_WINDOW_MS : d.rmsWindow.to
    const bridgeFrames = Math.round(bridgeMs(d.release.to) * perMs)
    for (let c = 0; c < 2; c++) {
      const { hold } = this.#chains[c]!
      hold.setWaves(!rms)
      hold.setWindow(bridgeFrames + this.#lookAhead, this.#lookAhead, this.#sampleRate)
    }
    // What is held in truth is the end of the hold, or else the beginning of the release: together they take the times
    // on the dials.
    const heldMs = Math.max(0, this.#chains[0].hold.heldFrames - this.#lookAhead) / perMs
    const holdMs = Math.max(0, d.hold.to - heldMs)
    const release = d.release.to - Math.max(0, heldMs - d.hold.to)
    const attackMs = rms ? attackBehindRms(d.attack.to, window) : d.attack.to
    const releaseMs = rms ? releaseBehindRms(release, window) : release
    for (let c = 0; c < 2; c++)
      this.#chains[c]!.smoother.set(attackMs * perMs, holdMs * perMs, releaseMs * perMs, d.autoRelease.on)
    if (rms !== this.#rms) this.#meanPower.reset()
    this.#rms = rms
    this.#meanPower.setWindow(window * perMs)
    this.#curve.set(d, rms, d.mode !== undefined && d.mode.index === 1)
  }

  #splitOrMerge(wanted: boolean): void {
    const first = this.#chains[0]
    const second = this.#chains[1]
    if (wanted && this.#stereo && !this.#split) {
      second.hold.copy(first.hold)
      second.smoother.copy(first.smoother)
      this.#split = true
    } else if (!wanted && this.#split && second.smoother.isNear(first.smoother, SAME)) {
      first.hold.merge(second.hold)
      this.#split = false
    }
  }

  /** [audio] `key`: 1 or 2 channels. False when no gain moves: all of this call are 0. */
  process(key: readonly Float64Array[], frames: number, offset: number): boolean {
    if (!this.#split) return this.#processLinked(key, frames, offset)
    this.#processSplit(key, frames, offset)
    return true
  }

  /** One reduction for all channels, from the loudest key channel. */
  #processLinked(key: readonly Float64Array[], frames: number, offset: number): boolean {
    const { hold, smoother, level, reduction } = this.#chains[0]
    let left = key[0]!
    let right = key.length === 2 ? key[1]! : left
    if (this.#rms) {
      this.#meanPower.process(left, 0, level, frames)
      if (key.length === 2) this.#meanPower.process(right, 1, reduction, frames)
      left = level
      right = key.length === 2 ? reduction : level
    }
    hold.process(left, right, level, frames)
    if (this.#curve.passes(hold.top) && smoother.atRest) {
      reduction.fill(0)
      this.#extremes.fill(0)
      return false
    }
    this.#curve.process(level, reduction, frames, offset)
    smoother.process(reduction, frames)
    this.#extremes[0] = smoother.lowest
    this.#extremes[1] = smoother.highest
    return true
  }

  /** Each channel with its own reduction, drawn towards the deeper one by the link. */
  #processSplit(key: readonly Float64Array[], frames: number, offset: number): void {
    const chains = this.#chains
    for (let c = 0; c < 2; c++) {
      const { hold, level, reduction } = chains[c]!
      let heard = key[c < key.length ? c : 0]!
      if (this.#rms) {
        this.#meanPower.process(heard, c, level, frames)
        heard = level
      }
      hold.process(heard, heard, level, frames)
      this.#curve.process(level, reduction, frames, offset)
    }
    linkGains(chains[0].reduction, chains[1].reduction, this.#dials.link, frames, offset)
    const extremes = this.#extremes
    extremes.fill(0)
    for (let c = 0; c < 2; c++) {
      const { smoother, reduction } = chains[c]!
      smoother.process(reduction, frames)
      if (smoother.lowest < extremes[0]!) extremes[0] = smoother.lowest
      if (smoother.highest > extremes[1]!) extremes[1] = smoother.highest
    }
  }

  /** [audio] On every grid line. */
  flush(): void {
    if (this.#rms) this.#meanPower.flush()
  }

  /** [audio] */
  reset(): void {
    this.#meanPower.reset()
    for (let c = 0; c < 2; c++) {
      this.#chains[c]!.hold.reset()
      this.#chains[c]!.smoother.reset()
    }
    this.#split = false
  }
}
