import {
  gainToDb,
  LookAhead,
  type MeterCell,
  Oversampler,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
} from '../../host/sdk/index.ts'
import { curveTable } from './curve-table.ts'
import { CURVES } from './curves.ts'
import { DcBlock } from './dc-block.ts'
import { factorOf, latencyFrames } from './latency.ts'
import { DRIVE, LEVEL, MIX, OperatingPoint, OUTPUT, SLOPE } from './operating-point.ts'
import { OVERSAMPLING, type SaturatorViews } from './params.ts'
import { BIAS, Shaper } from './shaper.ts'
import { Silence } from './silence.ts'
import { flushTilt, TILT_COEFFICIENTS, TILT_STATE, Tilt } from './tilt.ts'

const TUBE = CURVES.indexOf('tube')
/** Peaks below this are not worth a reading. */
const QUIET = 1e-6

/** What one channel owns. */
interface Lane {
  readonly shaper: Shaper
  readonly over: Oversampler | undefined
  readonly dc: DcBlock
  readonly tilt: Float64Array
}

/**
 *     in -+-> x drive -> tilt -> up -> curve -> down -> tilt back -> DC block -> x level -+-> mix -> x output -> out
 *         +-> delay ---------------------------------------------------------------------+
 *
 * Tilt and DC block run only when they are needed, and from then on; in silence nothing runs (unless a lopsided curve is
 * or was at work).
 */
export class SaturatorKernel {
  readonly #views: SaturatorViews
  readonly #point: OperatingPoint
  readonly #lanes: readonly Lane[]
  readonly #tilt: Tilt
  readonly #dry: LookAhead
  readonly #wet: Float64Array
  readonly #factor: number
  readonly #silence: Silence
  #tilted = false
  #lopsided = false
  /** Largest peak before and after the curve in this call. */
  readonly #peaks: Float64Array

