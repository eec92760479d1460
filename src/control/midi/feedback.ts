import type { Clock } from '../clock.ts'
import type { Binding } from './binding.ts'

/**
 * Sends to the device what its controls are to show, the newest value of each and no faster than a MIDI cable carries
 * (3125 bytes per second): a whole desk recalled at once would overrun real devices. [control]
 */

/** Messages at a time, and ms between two times: up to 800 a second. */
const BURST = 8
const PAUSE_MS = 10

export class Feedback {
  readonly #clock: Clock
  readonly #send: (message: readonly number[]) => void
  readonly #marked = new Set<Binding>()
  #stop: (() => void) | undefined
  #servedMs = Number.NEGATIVE_INFINITY
  #nextMs = Number.POSITIVE_INFINITY

  constructor(clock: Clock, send: (message: readonly number[]) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** [control] `binding` may have something to show. */
  mark(binding: Binding): void {
    this.#marked.add(binding)
    this.#serveAt(this.#clock.now())
  }

  /** [control] Forgets what was marked. */
  clear(): void {
    this.#marked.clear()
    this.#stop?.()
    this.#nextMs = Number.POSITIVE_INFINITY
  }

  #serveAt(wantedMs: number): void {
    const at = Math.max(wantedMs, this.#servedMs + PAUSE_MS)
    if (at >= this.#nextMs) return
    this.#stop?.()
    this.#nextMs = at
    this.#stop = this.#clock.after(at - this.#clock.now(), () => this.#serve())
  }

  #serve(): void {
    const now = this.#clock.now()
    this.#servedMs = now
    this.#nextMs = Number.POSITIVE_INFINITY
    let served = 0
    let againMs = Number.POSITIVE_INFINITY
    for (const binding of this.#marked) {
      const restMs = binding.restMs()
      if (restMs > 0) againMs = Math.min(againMs, now + restMs)
      else if (served < BURST) {
        this.#marked.delete(binding)
        for (const message of binding.feedback()) {
          this.#send(message)
          served++
        }
      } else againMs = now
    }
    if (againMs < Number.POSITIVE_INFINITY) this.#serveAt(againMs)
  }
}
