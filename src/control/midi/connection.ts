import { nearest } from '../../host/index.ts'
import type { Clock } from '../clock.ts'
import { findPort } from './ports.ts'
import type { MessageListener, MidiInput, MidiOutput, MidiPortList, MidiTransport } from './transport.ts'

/** How often the names are looked at, ms. Nothing tells when a device is plugged in or out. */
const LOOK_MS = 2000
/** What a map says to get ports of its own, and what they are called. */
const VIRTUAL = 'virtual'
const VIRTUAL_NAME = 'Gainstage'

export interface ConnectionOptions {
  readonly transport: MidiTransport
  /** Name of the port or its beginning, or `virtual`. */
  readonly port: string
  readonly clock: Clock
  readonly onMessage: MessageListener
  /** [control] The device is there and can be sent to; called again each time it comes back. */
  readonly onOpen: () => void
  readonly onLost: () => void
  readonly onNotice: (sentence: string) => void
}

interface Opened {
  /** Names and identities: other ones are another device, or the same plugged in again. */
  readonly key: string
  readonly name: string
  readonly input: MidiInput
  readonly output: MidiOutput | undefined
}

/** Keeps one device connected: opens it when it is there, lets it go when it is not, and takes it back. [control] */
export class MidiConnection {
  readonly #with: ConnectionOptions
  #opened: Opened | undefined
  #stop: (() => void) | undefined
  #closed = false
  /** The last trouble told, so that it is told once. */
  #told = ''

  constructor(options: ConnectionOptions) {
    this.#with = options
  }

  /** Name of the open port; undefined while it is not there. */
  get name(): string | undefined {
    return this.#opened?.name
  }

  /** [control] Looks for the device now and from now on. Never rejects. */
  async look(): Promise<void> {
    try {
      await (this.#with.port === VIRTUAL ? this.#openVirtual() : this.#openDevice())
    } catch (error) {
      this.#drop()
      this.#tell(error instanceof Error ? error.message : String(error))
    }
    if (this.#closed) this.#letGo()
    else this.#stop = this.#with.clock.after(LOOK_MS, () => void this.look())
  }

  /** [control] Sends one message; nothing when the device is not there. */
  send(message: readonly number[]): void {
    try {
      this.#opened?.output?.send(message)
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error))
    }
  }

  /** [control] */
  close(): void {
    this.#closed = true
    this.#stop?.()
    this.#letGo()
  }

  /** A look that was under way when we closed may have opened something again: it comes here, too. */
  #letGo(): void {
    this.#drop()
    this.#with.transport.close()
  }

  async #openVirtual(): Promise<void> {
    if (this.#opened === undefined) await this.#open(VIRTUAL, VIRTUAL_NAME, VIRTUAL_NAME, 'virtual')
  }

  async #openDevice(): Promise<void> {
    const { transport, port } = this.#with
    const list = await transport.list()
    const input = findPort(list.inputs, port)
    const output = findPort(list.outputs, port)
    const ends = [input, output].map((name) =>
      name === undefined ? '' : `${name} ${transport.identity(name)}`,
    )
    const key = ends.join('|')
    if (this.#opened !== undefined && this.#opened.key !== key) {
      this.#drop()
      this.#with.onNotice(`MIDI port ${port} is gone; it is taken back when it returns`)
      this.#told = absent(list, port)
    }
    if (input === undefined) this.#tell(absent(list, port))
    else if (this.#opened === undefined) await this.#open(key, input, output, 'device')
  }

  async #open(key: string, from: string, to: string | undefined, kind: 'device' | 'virtual'): Promise<void> {
    const { transport, onMessage, onOpen, onNotice } = this.#with
    const input = await transport.openInput(from, kind, onMessage)
    try {
      const output = to === undefined ? undefined : await transport.openOutput(to, kind)
      this.#opened = { key, name: from, input, output }
    } catch (error) {
      input.close()
      throw error
    }
    if (this.#closed) return
    this.#told = ''
    onNotice(`MIDI port ${from} is connected${to === undefined ? '; nothing can be sent to it' : ''}`)
    onOpen()
  }

  #drop(): void {
    const opened = this.#opened
    if (opened === undefined) return
    this.#opened = undefined
    this.#with.onLost()
    for (const end of [opened.input, opened.output]) {
      try {
        end?.close()
      } catch (error) {
        // A port that broke may refuse to be closed; it is out of use either way.
        this.#tell(error instanceof Error ? error.message : String(error))
      }
    }
  }

  #tell(sentence: string): void {
    if (sentence === this.#told || this.#closed) return
    this.#told = sentence
    this.#with.onNotice(sentence)
  }
}

function absent({ available, why, inputs }: MidiPortList, port: string): string {
  if (!available) return `MIDI port ${port} is waited for: ${why}`
  const near = nearest(
    port,
    inputs.map((name) => name.split(':')[0]!),
  )
  const known = inputs.length === 0 ? why : `ports are ${inputs.join(', ')}`
  return `MIDI port ${port} is not there yet${near === undefined ? '' : `; the nearest is ${near}`}; ${known}`
}
