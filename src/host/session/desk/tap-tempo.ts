/** A pause this long begins anew, ms: the slowest tempo has a beat of 3000. */
const PAUSE_MS = 3100
/** Intervals that count. */
const MOST = 8
/** An interval this far from the others is a slip of the hand; two of them that agree are a new tempo. */
const ASTRAY = 1.5

/** The tempo of a hand that taps along: the median of the last intervals, which one early, late or missed tap does not move. [control] */
export class TapTempo {
  #last = Number.NEGATIVE_INFINITY
  #intervals: number[] = []
  /** The last interval, when it was astray. */
  #odd: number | undefined

  /** [control] A tap at `ms` (never backwards). Quarter notes per minute from the second tap on. */
  tap(ms: number): number | undefined {
    const interval = ms - this.#last
    this.#last = ms
    if (interval > PAUSE_MS || interval <= 0) {
      this.#intervals = []
      this.#odd = undefined
      return undefined
    }
    this.#take(interval)
    return 60_000 / median(this.#intervals)!
  }

  #take(interval: number): void {
    const usual = median(this.#intervals)
    if (usual === undefined || alike(interval, usual)) {
      this.#intervals = [...this.#intervals, interval].slice(-MOST)
      this.#odd = undefined
    } else if (this.#odd !== undefined && alike(interval, this.#odd)) {
      this.#intervals = [this.#odd, interval]
      this.#odd = undefined
    } else this.#odd = interval
  }
}

const alike = (a: number, b: number): boolean => a < b * ASTRAY && a > b / ASTRAY

function median(list: readonly number[]): number | undefined {
  if (list.length === 0) return undefined
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
