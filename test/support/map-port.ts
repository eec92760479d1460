import type { ControlPort, Entry, Listener, Reading, Source } from '../../src/host/index.ts'
import {
  fromNorm,
  isRefusal,
  nudged,
  type Parameter,
  type PlainValue,
  type Refusal,
  toNorm,
  toPlain,
  toText,
} from '../../src/host/sdk/index.ts'

/** The smallest ControlPort: a Map of values. Remembers every command, so that tests see what a surface did. */
export class MapPort implements ControlPort {
  readonly commands: [string, PlainValue, Source][] = []
  readonly #entries = new Map<string, Entry>()
  readonly #values = new Map<string, PlainValue>()
  readonly #listeners = new Map<Listener, string>()

  constructor(parameters: Readonly<Record<string, Parameter>>) {
    for (const [address, parameter] of Object.entries(parameters)) {
      this.#entries.set(address, { address, parameter, writable: true })
      this.#values.set(address, parameter.default)
    }
  }

  list(prefix: string): readonly Entry[] {
    return [...this.#entries.values()].filter(({ address }) => address.startsWith(prefix))
  }

  get(address: string): Reading | Refusal {
    const entry = this.#entries.get(address)
    if (entry === undefined) return { refused: `there is no ${address}` }
    const plain = this.#values.get(address)!
    const { parameter } = entry
    return { address, plain, norm: toNorm(parameter, plain), text: toText(parameter, plain) }
  }

  set(address: string, value: PlainValue, source: Source): Reading | Refusal {
    const entry = this.#entries.get(address)
    if (entry === undefined) return { refused: `there is no ${address}` }
    const plain = toPlain(entry.parameter, value)
    if (isRefusal(plain)) return { refused: `${address}: ${plain.refused}` }
    this.commands.push([address, plain, source])
    const moved = this.#values.get(address) !== plain
    this.#values.set(address, plain)
    const reading = this.get(address) as Reading
    if (moved)
      for (const [listener, prefix] of this.#listeners)
        if (address === prefix || address.startsWith(`${prefix}/`)) listener(reading, source)
    return reading
  }

  setNorm(address: string, norm: number, source: Source): Reading | Refusal {
    const parameter = this.#entries.get(address)?.parameter
    return this.set(address, parameter === undefined ? 0 : fromNorm(parameter, norm), source)
  }

  nudge(address: string, steps: number, source: Source): Reading | Refusal {
    const parameter = this.#entries.get(address)?.parameter
    return this.set(
      address,
      parameter === undefined ? 0 : nudged(parameter, this.#values.get(address)!, steps),
      source,
    )
  }

  watch(prefix: string, listener: Listener): () => void {
    this.#listeners.set(listener, prefix)
    return () => this.#listeners.delete(listener)
  }
}
