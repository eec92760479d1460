import type { EngineSetup, FromEngine, ToEngine } from './messages.ts'

/** A sound device, as a person picks it. */
export interface DeviceInfo {
  /** The name to give to `--device`. */
  readonly name: string
  readonly direction: 'input' | 'output'
}

export interface DriverReport {
  readonly id: DriverId
  /** True when something could be opened now. */
  readonly available: boolean
  /** One sentence: why not, or what it offers. */
  readonly why: string
  readonly devices: readonly DeviceInfo[]
}

export type DriverId = 'web-audio' | 'rtaudio' | 'null'

export interface OpenOptions {
  readonly sampleRate: number
  /** Wanted frames per block. */
  readonly frames: number
  /** Device channels the session needs. */
  readonly inputs: number
  readonly outputs: number
  /** Name of a device, or its beginning; undefined: the system's default. */
  readonly device: string | undefined
  /**
   * Aborted: the engine's thread is ended at once, whatever it does. `open` rejects then; a driver that runs is gone without another
   * word, and its device is free as soon as the system lets go of it.
   */
  readonly signal?: AbortSignal
}

/** What happened to a running device. */
export type DriverEvent =
  | FromEngine
  /** One sentence a person should know; it plays on. */
  | { readonly kind: 'note'; readonly sentence: string }
  /** `ended`: the thread of the engine is gone; else its device no longer asks for sound. */
  | { readonly kind: 'lost'; readonly sentence: string; readonly ended?: true }

/** A device that plays. Everything here is [control]. */
export interface RunningDriver {
  /** One line for a person: driver, device, rate, frames, channels. */
  readonly description: string
  send(message: ToEngine): void
  /** Ramps to silence and lets the device go; resolves when it is gone, within about a second whatever happens. */
  close(): Promise<void>
}

/** What the host knows of an engine thread before a driver knows its device. */
export type OwnSetup = Pick<EngineSetup, 'banks' | 'warmUp' | 'plugins' | 'barredPlugins'>

/** A way to reach sound devices. Everything here is [control]. */
export interface AudioDriver {
  readonly id: DriverId
  report(): Promise<DriverReport>
  /**
   * Opens a device and starts an engine in its thread; resolves once it is warm and running. Rejects with one sentence.
   */
  open(options: OpenOptions, setup: OwnSetup, onEvent: (event: DriverEvent) => void): Promise<RunningDriver>
}
