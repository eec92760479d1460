import type { PlainValue, Refusal, Scope, ScopePoint } from '../../../../host/index.ts'

/** What a dashboard can be given beside the ControlPort to show what an insert does to the sound. */

/** The insert that is looked at: `/strip/vox`, `eq`. */
export interface Insert {
  readonly channel: string
  readonly slot: string
}

/** Plain values of an insert by the names of its parameters. */
export type Values = { readonly [id: string]: PlainValue }

/** What a plugin says of itself in curves: the part of its `response` that is drawn. */
export interface Curve {
  /** Gain in dB at `hz`. */
  magnitudeDb?(values: Values, hz: number, sampleRate: number): number
  /** Level at the output in dB for a steady level at the input in dB. */
  transferDb?(values: Values, inputDb: number): number
}

export interface Curves {
  /** Hz */
  readonly sampleRate: number
  /** [control] The curves of the plugin that stands in a slot of a channel now, the same object for the same plugin. */
  of(channel: string, slot: string): Curve | undefined
}

/** Windows into the signal. There are few: they are opened while somebody looks, and closed after it. */
export interface Scopes {
  /** [control] */
  open(point: ScopePoint): Scope | Refusal
}

/** Without `curves` no graphs are drawn, without `scopes` they show no signal. */
export interface GraphSources {
  readonly curves?: Curves
  readonly scopes?: Scopes
}
