import {
  bridgeMs,
  dbToGain,
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
import { CLOSED_RANGE_DB, expandedGain, floorGain } from './curve.ts'
import { ENVELOPE_STATE, Envelope } from './envelope.ts'
import { type GateViews, MODES } from './params.ts'
import { TRIGGER_STATE, Trigger } from './trigger.ts'

const EXPAND = MODES.indexOf('expand')
const DUCK = MODES.indexOf('duck')

// Layout of the coefficients: threshold (amplitude), ratio and floor (gain) at this grid line, then at the next.
const THRESHOLD = 0
const RATIO = 1
const FLOOR = 2
const NEXT = 3

/**
 *     in --+-------------- look-ahead ------------------------------> x gain --> out
 *          |                                                            |
 *     key -+-> filter --+-> trigger: open or closed ----> gate, duck -> envelope
 *                       +-> hold -> curve --------------> expand ----/
 *
 * All channels share one gain, from the louder channel of the key.
 */
export class GateKernel {
  readonly #params: GateViews
  readonly #reduction: MeterCell
  readonly #sampleRate: number
  readonly #lookAhead: LookAhead
  readonly #filter: KeyFilter
  readonly #listen: KeyListen
  readonly #trigger: Trigger
  readonly #hold: PeakHold
  readonly #envelope: Envelope
  readonly #c: Float64Array
  readonly #gain: Float64Array
  /** True while threshold, ratio or range move within this quantum. */
  #gliding = false
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, params: GateViews, reduction: MeterCell) {
    this.#params = params
    this.#reduction = reduction
    this.#sampleRate = env.sampleRate
    this.#lookAhead = new LookAhead(env, lookAheadFrames(params.lookAhead.target, env.sampleRate))
    this.#filter = new KeyFilter(env)
    this.#listen = new KeyListen(env.allocate(2))
    this.#trigger = new Trigger(env.allocate(TRIGGER_STATE))
    this.#hold = new PeakHold(env.allocate(PEAK_HOLD_STATE))
    this.#envelope = new Envelope(env.allocate(ENVELOPE_STATE))
    this.#c = env.allocate(2 * NEXT)
    this.#gain = env.allocate(QUANTUM)
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.offset === 0 || !this.#started) this.#gridLine(io.changed || !this.#started)
    const { frames, offset, output } = io
    const dry = this.#lookAhead.process(io.input, frames)
    const key = this.#filter.process(io.key === undefined ? io.input : io.key, frames, offset)
    const isExpander = this.#params.mode.index === EXPAND
    const still = isExpander ? this.#expand(key, frames, offset) : this.#switch(key, frames, offset)
    if (still) this.#envelope.stand()
    else this.#envelope.process(this.#gain, frames)
    this.#report()
    for (let c = 0; c < output.length; c++) {
      if (still) scale(dry[c]!, this.#envelope, output[c]!, frames)
      else multiply(dry[c]!, this.#gain, output[c]!, frames)
    }
    this.#listen.process(key, output, frames, offset)
  }

  #report(): void {
    const lowest = this.#envelope.lowest
    // Written out: what `gainToDb` hands back would be boxed, which is garbage per block.
    const db = 20 * Math.log10(lowest)
    this.#reduction.value = db > -CLOSED_RANGE_DB ? db : -CLOSED_RANGE_DB
  }

  #gridLine(changed: boolean): void {
    const p = this.#params
    if (changed) this.#update(p)
    this.#filter.advance()
    this.#listen.advance(p.keyListen.on)
    // At the start there has been silence: what that asks for is there already.
    if (!this.#started) this.#envelope.jump(p.mode.index === DUCK ? 1 : this.#c[FLOOR]!)
    this.#started = true
  }

  #update(p: GateViews): void {
    const c = this.#c
    const perMs = this.#sampleRate / 1000
    c[THRESHOLD] = dbToGain(p.threshold.from)
    c[RATIO] = p.ratio.from
    c[FLOOR] = floorGain(p.range.from)
    c[NEXT + THRESHOLD] = dbToGain(p.threshold.to)
    c[NEXT + RATIO] = p.ratio.to
    c[NEXT + FLOOR] = floorGain(p.range.to)
    this.#gliding = false
    for (let k = 0; k < NEXT; k++) if (c[k] !== c[NEXT + k]) this.#gliding = true

    // With a look-ahead the key is early: the gate closes where the sound ends, not before.
    const held = Math.round(Math.max(p.hold.to, bridgeMs(p.release.to)) * perMs) + this.#lookAhead.frames
    this.#trigger.set(c[NEXT + THRESHOLD]!, dbToGain(p.threshold.to - p.hysteresis.to), held)
    this.#hold.setWindow(held)
    const attack = p.attack.to * perMs
    const release = p.release.to * perMs
    if (p.mode.index === DUCK) this.#envelope.set(release, attack)
    else this.#envelope.set(attack, release)
    this.#filter.set(p.keyFilter.index, p.keyFreq.to, p.keyQ.to)
  }

  /** Gate and duck: the wanted gain of each frame. True when the gain stands still and nothing was written. */
  #switch(key: readonly Float64Array[], frames: number, offset: number): boolean {
    const trigger = this.#trigger
    const gain = this.#gain
    const left = key[0]!
    const right = key.length === 2 ? key[1]! : left
    const isDuck = this.#params.mode.index === DUCK
    let i = 0
    while (i < frames) {
      const isDown = trigger.isOpen === isDuck
      const end = trigger.next(left, right, i, frames)
      const wanted = isDown ? this.#c[NEXT + FLOOR]! : 1
      if (end - i === frames && wanted === this.#envelope.gain && !(isDown && this.#gliding)) return true
      if (isDown && this.#gliding) this.#glideFloor(i, end, offset)
      else for (; i < end; i++) gain[i] = wanted
      i = end
    }
    return false
  }

  #glideFloor(from: number, end: number, offset: number): void {
    const floor = this.#c[FLOOR]!
    const step = (this.#c[NEXT + FLOOR]! - floor) / QUANTUM
    for (let i = from; i < end; i++) this.#gain[i] = floor + (offset + i) * step
  }

  /** Expander: the wanted gain of each frame. True when the gain stands still. */
  #expand(key: readonly Float64Array[], frames: number, offset: number): boolean {
    const c = this.#c
    const gain = this.#gain
    const left = key[0]!
    this.#hold.process(left, key.length === 2 ? key[1]! : left, gain, frames)
    const stands = this.#envelope.gain
    let still = !this.#gliding
    let level = -1
    let here = 1
    let step = 0
    for (let i = 0; i < frames; i++) {
      // A held level stands still for most frames: the power is taken only where it moves.
      if (gain[i] !== level) {
        level = gain[i]!
        here = expandedGain(level, c[THRESHOLD]!, c[RATIO]!, c[FLOOR]!)
        if (this.#gliding) {
          const next = expandedGain(level, c[NEXT + THRESHOLD]!, c[NEXT + RATIO]!, c[NEXT + FLOOR]!)
          step = (next - here) / QUANTUM
        }
        if (here !== stands) still = false
      }
      gain[i] = here + (offset + i) * step
    }
    return still
  }

  /** [audio] On every grid line. */
  flush(): void {
    this.#filter.flush()
  }

  /** [audio] */
  reset(): void {
    this.#lookAhead.reset()
    this.#filter.reset()
    this.#listen.reset()
    this.#trigger.reset()
    this.#hold.reset()
    this.#started = false
  }
}

/** output = input x the gain that stands; at a gain of 1 the same bits. */
function scale(input: Float64Array, envelope: Envelope, output: Float64Array, frames: number): void {
  const gain = envelope.gain
  for (let i = 0; i < frames; i++) output[i] = input[i]! * gain
}

/** output = input x gain, frame by frame. */
function multiply(input: Float64Array, gain: Float64Array, output: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) output[i] = input[i]! * gain[i]!
}
