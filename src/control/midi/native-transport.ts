import { accessSync, constants, statSync } from 'node:fs'
import type { Input, Output } from 'midi/lazy'
import { messageProblem } from './bytes.ts'
import type {
  MessageListener,
  MidiInput,
  MidiOutput,
  MidiPortList,
  MidiTransport,
  PortKind,
} from './transport.ts'

/**
 * The machine's MIDI ports through the `midi` package (RtMidi). Its native part is loaded on first use, and never touched
 * while Linux has no sequencer, because it would write its complaint to the terminal. [control]
 */

type Library = typeof import('midi/lazy')

const SEQUENCER = '/dev/snd/seq'
/** What RtMidi calls its own ends of connections: nothing to connect to. */
const OWN_ENDS = ['RtMidi Input Client:RtMidi Input', 'RtMidi Output Client:RtMidi Output']

export class NativeMidi implements MidiTransport {
  #library: Library | undefined
  /** One pair for every look at the names: each object is a client of the system, and those are few. */
  #probes: { readonly input: Input; readonly output: Output } | undefined

  async list(): Promise<MidiPortList> {
    try {
      const { input, output } = await this.#probe()
      return described(namesOf(input), namesOf(output))
    } catch (error) {
      this.close()
      return { available: false, why: sentenceOf(error), inputs: [], outputs: [] }
    }
  }

  /** On Linux the device file of the card, which is made anew when a device is plugged in; elsewhere nothing. */
  identity(name: string): string {
    const client = Number(/ (\d+):\d+$/.exec(name)?.[1])
    // Sound cards have four sequencer clients each, counted from 16; programs begin at 128.
    if (process.platform !== 'linux' || !(client >= 16 && client < 128)) return ''
    const stat = statSync(`/dev/snd/controlC${(client - 16) >> 2}`, { throwIfNoEntry: false })
    return stat === undefined ? '' : `${stat.ino}:${stat.ctimeMs}`
  }

  async openInput(name: string, kind: PortKind, onMessage: MessageListener): Promise<MidiInput> {
    const { Input } = await this.#load()
    const input = new Input()
    input.ignoreTypes(false, true, true)
    input.on('messageBuffer', (_, bytes) => onMessage(bytes))
    opened(input, name, kind)
    return { close: () => input.destroy() }
  }

  async openOutput(name: string, kind: PortKind): Promise<MidiOutput> {
    const { Output } = await this.#load()
    const output = new Output()
    opened(output, name, kind)
    return {
      send: (bytes) => {
        const problem = messageProblem(bytes)
        if (problem !== undefined) throw new Error(problem)
        output.sendMessage([...bytes])
      },
      close: () => output.destroy(),
    }
  }

  close(): void {
    this.#probes?.input.destroy()
    this.#probes?.output.destroy()
    this.#probes = undefined
  }

  async #load(): Promise<Library> {
    requireSequencer()
    this.#library ??= await import('midi/lazy')
    this.#library.verifyLibraryLoaded()
    return this.#library
  }

  async #probe() {
    const { Input, Output } = await this.#load()
    if (this.#probes !== undefined) return this.#probes
    const input = new Input()
    try {
      this.#probes = { input, output: new Output() }
      return this.#probes
    } catch (error) {
      input.destroy()
      throw error
    }
  }
}

/** A fresh object is opened once and never again: RtMidi objects do not survive a second opening on every system. */
function opened(port: Input | Output, name: string, kind: PortKind): void {
  try {
    const index = namesOf(port).indexOf(name)
    if (kind === 'virtual') port.openVirtualPort(name)
    else if (index < 0) throw new Error('it is not there any more')
    else port.openPort(index)
  } catch (error) {
    port.destroy()
    throw new Error(`MIDI port ${name} could not be opened: ${sentenceOf(error)}`)
  }
}

function namesOf(port: Input | Output): string[] {
  return Array.from({ length: port.getPortCount() }, (_, i) => port.getPortName(i))
}

function described(inputs: readonly string[], outputs: readonly string[]): MidiPortList {
  const mine = (name: string): boolean => name === '' || OWN_ENDS.some((own) => name.startsWith(own))
  const foreign = {
    inputs: inputs.filter((name) => !mine(name)),
    outputs: outputs.filter((name) => !mine(name)),
  }
  const { inputs: from, outputs: to } = foreign
  const why =
    from.length + to.length === 0
      ? 'no MIDI device is plugged in'
      : `${from.length} input${from.length === 1 ? '' : 's'}, ${to.length} output${to.length === 1 ? '' : 's'}`
  return { available: true, why, ...foreign }
}

/** Throws when Linux has no sequencer or does not let us use it. */
function requireSequencer(): void {
  if (process.platform !== 'linux') return
  try {
    accessSync(SEQUENCER, constants.R_OK | constants.W_OK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new Error(
        `${SEQUENCER} may not be used by you: join the group audio ("sudo usermod -aG audio $USER") and log in again`,
      )
    throw new Error(
      `there is no ALSA sequencer (${SEQUENCER}): load it with "sudo modprobe snd-seq"; ` +
        'a container needs the sound devices of its host ("--device /dev/snd")',
    )
  }
}

function sentenceOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  if (!reason.includes('libasound')) return reason.split('\n')[0]!
  return (
    'MIDI needs the ALSA library libasound.so.2: "apt install libasound2" on Debian and Ubuntu (libasound2t64 on ' +
    'newer ones), "dnf install alsa-lib" on Fedora, "pacman -S alsa-lib" on Arch'
  )
}
