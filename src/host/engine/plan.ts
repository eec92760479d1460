/**
 * The engine's whole wiring as plain data: what the control side wants to stand. The engine compares it with what
 * stands and changes the difference, so the same message serves start, insert, re-order, re-patch and removal.
 * Numbers a person moves are not here; they travel through the parameter bank (bank.ts) at the offsets named here.
 */

/** Where a channel's signal comes from. Device channels count from 0; one channel is mono, two are left and right. */
export type SourcePlan =
  | { readonly kind: 'device'; readonly channels: readonly number[] }
  | { readonly kind: 'player'; readonly player: number }
  | { readonly kind: 'sum' }
  | { readonly kind: 'none' }

/**
 * A point on a channel's path, in order: `input` (after trim, polarity and delay), the name of an insert's slot (after
 * that insert), `pre` (after all inserts, before fader and mute), `post` (after fader, mute and pan).
 */
export type Tap = string

/** What an insert is keyed from. */
export interface KeyPlan {
  /** Id of the channel. */
  readonly from: string
  readonly tap: Tap
}

/** Decoded files of one processor, by the id of the parameter: planar, at the session's rate, in shared memory. */
export type PlanFiles = { readonly [parameter: string]: readonly Float64Array[] }

export interface InsertPlan {
  /** Slot name, unique in its channel. */
  readonly slot: string
  /** Id of the plugin definition. */
  readonly plugin: string
  /** Offset in the parameter bank: bypass (0 or 1), then the plugin's parameters in their order. */
  readonly block: number
  /** Offset in the meter bank: the plugin's meters in their order. */
  readonly meter: number
  /** Structural values, joined: a new text means that a new processor must be prepared. */
  readonly build: string
  /** For plugins with parameters of the kind `file`. */
  readonly files?: PlanFiles
  /** Frames the processor delays, from its definition and structural values. */
  readonly latencyFrames: number
  readonly key: KeyPlan | null
}

export interface SendPlan {
  /** Id of the bus. */
  readonly to: string
  readonly tap: Tap
  /** Offset in the parameter bank: see SEND. */
  readonly block: number
}

export interface ChannelPlan {
  /** The address of the channel: `/strip/vox`, `/bus/hall`, `/master`, `/monitor`. */
  readonly id: string
  /** How messages call it: `strip "vox"`. */
  readonly name: string
  /** 1 mono, 2 stereo: width of the insert chain. After the pan every channel is stereo. */
  readonly width: 1 | 2
  readonly source: SourcePlan
  /** Offset in the parameter bank: see CHANNEL. */
  readonly block: number
  /** Offset in the meter bank: see CHANNEL_METER. */
  readonly meter: number
  readonly inserts: readonly InsertPlan[]
  readonly sends: readonly SendPlan[]
  /** Id of the channel its post-fader signal is added to, or null. */
  readonly output: string | null
  /** Device output channels (from 0) that get its post-fader signal: none, one (mono sum) or left and right; -1 is nowhere. */
  readonly patch: readonly number[]
}

export interface EnginePlan {
  readonly channels: readonly ChannelPlan[]
  /** Id of the channel that PFL and AFL are summed into, or null. */
  readonly listen: string | null
  /** dB of each side at the centre: see pan.ts. */
  readonly panLaw: PanLaw
}

export type PanLaw = 0 | -3 | -4.5 | -6

/**
 * Layout of a channel's block in the parameter bank, in doubles. These are effective values: DCAs, mute groups and
 * solo are already counted in by the control side.
 */
export const CHANNEL = {
  /** dB */
  trim: 0,
  /** 0 normal, 1 inverted */
  invert: 1,
  /** ms */
  delay: 2,
  /** dB, minus infinity allowed */
  fader: 3,
  /** -100 left to 100 right */
  pan: 4,
  /** %, 0 mono, 100 as it is, 200 wide; stereo channels only */
  width: 5,
  /** 1 open, 0 muted (everything after the inserts, sends too) */
  on: 6,
  /** 0 not listened to, 1 PFL, 2 AFL */
  listen: 7,
  doubles: 8,
} as const

/** Layout of a send's block in the parameter bank. */
export const SEND = {
  /** dB, minus infinity allowed */
  level: 0,
  /** -100 to 100 */
  pan: 1,
  /** 1 open, 0 muted */
  on: 2,
  doubles: 8,
} as const

/** The block at offset 0 of every parameter bank. */
export const GLOBAL = {
  /** quarter notes per minute */
  bpm: 0,
  doubles: 8,
} as const

/** Layout of a channel's block in the meter bank. Peaks are linear and fall by 20 dB/s. */
export const CHANNEL_METER = {
  inputLeft: 0,
  inputRight: 1,
  postLeft: 2,
  postRight: 3,
  /** Count of samples beyond full scale after the fader since the engine started. */
  overs: 4,
  doubles: 8,
} as const

/** Layout of the header of the meter bank. */
export const STATUS = {
  /** Frames processed since the engine was made: the heartbeat. */
  frames: 0,
  /** Transport position, frames. */
  position: 1,
  /** 1 while the transport plays. */
  playing: 2,
  /** Blocks that came later than their period allows, counted by the driver. */
  lateBlocks: 3,
  /** Share of the period the last blocks took, 0..1, smoothed; by the driver. */
  load: 4,
  /** Frames a player had to fill with silence because its file was not read in time. */
  starvedFrames: 5,
  /** Inserts bypassed by the guard. */
  faults: 6,
  /** Deepest reduction of the output guard in dB, 0 at rest. */
  guardDb: 7,
  /** The transport's loop in frames; an end of 0: it does not loop. */
  loopStart: 8,
  loopEnd: 9,
  /**
   * Whose code runs right now: the parameter block of an insert while it works, minus the block while it is prepared, 0 for
   * none. What stands here while the heartbeat stands still does not come back.
   */
  running: 10,
  /** While a thread starts: which of the plugins from elsewhere it loads or warms up, counted from 1; 0 for none. */
  loading: 11,
  doubles: 16,
} as const
