/** How long the highest peak stands before the marker follows the meter again, ms. */
export const HOLD_MS = 2000

interface Held {
  db: number
  at: number
}

/**
 * The highest peaks of the last moments, by address. The engine already holds each peak until it was read once and lets
 * it fall slowly, so looking 20 times per second misses none. [control]
 */
export class PeakHold {
  readonly #held = new Map<string, Held>()

  /** [control] The peak that stands at `address` after a look at `db`; `now` in ms. */
  look(address: string, db: number, now: number): number {
    const held = this.#held.get(address)
    if (held === undefined) {
      this.#held.set(address, { db, at: now })
      return db
    }
    if (db >= held.db || now - held.at > HOLD_MS) {
      held.db = db
      held.at = now
    }
    return held.db
  }

  /** [control] Lets every marker go. */
  clear(): void {
    this.#held.clear()
  }
}
