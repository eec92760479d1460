import { messageProblem } from '../../src/control/midi/bytes.ts'
import type { MessageListener, MidiPortList, MidiTransport } from '../../src/control/midi/transport.ts'

/** MIDI ports in memory: devices are plugged in and out by hand, and remember what they were sent. */
export class MidiRack implements MidiTransport {
  /** Everything that came out of open ports, as bytes. */
  readonly sent: number[][] = []
  /** How often ports were opened, and how many are open. */
  readonly count = { opened: 0, open: 0, closed: 0 }
  #plugged: string[] = []
  #plugs = 0
  readonly #listeners = new Map<object, { name: string; plug: string; hear: MessageListener }>()

  plug(...names: readonly string[]): void {
    this.#plugs++
    this.#plugged.push(...names)
  }

  unplug(name: string): void {
    this.#plugged = this.#plugged.filter((other) => other !== name)
  }

  /** The device `name` sends bytes; only who opened it since it was plugged in hears it. */
  play(name: string, ...bytes: readonly number[]): void {
    for (const listener of this.#listeners.values())
      if (listener.name === name && listener.plug === this.identity(name))
        listener.hear(Uint8Array.from(bytes))
  }

  async list(): Promise<MidiPortList> {
    return { available: true, why: 'for tests', inputs: this.#plugged, outputs: this.#plugged }
  }

  identity(_: string): string {
    return String(this.#plugs)
  }

  async openInput(name: string, kind: string, hear: MessageListener) {
    this.#take(name, kind)
    const key = {}
    this.#listeners.set(key, { name, plug: this.identity(name), hear })
    return {
      close: () => {
        this.#listeners.delete(key)
        this.count.open--
      },
    }
  }

  async openOutput(name: string, kind: string) {
    this.#take(name, kind)
    return {
      send: (bytes: readonly number[]) => {
        const problem = messageProblem(bytes)
        if (problem !== undefined) throw new Error(problem)
        this.sent.push([...bytes])
      },
      close: () => {
        this.count.open--
      },
    }
  }

  close(): void {
    this.count.closed++
  }

  #take(name: string, kind: string): void {
    if (kind === 'device' && !this.#plugged.includes(name)) throw new Error(`${name} is gone`)
    this.count.opened++
    this.count.open++
  }
}
