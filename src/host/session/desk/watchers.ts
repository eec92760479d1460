import type { Listener, Reading, Source } from '../control-port.ts'

/**
 * Tells surfaces what moved. Events wait in one queue, so that every listener hears all changes in the same order, and
 * a listener that moves something itself is not called from inside its own call. [control]
 */

/**
 * Commands that listeners may give while one delivery runs. Two surfaces that answer each other without end would stop
 * the host otherwise.
 */
const MOST_ANSWERS = 10_000

/** Takes what went wrong in somebody else's code. */
export type FaultListener = (sentence: string, error: unknown) => void

interface Watcher {
  readonly prefix: string
  readonly below: string
  readonly listener: Listener
  faulty: boolean
}

interface Event {
  readonly reading: Reading
  readonly source: Source
}

export class Watchers {
  readonly #onFault: FaultListener
  #watchers: readonly Watcher[] = []
  #queue: Event[] = []
  #delivering = false
  #answers = 0

  constructor(onFault: FaultListener) {
    this.#onFault = onFault
  }

  /** [control] See ControlPort.watch; `prefix` matches whole words, empty or `/` matches everything. */
  watch(prefix: string, listener: Listener): () => void {
    const trimmed = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix
    const watcher: Watcher = { prefix: trimmed, below: `${trimmed}/`, listener, faulty: false }
    this.#watchers = [...this.#watchers, watcher]
    return () => {
      this.#watchers = this.#watchers.filter((other) => other !== watcher)
    }
  }

  /** [control] True when nobody listens: readings need not be made. */
  get idle(): boolean {
    return this.#watchers.length === 0
  }

  /** [control] Counts one command. False when it comes from a listener and there have been too many of those. */
  admit(): boolean {
    return !this.#delivering || ++this.#answers <= MOST_ANSWERS
  }

  /** [control] Puts a change into the queue. */
  changed(reading: Reading, source: Source): void {
    if (!this.idle) this.#queue.push({ reading, source })
  }

  /** [control] Empties the queue. Does nothing when called from a listener: the delivery that runs goes on. */
  deliver(): void {
    if (this.#delivering || this.#queue.length === 0) return
    this.#delivering = true
    this.#answers = 0
    for (let i = 0; i < this.#queue.length; i++) this.#tell(this.#queue[i]!)
    this.#queue = []
    this.#delivering = false
  }

  #tell({ reading, source }: Event): void {
    for (const watcher of this.#watchers) {
      if (!reading.address.startsWith(watcher.below) && reading.address !== watcher.prefix) continue
      try {
        watcher.listener(reading, source)
      } catch (error) {
        if (!watcher.faulty)
          this.#onFault(`a listener on ${watcher.prefix === '' ? '/' : watcher.prefix} failed`, error)
        watcher.faulty = true
      }
    }
  }
}
