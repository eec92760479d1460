import type { PlainValue } from '../sdk/index.ts'

/**
 * A session as the host holds it after reading: every default filled in, every name checked. The YAML text is its
 * outside form (format/); scenes, undo and surfaces work on this.
 */

export const COLORS = ['off', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
export type Color = (typeof COLORS)[number]

/** Device channels count from 1 here, as on the box. */
export type InputDocument =
  | { readonly kind: 'file'; readonly file: string; readonly loop: boolean }
  | { readonly kind: 'device'; readonly channels: readonly number[] }
  | { readonly kind: 'none' }

export interface InsertDocument {
  /** Unique in its channel; stands in addresses. */
  readonly slot: string
  readonly plugin: string
  readonly bypass: boolean
  /** Address of the channel that keys it (`/strip/kick`), or null. */
  readonly key: string | null
  /** Every parameter of the plugin. */
  readonly values: { readonly [id: string]: PlainValue }
}

export interface SendDocument {
  /** Name of the bus. */
  readonly to: string
  readonly tap: string
  /** dB; minus infinity is off. */
  readonly level: number
  readonly pan: number
  readonly mute: boolean
}

/** What strips, buses and the master have in common. */
export interface ChannelDocument {
  readonly name: string
  readonly label: string
  readonly color: Color
  /** 1 mono, 2 stereo. */
  readonly channels: 1 | 2
  /** Plain values of CHANNEL_PARAMETERS (channel-parameters.ts): trim, polarity, inputDelay, fader, pan, width, mute, solo. */
  readonly values: { readonly [id: string]: PlainValue }
  readonly inserts: readonly InsertDocument[]
  readonly sends: readonly SendDocument[]
  /** Name of a bus, `master`, or null. */
  readonly to: string | null
  /** Device outputs from 1: none, one or two. */
  readonly outputs: readonly number[]
  readonly dcas: readonly string[]
  readonly muteGroups: readonly string[]
  /** Stays open when others are soloed in place. */
  readonly soloSafe: boolean
}

export interface StripDocument extends ChannelDocument {
  readonly input: InputDocument
  /** True for a file strip whose `channels` the loader takes from the file; until then `channels` is 2. */
  readonly channelsAuto: boolean
}

export interface MonitorDocument {
  /** `sip` mutes the others on the mains; `pfl` and `afl` only change what the monitor outputs carry. */
  readonly solo: 'sip' | 'pfl' | 'afl'
  readonly outputs: readonly number[]
  /** dB */
  readonly level: number
}

/** A plugin that does not come with the desk. */
export interface PluginDocument {
  /** Its id. */
  readonly name: string
  /** What the session says: the path of a module from its folder, or the name of a package. */
  readonly from: string
}

export interface SceneDocument {
  readonly name: string
  /** Plain values by address. */
  readonly values: { readonly [address: string]: PlainValue }
}

export interface SessionDocument {
  readonly name: string
  /** Hz */
  readonly rate: number
  /** quarter notes per minute */
  readonly tempo: number
  readonly panLaw: 0 | -3 | -4.5 | -6
  readonly plugins: readonly PluginDocument[]
  readonly strips: readonly StripDocument[]
  readonly buses: readonly ChannelDocument[]
  readonly master: ChannelDocument
  readonly monitor: MonitorDocument
  readonly dcas: readonly { readonly name: string; readonly fader: number; readonly mute: boolean }[]
  readonly muteGroups: readonly { readonly name: string; readonly muted: boolean }[]
  readonly scenes: readonly SceneDocument[]
}