  /** [idle] Curve and oversampling are read once. */
  constructor(env: ProcessorEnv, views: SaturatorViews) {
    const allocate = (doubles: number): Float64Array => env.allocate(doubles)
    const table = curveTable(views.curve.index)
    const factor = factorOf(views.oversampling.index)
    this.#views = views
    this.#point = new OperatingPoint(allocate, table, views)
    this.#tilt = new Tilt(env.allocate(TILT_COEFFICIENTS), env.sampleRate)
    this.#lanes = Array.from({ length: env.channels }, () => ({
      shaper: new Shaper(env, table, factor ?? 1),
      over: factor === undefined ? undefined : new Oversampler(env, factor),
      dc: new DcBlock(env.allocate(1), env.sampleRate),
      tilt: env.allocate(TILT_STATE),
    }))
    const oversampling = OVERSAMPLING[views.oversampling.index]!
    const latency = latencyFrames({ oversampling }, env.sampleRate)
    this.#dry = new LookAhead(env, latency)
    // Up and down each look back on less than twice what they are late.
    this.#silence = new Silence(4 * latency)
    this.#wet = env.allocate(QUANTUM)
    this.#peaks = env.allocate(2)
    this.#factor = factor ?? 1
    this.reset()
  }

  /** [audio] `drive` takes how much of the peak the curve takes away, dB. */
  process(io: ProcessIo, drive: MeterCell): void {
    const { frames, offset } = io
    if (offset === 0) this.#advance(io.changed)
    const peaks = this.#peaks
    peaks.fill(0)
    if (this.#silence.hears(io.input, frames) && this.#isAtRest()) {
      for (let c = 0; c < io.output.length; c++) for (let i = 0; i < frames; i++) io.output[c]![i] = 0
      drive.value = 0
      return
    }
    const dry = this.#dry.process(io.input, frames)
    for (let c = 0; c < this.#lanes.length; c++) {
      this.#drive(this.#lanes[c]!, io.input[c]!, frames, offset)
      this.#blend(dry[c]!, io.output[c]!, frames, offset)
    }
    drive.value = peaks[0]! > QUIET && peaks[1]! < peaks[0]! ? gainToDb(peaks[1]! / peaks[0]!) : 0
  }

  /** True when there is no filter whose state outlasts the oversampling's. */
  #isAtRest(): boolean {
    if (this.#lopsided) return false
    if (!this.#tilted) return true
    const lanes = this.#lanes
    for (let c = 0; c < lanes.length; c++)
      if (lanes[c]!.tilt[0] !== 0 || lanes[c]!.tilt[1] !== 0) return false
    return true
  }

  #advance(changed: boolean): void {
    const { tone, bias, curve } = this.#views
    this.#point.advance(changed)
    if (tone.from !== 0 || tone.to !== 0) this.#tilted = true
    if (bias.from !== 0 || bias.to !== 0 || curve.index === TUBE) this.#lopsided = true
    if (changed) this.#tilt.retune(tone.from, tone.to)
  }

  /** From the input to the driven sound, in #wet. */
  #drive(lane: Lane, input: Float64Array, frames: number, offset: number): void {
    const wet = this.#wet
    const point = this.#point.values
    const gain = point[DRIVE]!
    const step = (point[DRIVE + 1]! - gain) / QUANTUM
    for (let i = 0; i < frames; i++) wet[i] = input[i]! * (gain + step * (offset + i))
    if (this.#tilted) this.#tilt.apply(wet, lane.tilt, frames, offset)
    this.#bend(lane, wet, frames, offset)
    if (this.#tilted) this.#tilt.undo(wet, lane.tilt, frames, offset)
    if (this.#lopsided) lane.dc.process(wet, frames)
    const peakIn = lane.shaper.peaks[0]! * point[SLOPE]!
    const peaks = this.#peaks
    if (peakIn > peaks[0]!) {
      peaks[0] = peakIn
      peaks[1] = lane.shaper.peaks[1]!
    }
  }

  #bend(lane: Lane, wet: Float64Array, frames: number, offset: number): void {
    const { over, shaper } = lane
    const factor = this.#factor
    const point = this.#point.values
    const raised = over === undefined ? wet : over.up(wet, frames)
    const bent = shaper.process(raised, point, factor * offset, factor * frames)
    if (over !== undefined) over.down(bent, wet, frames)
    else for (let i = 0; i < frames; i++) wet[i] = bent[i]!
  }

  /** At a mix of 0 and an output of 0 dB the delayed input, bit for bit. */
  #blend(dry: Float64Array, output: Float64Array, frames: number, offset: number): void {
    const wet = this.#wet
    const point = this.#point.values
    const mix = point[MIX]!
    const mixStep = (point[MIX + 1]! - mix) / QUANTUM
    const level = point[LEVEL]!
    const levelStep = (point[LEVEL + 1]! - level) / QUANTUM
    const trim = point[OUTPUT]!
    const trimStep = (point[OUTPUT + 1]! - trim) / QUANTUM
    for (let i = 0; i < frames; i++) {
      const k = offset + i
      const clean = dry[i]!
      const driven = wet[i]! * (level + levelStep * k)
      output[i] = (clean + (mix + mixStep * k) * (driven - clean)) * (trim + trimStep * k)
    }
  }

  /** [audio] */
  flush(): void {
    for (let c = 0; c < this.#lanes.length; c++) {
      this.#lanes[c]!.dc.flush()
      flushTilt(this.#lanes[c]!.tilt)
    }
  }

  /** [audio] */
  reset(): void {
    this.#point.reset()
    this.#point.advance(true)
    this.#tilt.retune(this.#views.tone.from, this.#views.tone.to)
    this.#dry.reset()
    this.#silence.reset()
    for (let c = 0; c < this.#lanes.length; c++) {
      const { shaper, over, dc, tilt } = this.#lanes[c]!
      shaper.reset(this.#point.values[BIAS]!)
      over?.reset()
      dc.reset()
      tilt.fill(0)
    }
    this.#point.reset()
    this.#tilted = false
    this.#lopsided = false
  }
}
