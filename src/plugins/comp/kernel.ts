import {
  KeyFilter,
  KeyListen,
  LookAhead,
  lookAheadFrames,
  type MeterCell,
  PEAK_HOLD_STATE,
  PeakHold,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
} from '../../host/sdk/index.ts'
import { Curve } from './curve.ts'
import { MeanPower } from './mean-power.ts'
import { DB_PER_OCTAVE } from './octaves.ts'
import { OutputGain } from './output-gain.ts'
import type { CompViews } from './params.ts'
import { SMOOTHER_STATE, Smoother } from './smoother.ts'

/** A level is held at least this long, or a quarter of the release, so that tones above 43 Hz give a steady gain. */
const LONGEST_BRIDGE_MS = 12
const BRIDGE_SHARE = 0.25
/** Octaves (-140 dB of gain) within which two channels count as one again. */
const SAME = 1e-7

/** One line of detection and smoothing: both channels share one, or each has its own. */
class Chain {
  readonly hold: PeakHold
  readonly smoother: Smoother
  readonly level: Float64Array
  readonly gain: Float64Array

  constructor(env: ProcessorEnv) {
    this.hold = new PeakHold(env.allocate(PEAK_HOLD_STATE))
    this.smoother = new Smoother(env.allocate(SMOOTHER_STATE))
    this.level = env.allocate(QUANTUM)
    this.gain = env.allocate(QUANTUM)
  }
}

/**
 *     in --+----------------- look-ahead ------------------------------> x factor --> out
 *          |                                                               |
 *     key -+-> filter -> level -> hold -> curve -> link -> smoother -> make-up, mix
 *
 * One pass over the call per box: the recursions (hold, smoother) stay short enough for the processor to overlap frames.
 */
export class CompKernel {
  readonly #params: CompViews
  readonly #reduction: MeterCell
  readonly #sampleRate: number
  readonly #lookAhead: LookAhead
  readonly #filter: KeyFilter
  readonly #listen: KeyListen
  readonly #meanPower: MeanPower
  readonly #curve: Curve
  readonly #chains: readonly [Chain, Chain]
  readonly #output: OutputGain
  readonly #stereo: boolean
  /** True while the channels have a chain each; else both follow the first. */
  #split = false
  #rms = false
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, params: CompViews, reduction: MeterCell) {
    this.#params = params
    this.#reduction = reduction
    this.#sampleRate = env.sampleRate
    this.#stereo = env.channels === 2
    this.#lookAhead = new LookAhead(env, lookAheadFrames(params.lookAhead.target, env.sampleRate))
    this.#filter = new KeyFilter(env)
    this.#listen = new KeyListen(env.allocate(2))
    this.#meanPower = new MeanPower(env.allocate(5))
    this.#curve = new Curve(env.allocate(10))
    this.#chains = [new Chain(env), new Chain(env)]
    this.#output = new OutputGain(env.allocate(5))
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.offset === 0 || !this.#started) this.#gridLine(io.changed || !this.#started)
    const { frames, offset, output } = io
    const dry = this.#lookAhead.process(io.input, frames)
    const key = this.#filter.process(io.key === undefined ? io.input : io.key, frames, offset)
    if (this.#split) this.#processSplit(key, dry, output, frames, offset)
    else this.#processLinked(key, dry, output, frames, offset)
    this.#listen.process(key, output, frames, offset)
  }

  #gridLine(changed: boolean): void {
    const p = this.#params
    this.#started = true
    if (changed) this.#update(p)
    this.#filter.advance()
    this.#listen.advance(p.keyListen.on)
    this.#output.advance(p, changed)
    this.#splitOrMerge(p.link.from < 100 || p.link.to < 100)
  }

  #update(p: CompViews): void {
    const perMs = this.#sampleRate / 1000
    const bridgeMs = Math.min(LONGEST_BRIDGE_MS, BRIDGE_SHARE * p.release.to)
    const held = Math.round((bridgeMs + p.hold.to) * perMs) + this.#lookAhead.frames
    for (let c = 0; c < 2; c++) {
      const chain = this.#chains[c]!
      chain.hold.setWindow(held)
      // The bridge is the beginning of the release: together they take the time on the dial.
      chain.smoother.set(p.attack.to * perMs, (p.release.to - bridgeMs) * perMs, p.autoRelease.on)
    }
    this.#meanPower.setWindow(p.rmsWindow.to * perMs)
    this.#setDetector(p.detector.index === 1)
    this.#curve.set(p, this.#rms)
    this.#filter.set(p.keyFilter.index, p.keyFreq.to, p.keyQ.to)
  }

  #setDetector(rms: boolean): void {
    if (rms === this.#rms) return
    this.#rms = rms
    this.#meanPower.reset()
    this.#chains[0].hold.rescale(rms)
    this.#chains[1].hold.rescale(rms)
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

  /** All channels with the gain that the loudest key channel asks for. */
  #processLinked(
    key: readonly Float64Array[],
    dry: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const { hold, smoother, level, gain } = this.#chains[0]
    let left = key[0]!
    let right = key.length === 2 ? key[1]! : left
    if (this.#rms) {
      this.#meanPower.process(left, 0, level, frames)
      if (key.length === 2) this.#meanPower.process(right, 1, gain, frames)
      left = level
      right = key.length === 2 ? gain : level
    }
    hold.process(left, right, level, frames)
    this.#reduction.value = 0
    if (this.#curve.passes(hold.top) && smoother.atRest && this.#output.idle(dry, output, frames)) return
    this.#curve.process(level, gain, frames, offset)
    smoother.process(gain, frames)
    this.#reduction.value = smoother.deepest * DB_PER_OCTAVE
    if (output.length === 2) this.#output.pair(gain, dry, output, frames, offset)
    else this.#output.one(gain, dry[0]!, output[0]!, frames, offset)
  }

  /** Each channel with its own gain, drawn towards the deeper one by the link. */
  #processSplit(
    key: readonly Float64Array[],
    dry: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const chains = this.#chains
    for (let c = 0; c < 2; c++) {
      const { hold, level, gain } = chains[c]!
      let heard = key[c < key.length ? c : 0]!
      if (this.#rms) {
        this.#meanPower.process(heard, c, level, frames)
        heard = level
      }
      hold.process(heard, heard, level, frames)
      this.#curve.process(level, gain, frames, offset)
    }
    this.#linkGains(chains[0].gain, chains[1].gain, frames, offset)
    let deepest = 0
    for (let c = 0; c < 2; c++) {
      const { smoother, gain } = chains[c]!
      smoother.process(gain, frames)
      if (smoother.deepest < deepest) deepest = smoother.deepest
      this.#output.one(gain, dry[c]!, output[c]!, frames, offset)
    }
    this.#reduction.value = deepest * DB_PER_OCTAVE
  }

  #linkGains(left: Float64Array, right: Float64Array, frames: number, offset: number): void {
    const from = this.#params.link.from / 100
    const step = (this.#params.link.to / 100 - from) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const link = from + (offset + i) * step
      const l = left[i]!
      const r = right[i]!
      if (l < r) right[i] = link === 1 ? l : r + link * (l - r)
      else left[i] = link === 1 ? r : l + link * (r - l)
    }
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#filter.flush()
    this.#meanPower.flush()
  }

  /** [idle] */
  reset(): void {
    this.#lookAhead.reset()
    this.#filter.reset()
    this.#listen.reset()
    this.#meanPower.reset()
    this.#output.reset()
    for (const chain of this.#chains) {
      chain.hold.reset()
      chain.smoother.reset()
    }
    this.#split = false
    this.#started = false
  }
}
