import type { Parameter, PlainValue, Refusal } from '../sdk/index.ts'

/**
 * The one door through which surfaces see and move a desk. MIDI, OSC, the dashboard, scenes, undo and the command line
 * are peers here: same addresses, same checks, same journal.
 *
 *     /strip/<name>/{trim,polarity,inputDelay,fader,pan,width,mute,solo}      /strip/<name>/<slot>/{bypass,<param>}
 *     /strip/<name>/send/<bus>/{level,pan,mute}    /bus/<name>/...    /master/...    /monitor/{level,solo}
 *     /dca/<name>/{fader,mute}    /mutegroup/<name>    /transport/{playing,position,loop,tempo}
 *     actions: /session/save, /scene/store /scene/recall (a name), /undo, /redo, /solo/clear
 *     read only: /meter/<channel>/{input,post,...}, /status/...
 */

/** Who moves: shown in the journal, and used so that a surface does not hear its own echo. */
export type Source = string

/** One value of the desk, in all its forms. */
export interface Reading {
  readonly address: string
  readonly plain: PlainValue
  /** Position 0..1 through the parameter's taper. */
  readonly norm: number
  readonly text: string
}

/** What stands at an address. */
export interface Entry {
  readonly address: string
  readonly parameter: Parameter
  /** False for meters and status. */
  readonly writable: boolean
}

/** Why a command was not carried out: one sentence, with the nearest valid name where a name was wrong. */
export type { Refusal } from '../sdk/index.ts'

export type Listener = (reading: Reading, source: Source) => void

export interface ControlPort {
  /** [control] Every address that begins with `prefix`, in the order of the desk. */
  list(prefix: string): readonly Entry[]
  /** [control] */
  get(address: string): Reading | Refusal
  /**
   * [control] `value` may be a plain value or text ("-6 dB", "off", "hall"). Out of range is refused, nothing is
   * clamped silently. Actions (`/undo`, `/scene/recall`) are set too and answer with what they did as text.
   */
  set(address: string, value: PlainValue, source: Source): Reading | Refusal
  /** [control] `norm` beyond 0..1 is clamped: that is what a fader at its end stop means. */
  setNorm(address: string, norm: number, source: Source): Reading | Refusal
  /** [control] `steps` clicks of an encoder. */
  nudge(address: string, steps: number, source: Source): Reading | Refusal
  /** [control] Calls `listener` after each change at or below `prefix`, whoever made it. Returns the way to stop. */
  watch(prefix: string, listener: Listener): () => void
}
