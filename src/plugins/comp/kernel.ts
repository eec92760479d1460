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
import { OutputGain } from './output-gain.ts'
import type { CompViews } from './params.ts'

/**
 *     in --+----------------- look-ahead ------------------------------> x factor --> out
 *          |                                                               |
 *     key -+-> filter -> level -> hold -> curve -> link -> smoother -> make-up, mix
 */
export class CompKernel {
  readonly #params: CompViews
  readonly #meter: MeterCell
  readonly #lookAhead: LookAhead
  readonly #filter: KeyFilter
  readonly #listen: KeyListen
  /** From level to smoother. */
  readonly #reducer: Reducer
  readonly #output: OutputGain
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, params: CompViews, reduction: MeterCell) {
    this.#params = params
    this.#meter = reduction
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
    const reduces = this.#reducer.process(key, frames, offset)
    this.#read()
    if (reduces || !this.#output.idle(dry, output, frames)) this.#apply(dry, output, frames, offset)
    this.#listen.process(key, output, frames, offset)
  }

  /** Apart from `process`, where the reading would be boxed. */
  #read(): void {
    this.#meter.value = this.#reducer.deepest * DB_PER_OCTAVE
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

  /** [idle] */
  reset(): void {
    this.#lookAhead.reset()
    this.#filter.reset()
    this.#listen.reset()
    this.#reducer.reset()
    this.#output.reset()
    this.#started = false
  }
}
