import type { Clock } from '../clock.ts'

/** Timers count whole ms; what is due within half of one is due. */
const SLACK_MS = 0.5

interface Waiting<T> {
  readonly dueMs: number
  readonly item: T
}

/** Things to do later, in order of time and then of arrival, on one timer. [control] */
export class Schedule<T> {
  readonly #run: (item: T) => void
  readonly #clock: Clock
  readonly #most: number
  #waiting: Waiting<T>[] = []
  #stop: (() => void) | undefined

  /** Holds at most `most` things. */
  constructor(run: (item: T) => void, clock: Clock, most: number) {
    this.#run = run
    this.#clock = clock
    this.#most = most
  }

  /** [control] Does `item` when the clock shows `dueMs`. False when the schedule is full. */
  add(item: T, dueMs: number): boolean {
    if (this.#waiting.length >= this.#most) return false
    let at = this.#waiting.length
    while (at > 0 && this.#waiting[at - 1]!.dueMs > dueMs) at--
    this.#waiting.splice(at, 0, { dueMs, item })
    if (at === 0) this.#arm()
    return true
  }

  /** [control] Forgets everything. */
  clear(): void {
    this.#waiting = []
    this.#stop?.()
    this.#stop = undefined
  }

  #arm(): void {
    this.#stop?.()
    const first = this.#waiting[0]
    this.#stop =
      first === undefined
        ? undefined
        : this.#clock.after(Math.max(0, Math.round(first.dueMs - this.#clock.now())), () => this.#ring())
  }

  #ring(): void {
    const now = this.#clock.now() + SLACK_MS
    let due = 0
    while (due < this.#waiting.length && this.#waiting[due]!.dueMs <= now) due++
    const items = this.#waiting.splice(0, due)
    this.#arm()
    for (const { item } of items) this.#run(item)
  }
}
