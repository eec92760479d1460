import type { ControlPort, Reading, Source } from '../../host/index.ts'
import type { Clock } from '../clock.ts'
import { controlChange } from './bytes.ts'
import type { MidiControl } from './map-schema.ts'
import { Pickup } from './pickup.ts'
import { clicksOf } from './relative.ts'

/** From here on a button is down; below, it is up (MIDI 1.0, switches). */
const DOWN = 64
const LIT = 127
/**
 * A fader that is being moved gets nothing back until it has stood this long, ms: motors fight the hand otherwise
 * (150 to 300 ms are usual).
 */
const REST_MS = 200

/** What a binding needs of the surface. */
export interface Bench {
  readonly control: ControlPort
  readonly clock: Clock
  /** [control] The binding may have something to send. */
  readonly mark: (binding: Binding) => void
  /** [control] Tells a person why a button did nothing. */
  readonly notice: (sentence: string) => void
}

/** One control of a MIDI device and the address it moves. [control] */
export class Binding {
  readonly address: string
  readonly source: Source
  readonly #map: MidiControl
  readonly #bench: Bench
  readonly #pickup: Pickup | undefined
  readonly #most: number
  /** What the device shows: the last value it was sent or, where it shows what it sends, sent itself. */
  #shows: number | undefined
  #heardMs = Number.NEGATIVE_INFINITY

  /** `takeover` is what holds where the control itself says nothing; `device` names it in the journal. */
  constructor(map: MidiControl, takeover: 'pickup' | 'jump', device: string, bench: Bench) {
    this.address = map.address
    this.source = `midi ${device} ${map.channel}/${map.cc ?? map.cc14}`
    this.#map = map
    this.#bench = bench
    this.#most = map.cc14 === undefined ? 127 : 16383
    this.#pickup = (map.takeover ?? takeover) === 'pickup' ? new Pickup() : undefined
  }

  /** [control] The device says `value`, 0 to 127, or to 16383 with two controllers. */
  receive(value: number): void {
    if (this.#map.relative !== undefined) this.#turn(clicksOf(this.#map.relative, value))
    else if (this.#map.button !== undefined) this.#press(value >= DOWN)
    else this.#move(value)
  }

  /** [control] `source` changed the value at the address. */
  changed(source: Source): void {
    // A fader stands where it was moved to. Lamps and rings of encoders are the host's business, whoever moved.
    if (this.#stands && source === this.source) return
    this.#pickup?.release()
    this.#bench.mark(this)
  }

  /** [control] Nobody knows what the device shows or where its faders are. */
  forget(): void {
    this.#shows = undefined
    this.#pickup?.forget()
    this.#heardMs = Number.NEGATIVE_INFINITY
    this.#bench.mark(this)
  }

  /** [control] ms until the device may be sent something. */
  restMs(): number {
    return this.#stands ? this.#heardMs + REST_MS - this.#bench.clock.now() : 0
  }

  /** [control] The messages that bring the device to what stands now; none when it shows that. */
  feedback(): number[][] {
    const reading = this.#bench.control.get(this.address)
    if ('refused' in reading) return []
    const value = this.#shown(reading)
    if (value === this.#shows) return []
    this.#shows = value
    const { channel, cc, cc14 } = this.#map
    if (cc14 === undefined) return [controlChange({ channel, cc: cc!, value })]
    return [
      controlChange({ channel, cc: cc14, value: value >> 7 }),
      controlChange({ channel, cc: cc14 + 32, value: value & 127 }),
    ]
  }

  /** True for a fader or knob that stands where it was left, and says so. */
  get #stands(): boolean {
    return this.#map.relative === undefined && this.#map.button === undefined
  }

  #move(value: number): void {
    this.#heardMs = this.#bench.clock.now()
    this.#shows = value
    const reading = this.#bench.control.get(this.address)
    if ('refused' in reading) return
    const norm = value / this.#most
    if (this.#pickup !== undefined && !this.#pickup.moves(norm, reading.norm)) return
    // What stands already is not set again: a value finer than the control would lose its fine part to an echo.
    if (this.#shown(reading) !== value) this.#bench.control.setNorm(this.address, norm, this.source)
  }

  #turn(clicks: number): void {
    if (clicks !== 0) this.#bench.control.nudge(this.address, clicks, this.source)
  }

  #press(down: boolean): void {
    const { control, notice } = this.#bench
    const { button, value } = this.#map
    if (button === 'momentary') control.setNorm(this.address, down ? 1 : 0, this.source)
    else if (down && button === 'press') {
      const result = control.set(this.address, value ?? true, this.source)
      if ('refused' in result) notice(result.refused)
    } else if (down) {
      const reading = control.get(this.address)
      if (!('refused' in reading)) control.setNorm(this.address, reading.norm >= 0.5 ? 0 : 1, this.source)
    }
    // Many devices put the lamp out by themselves when the button comes up.
    if (!down) this.#shows = undefined
    this.#bench.mark(this)
  }

  /** What the device is to show of `reading`. */
  #shown({ norm, plain }: Reading): number {
    const { button, value } = this.#map
    if (button === undefined) return Math.round(norm * this.#most)
    return (value === undefined ? norm >= 0.5 : plain === value) ? LIT : 0
  }
}
