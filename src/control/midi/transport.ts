/** MIDI ports of a machine, by name. */
export interface MidiPortList {
  /** True when ports could be opened, even if none is plugged in. */
  readonly available: boolean
  /** One sentence: why there are none, or what there is. */
  readonly why: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export type MessageListener = (bytes: Uint8Array) => void

export interface MidiInput {
  /** [control] */
  close(): void
}

export interface MidiOutput {
  /** [control] One whole message. Throws an Error with one sentence when it cannot be sent. */
  send(bytes: readonly number[]): void
  /** [control] */
  close(): void
}

/**
 * A way to MIDI ports. Surfaces know this and nothing of drivers, so that tests, and later a network, can stand in. There
 * are no events for plugging in and out: whoever wants to know asks `list` and `identity` from time to time.
 */
export interface MidiTransport {
  /** [control] The ports there are now. Never rejects. */
  list(): Promise<MidiPortList>
  /** [control] Something that changes when the device behind a port was unplugged and came back under the same name. */
  identity(name: string): string
  /** [control] Opens the port of exactly this name, or makes one of this name. Rejects with one sentence. */
  openInput(name: string, kind: PortKind, onMessage: MessageListener): Promise<MidiInput>
  /** [control] As `openInput`. */
  openOutput(name: string, kind: PortKind): Promise<MidiOutput>
  /** [control] Lets everything go that `list` needed. */
  close(): void
}

/** `virtual`: a port that other programs can connect to. */
export type PortKind = 'device' | 'virtual'
