import {
  DB_PER_OCTAVE,
  KeyFilter,
  KeyListen,
  LookAhead,
  lookAheadFrames,
  type MeterCell,
  type ProcessIo,
  type ProcessorEnv,
  Reducer,
} from '../../host/sdk/index.ts'
import { FineGain } from './fine-gain.ts'
import { OutputGain } from './output-gain.ts'
import type { CompViews } from './params.ts'

/** Deepest reduction and highest rise, dB. */
export interface CompMeters {
  readonly reduction: MeterCell
  readonly rise: MeterCell
}

/**
 *     in --+----------------- look-ahead ------------------------------> x factor --> out
 *          |                                                               |
 *     key -+-> filter -> level -> hold -> curve -> link -> smoother -> make-up, mix
 */
export class CompKernel {
  readonly #params: CompViews
  readonly #meters: CompMeters
  /** In high quality only. */
  readonly #fine: FineGain | undefined
  readonly #lookAhead: LookAhead
  readonly #filter: KeyFilter
  readonly #listen: KeyListen
  /** From level to smoother. */
  readonly #reducer: Reducer
  readonly #output: OutputGain
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, params: CompViews, meters: CompMeters) {
    this.#params = params
    this.#meters = meters
    this.#fine = params.quality.index === 1 ? new FineGain(env) : undefined
    this.#lookAhead = new LookAhead(env, lookAheadFrames(params.lookAhead.target, env.sampleRate))
    this.#filter = new KeyFilter(env)
    this.#listen = new KeyListen(env.allocate(2))
    this.#reducer = new Reducer(env, params, this.#lookAhead.frames)
    this.#output = new OutputGain(env.allocate(5))
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.offset === 0 || !this.#started) this.#gridLine(io.changed || !this.#started)
    const { frames, offset, output } = io
    const dry = this.#lookAhead.process(io.input, frames)
    const key = this.#filter.process(io.key === undefined ? io.input : io.key, frames, offset)
    if (this.#fine === undefined) this.#processPlain(key, dry, output, frames, offset)
    else this.#processFine(this.#fine, key, dry, output, frames, offset)
    this.#read()
    this.#listen.process(key, output, frames, offset)
  }

  #processPlain(
    key: readonly Float64Array[],
    dry: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const reduces = this.#reducer.process(key, frames, offset)
    if (reduces || !this.#output.idle(dry, output, frames)) this.#apply(dry, output, frames, offset)
  }

  #processFine(
    fine: FineGain,
    key: readonly Float64Array[],
    dry: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const reducer = this.#reducer
    reducer.process(key, frames, offset)
    const late = fine.wait(dry, frames)
    for (let c = 0; c < output.length; c++) {
      const gain = reducer.reduction(c)
      if (c === 0 || reducer.isSplit) this.#output.excess(gain, frames, offset)
      fine.multiply(c, dry[c]!, gain, late[c]!, output[c]!, frames)
    }
  }

  /** Apart from `process`, where the readings would be boxed. */
  #read(): void {
    this.#meters.reduction.value = this.#reducer.deepest * DB_PER_OCTAVE
    this.#meters.rise.value = this.#reducer.highest * DB_PER_OCTAVE
  }

  #apply(
    dry: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const reducer = this.#reducer
    if (output.length === 2 && !reducer.isSplit) {
      this.#output.pair(reducer.reduction(0), dry, output, frames, offset)
      return
    }
    for (let c = 0; c < output.length; c++)
      this.#output.one(reducer.reduction(c), dry[c]!, output[c]!, frames, offset)
  }

  #gridLine(changed: boolean): void {
    const p = this.#params
    this.#started = true
    this.#reducer.advance(changed)
    if (changed) this.#filter.set(p.keyFilter.index, p.keyFreq.to, p.keyQ.to)
    this.#filter.advance()
    this.#listen.advance(p.keyListen.on)
    this.#output.advance(p, changed)
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#filter.flush()
    this.#reducer.flush()
  }

  /** [audio] */
  reset(): void {
    this.#fine?.reset()
    this.#lookAhead.reset()
    this.#filter.reset()
    this.#listen.reset()
    this.#reducer.reset()
    this.#output.reset()
    this.#started = false
  }
}
