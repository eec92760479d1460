/** A pause this long begins anew, ms: the slowest tempo has a beat of 3000. */
const PAUSE_MS = 3100
/** Intervals that count. */
const MOST = 8
/** An interval this far from the others is a new tempo, not an unsteady hand. */
const ASTRAY = 1.5

/** The tempo of a hand that taps along: the median of the last intervals, which one early or late tap does not move. [control] */
export class TapTempo {
  #last = Number.NEGATIVE_INFINITY
  #intervals: number[] = []

  /** [control] A tap at `ms` (never backwards). Quarter notes per minute from the second tap on. */
  tap(ms: number): number | undefined {
    const interval = ms - this.#last
    this.#last = ms
    if (interval > PAUSE_MS || interval <= 0) {
      this.#intervals = []
      return undefined
    }
    const before = median(this.#intervals)
    const astray = before !== undefined && (interval > before * ASTRAY || interval < before / ASTRAY)
    this.#intervals = astray ? [interval] : [...this.#intervals, interval].slice(-MOST)
    return 60_000 / median(this.#intervals)!
  }
}

function median(list: readonly number[]): number | undefined {
  if (list.length === 0) return undefined
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
