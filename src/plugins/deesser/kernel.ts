import {
  DB_PER_OCTAVE,
  LookAhead,
  lookAheadFrames,
  type MeterCell,
  type ProcessIo,
  type ProcessorEnv,
  Reducer,
  type ReducerDials,
  still,
} from '../../host/sdk/index.ts'
import { Listen } from './listen.ts'
import type { DeesserViews } from './params.ts'
import { KNEE } from './response.ts'
import { Splitter } from './splitter.ts'
import { dip, lower, shelve, toGains } from './taps.ts'
import { Tuning } from './tuning.ts'
import { VoiceLevel } from './voice-level.ts'

/** [idle] A peak detector with a knee that stands still. */
const reducerDials = (p: DeesserViews): ReducerDials => ({
  threshold: p.threshold,
  ratio: p.ratio,
  knee: still(KNEE),
  range: p.range,
  attack: p.attack,
  hold: still(0),
  release: p.release,
  autoRelease: { on: false },
  link: p.link,
})

/**
 *     in --+-- look-ahead --> splitter --> taps -----------> out
 *          |                                |
 *          +-- splitter --> / voice --> reducer
 *
 * Without look-ahead both splitters are one.
 */
export class DeesserKernel {
  readonly #params: DeesserViews
  readonly #meter: MeterCell
  readonly #lookAhead: LookAhead
  readonly #tuning: Tuning
  readonly #ear: Splitter
  readonly #body: Splitter
  readonly #voice: VoiceLevel
  readonly #reducer: Reducer
  readonly #listen: Listen
  readonly #wideband: boolean
  readonly #shelf: boolean
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, params: DeesserViews, reduction: MeterCell) {
    this.#params = params
    this.#meter = reduction
    this.#wideband = params.mode.index === 1
    this.#shelf = params.shape.index === 0
    this.#lookAhead = new LookAhead(env, lookAheadFrames(params.lookAhead.target, env.sampleRate))
    const ahead = this.#lookAhead.frames
    this.#tuning = new Tuning(env, this.#shelf)
    this.#ear = new Splitter(env, this.#shelf)
    this.#body = ahead > 0 && !this.#wideband ? new Splitter(env, this.#shelf) : this.#ear
    this.#voice = new VoiceLevel(env)
    this.#reducer = new Reducer(env, reducerDials(params), ahead)
    this.#listen = new Listen(env)
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.offset === 0 || !this.#started) this.#gridLine(io.changed || !this.#started)
    const { frames, offset, input, output } = io
    const ear = this.#ear
    const body = this.#body
    const sound = this.#lookAhead.process(input, frames)
    this.#tuning.fill(frames, offset)
    ear.process(input, this.#tuning, frames)
    if (body !== ear) body.process(sound, this.#tuning, frames)
    const key = this.#voice.process(input, ear.heard, frames, offset)
    const reduces = this.#reducer.process(key, frames, offset)
    this.#meter.value = this.#reducer.deepest * DB_PER_OCTAVE
    if (reduces) this.#reduce(sound, output, frames)
    else for (let c = 0; c < output.length; c++) copy(sound[c]!, output[c]!, frames)
    this.#listen.process(ear.heard, sound, output, frames, offset)
  }

  #reduce(sound: readonly Float64Array[], output: readonly Float64Array[], frames: number): void {
    const reducer = this.#reducer
    const share = this.#shelf && !this.#wideband ? 0.25 : 1
    toGains(reducer.reduction(0), share, frames)
    if (reducer.isSplit) toGains(reducer.reduction(1), share, frames)
    for (let c = 0; c < output.length; c++) {
      const gains = reducer.reduction(c)
      if (this.#wideband) lower(sound[c]!, gains, output[c]!, frames)
      else if (this.#shelf) shelve(sound[c]!, this.#body.parts[c]!, gains, output[c]!, frames)
      else dip(sound[c]!, this.#body.parts[c]!, gains, output[c]!, frames)
    }
  }

  #gridLine(changed: boolean): void {
    const p = this.#params
    const jump = !this.#started
    this.#started = true
    this.#tuning.advance(p, changed, jump)
    this.#voice.advance(p.relative.on, jump)
    this.#reducer.advance(changed)
    this.#listen.advance(p.listen.index, jump)
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#ear.flush()
    if (this.#body !== this.#ear) this.#body.flush()
    this.#reducer.flush()
  }

  /** [audio] */
  reset(): void {
    this.#lookAhead.reset()
    this.#ear.reset()
    this.#body.reset()
    this.#voice.reset()
    this.#reducer.reset()
    this.#started = false
  }
}

function copy(from: Float64Array, to: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) to[i] = from[i]!
}
