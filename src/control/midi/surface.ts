import type { ControlPort } from '../../host/index.ts'
import type { Clock } from '../clock.ts'
import { Binding } from './binding.ts'
import { readControlChange } from './bytes.ts'
import { Feedback } from './feedback.ts'
import type { MidiMap } from './map-schema.ts'
import { WideValue } from './wide-value.ts'

export interface SurfaceOptions {
  readonly map: MidiMap
  readonly control: ControlPort
  readonly clock: Clock
  /** [control] */
  readonly send: (message: readonly number[]) => void
  /** [control] Hears what a person at the device should know. */
  readonly onNotice: (sentence: string) => void
}

/** A MIDI device on the desk: control changes in, values set; values changed, control changes out. [control] */
export class MidiSurface {
  readonly #bindings: readonly Binding[]
  /** By channel and controller number. */
  readonly #inputs = new Map<number, (value: number) => void>()
  readonly #wide: WideValue[] = []
  readonly #feedback: Feedback
  readonly #unwatch: (() => void)[]

  constructor({ map, control, clock, send, onNotice }: SurfaceOptions) {
    this.#feedback = new Feedback(clock, send)
    const mark = map.feedback ? (binding: Binding) => this.#feedback.mark(binding) : () => {}
    this.#bindings = map.controls.map((one) => {
      const binding = new Binding(one, map.takeover, map.port, { control, clock, mark, notice: onNotice })
      if (one.cc14 === undefined) this.#hear(one.channel, one.cc!, (value) => binding.receive(value))
      else {
        const wide = new WideValue(clock, (value) => binding.receive(value))
        this.#wide.push(wide)
        this.#hear(one.channel, one.cc14, (value) => wide.coarse(value))
        this.#hear(one.channel, one.cc14 + 32, (value) => wide.fine(value))
      }
      return binding
    })
    this.#unwatch = this.#bindings.map((binding) =>
      control.watch(binding.address, (_, source) => binding.changed(source)),
    )
  }

  /** [control] Bytes from the device. What is not a control change of the map is passed over. */
  receive(bytes: Uint8Array): void {
    const change = readControlChange(bytes)
    if (change !== undefined) this.#inputs.get(keyOf(change.channel, change.cc))?.(change.value)
  }

  /** [control] The device came: it is shown everything, and its faders must meet their values again. */
  refresh(): void {
    for (const binding of this.#bindings) binding.forget()
  }

  /** [control] The device went: nothing is left to be sent or awaited. */
  pause(): void {
    this.#feedback.clear()
    for (const wide of this.#wide) wide.stop()
  }

  /** [control] */
  close(): void {
    for (const stop of this.#unwatch) stop()
    this.pause()
  }

  #hear(channel: number, cc: number, take: (value: number) => void): void {
    this.#inputs.set(keyOf(channel, cc), take)
  }
}

const keyOf = (channel: number, cc: number): number => channel * 128 + cc
