import type { MeterCell, ProcessIo, ProcessorEnv } from '../../host/sdk/index.ts'
import { designUnit, firstSlot, SLOTS, slotsOf, UNIT_SECTIONS, unitOf } from './chain.ts'
import { DynamicBand } from './dynamic/dynamic-band.ts'
import { AutoGain } from './loudness/auto-gain.ts'
import { BANDS } from './parameters.ts'
import { COEFFICIENTS } from './section.ts'
import {
  AUTO_GAIN,
  CHANNELS_OF,
  dynamicsAt,
  HIGH_CUT,
  LOW_CUT,
  SETTINGS_DOUBLES,
  TRIM,
  UNIT_DOUBLES,
  UNITS,
} from './settings.ts'
import { copyFrames, Slots, turnPoints } from './slots.ts'
import { Trim } from './trim.ts'

/**
 *     in -> low cut (0-4 sections) -> band 1 .. band 6 -> high cut (0-4 sections) -> trim, auto gain -> out
 *
 * Fourteen slots, one section each (slots.ts). The gain of a dynamic band follows the key, or the input when there is none.
 */
export class EqKernel {
  readonly #sampleRate: number
  readonly #slots: Slots
  readonly #dynamics: readonly DynamicBand[]
  /** How many of them are on. */
  #dynamic = 0
  readonly #auto: AutoGain
  readonly #trim: Trim
  readonly #reduction: MeterCell
  readonly #lift: MeterCell
  /** The settings at the next grid line, and those the designs were made from. */
  readonly #settings: Float64Array
  readonly #designed: Float64Array
  readonly #unit = new Float64Array(UNIT_SECTIONS * COEFFICIENTS)
  /** True while anything has to be done on the next grid line. */
  #busy = true

  /** [idle] `settings` (see settings.ts) are read on every grid line after a call with `io.changed`. */
  constructor(env: ProcessorEnv, settings: Float64Array, reduction: MeterCell, lift: MeterCell) {
    this.#sampleRate = env.sampleRate
    this.#settings = settings
    this.#slots = new Slots(turnPoints(env.sampleRate), env.channels, env.allocate)
    this.#dynamics = BANDS.map((_, band) => new DynamicBand(env, band, this.#slots, settings))
    this.#designed = env.allocate(SETTINGS_DOUBLES)
    this.#reduction = reduction
    this.#lift = lift
    this.#auto = new AutoGain(env)
    this.#trim = new Trim(env)
    this.reset()
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.changed) this.#busy = true
    if (io.offset === 0) {
      if (this.#busy) this.#gridLine()
      if (this.#auto.active) this.#levelLine()
    }
    const { input, output, frames, offset } = io
    const made = this.#dynamic > 0 ? this.#runDynamic(io) : this.#run(input, output, 0, SLOTS, frames)
    const x = made ? output : input
    if (this.#auto.active) this.#auto.hear(input, x, frames)
    if (this.#trim.process(x, output, frames, offset) || made) return
    for (let c = 0; c < input.length; c++) copyFrames(input[c]!, output[c]!, 0, frames)
  }

  /** The slots first..end, from x into y; false when there was nothing to do. */
  #run(
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    first: number,
    end: number,
    frames: number,
  ): boolean {
    const slots = this.#slots
    let from = x
    for (let slot = first; slot < end; slot++) {
      if (slots.isIdle(slot)) continue
      slots.run(slot, from, y, 0, frames)
      from = y
    }
    return from === y
  }

  /** The same for all slots when there are dynamic bands among them. */
  #runDynamic(io: ProcessIo): boolean {
    const { input, output, frames, offset } = io
    const key = io.key === undefined ? input : io.key
    let x = input
    let first = 0
    let reduction = 0
    let lift = 0
    for (let i = 0; i < this.#dynamics.length; i++) {
      const band = this.#dynamics[i]!
      if (!band.on) continue
      const slot = firstSlot(1 + i)
      if (this.#run(x, output, first, slot, frames)) x = output
      band.process(key, x, output, frames, offset)
      x = output
      first = slot + 1
      if (band.lowest < reduction) reduction = band.lowest
      if (band.highest > lift) lift = band.highest
    }
    this.#reduction.value = reduction
    this.#lift.value = lift
    this.#run(output, output, first, SLOTS, frames)
    return true
  }

  /** [audio] Starts at the settings, at rest. */
  reset(): void {
    for (let i = 0; i < this.#dynamics.length; i++) if (this.#dynamics[i]!.on) this.#dynamics[i]!.stop()
    this.#slots.clear()
    this.#designed.fill(Number.NaN)
    this.#switch()
    this.#design()
    this.#slots.settle()
    this.#auto.reset(this.#settings[AUTO_GAIN] === 1, this.#settings)
    this.#trim.settle(this.#settings[TRIM]! + this.#auto.gainDb)
    this.#busy = false
  }

  /** [audio] */
  flush(): void {
    this.#slots.flush()
    if (this.#auto.active) this.#auto.flush()
  }

  #gridLine(): void {
    this.#switch()
    this.#busy = !this.#design()
    this.#auto.set(this.#settings[AUTO_GAIN] === 1, this.#settings)
    if (!this.#auto.active && this.#trim.advance(this.#settings[TRIM]!)) this.#busy = true
    for (let slot = 0; slot < SLOTS; slot++) {
      if (!this.#isDynamic(unitOf(slot)) && this.#slots.advance(slot)) this.#busy = true
    }
  }

  /** The level while the gain is automatic. Its last step leaves the trim to settle on the next grid lines. */
  #levelLine(): void {
    this.#auto.advance()
    this.#trim.advance(this.#settings[TRIM]! + this.#auto.gainDb)
    if (!this.#auto.active) this.#busy = true
  }

  /** Hands slots over to dynamic bands and back. */
  #switch(): void {
    const dynamics = this.#dynamics
    this.#dynamic = 0
    for (let i = 0; i < dynamics.length; i++) {
      const band = dynamics[i]!
      const on = this.#settings[dynamicsAt(i)] === 1
      if (on) this.#dynamic++
      if (on === band.on) continue
      if (on) band.start()
      else {
        band.stop()
        this.#designed[(1 + i) * UNIT_DOUBLES] = Number.NaN
      }
    }
    if (this.#dynamic > 0) return
    this.#reduction.value = 0
    this.#lift.value = 0
  }

  #isDynamic(unit: number): boolean {
    return unit !== LOW_CUT && unit !== HIGH_CUT && this.#dynamics[unit - 1]!.on
  }

  /** Designs the units whose settings moved; false while one waits for silence before it can have its design. */
  #design(): boolean {
    const settings = this.#settings
    const designed = this.#designed
    let done = true
    for (let unit = 0; unit < UNITS; unit++) {
      if (this.#isDynamic(unit)) continue
      const at = unit * UNIT_DOUBLES
      let same = true
      for (let i = at; i < at + UNIT_DOUBLES; i++) {
        if (designed[i] !== settings[i]) same = false
        designed[i] = settings[i]!
      }
      if (same || this.#designUnit(unit, at)) continue
      designed[at] = Number.NaN
      done = false
    }
    return done
  }

  #designUnit(unit: number, at: number): boolean {
    const settings = this.#settings
    const used = designUnit(unit, settings, this.#sampleRate, this.#unit)
    const first = firstSlot(unit)
    const channels = settings[at + CHANNELS_OF]!
    let done = true
    for (let i = 0; i < slotsOf(unit); i++) {
      const kind = i < used ? settings[at]! : 0
      if (!this.#slots.design(first + i, kind, channels, this.#unit, i * COEFFICIENTS)) done = false
    }
    return done
  }
}
