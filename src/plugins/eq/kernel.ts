import type { ProcessIo, ProcessorEnv } from '../../host/sdk/index.ts'
import { designUnit, firstSlot, SLOTS, slotsOf, UNIT_SECTIONS } from './chain.ts'
import { COEFFICIENTS } from './section.ts'
import { CHANNELS_OF, SETTINGS_DOUBLES, TRIM, UNIT_DOUBLES, UNITS } from './settings.ts'
import { copyFrames, Slots, turnPoints } from './slots.ts'
import { Trim } from './trim.ts'

/**
 *     in -> low cut (0-4 sections) -> band 1 .. band 6 -> high cut (0-4 sections) -> trim -> out
 *
 * Fourteen slots, one section each (slots.ts).
 */
export class EqKernel {
  readonly #sampleRate: number
  readonly #slots: Slots
  readonly #trim: Trim
  /** The settings at the next grid line, and those the designs were made from. */
  readonly #settings: Float64Array
  readonly #designed: Float64Array
  readonly #unit = new Float64Array(UNIT_SECTIONS * COEFFICIENTS)
  /** True while anything has to be done on the next grid line. */
  #busy = true

  /** [idle] `settings` (see settings.ts) are read on every grid line after a call with `io.changed`. */
  constructor(env: ProcessorEnv, settings: Float64Array) {
    this.#sampleRate = env.sampleRate
    this.#settings = settings
    this.#slots = new Slots(turnPoints(env.sampleRate), env.channels, env.allocate)
    this.#designed = env.allocate(SETTINGS_DOUBLES)
    this.#trim = new Trim(env.allocate(6))
    this.reset()
  }

  /** [audio] */
  process(io: ProcessIo): void {
    if (io.changed) this.#busy = true
    if (io.offset === 0 && this.#busy) this.#gridLine()
    const { input, output, frames } = io
    const slots = this.#slots
    let x = input
    for (let slot = 0; slot < SLOTS; slot++) {
      if (slots.isIdle(slot)) continue
      slots.run(slot, x, output, 0, frames)
      x = output
    }
    if (this.#trim.process(x, output, frames) || x === output) return
    for (let c = 0; c < input.length; c++) copyFrames(input[c]!, output[c]!, 0, frames)
  }

  /** [idle] Starts at the settings, at rest. */
  reset(): void {
    this.#slots.clear()
    this.#designed.fill(Number.NaN)
    this.#design()
    this.#slots.settle()
    this.#trim.settle(this.#settings[TRIM]!)
    this.#busy = false
  }

  /** [audio] */
  flush(): void {
    this.#slots.flush()
  }

  #gridLine(): void {
    this.#busy = !this.#design()
    if (this.#trim.advance(this.#settings[TRIM]!)) this.#busy = true
    for (let slot = 0; slot < SLOTS; slot++) if (this.#slots.advance(slot)) this.#busy = true
  }

  /** Designs the units whose settings moved; false while one waits for silence before it can have its design. */
  #design(): boolean {
    const settings = this.#settings
    const designed = this.#designed
    let done = true
    for (let unit = 0; unit < UNITS; unit++) {
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
