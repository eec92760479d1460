/**
 * How much each sender may ask for. UDP senders can be forged, so the number of senders that are remembered is bounded
 * and all of them share one more allowance: new names bring nothing new. [control]
 */

/**
 * Per second and sender, and how many may come at once. A search is a command that makes work: a refused one, for which
 * the nearest name is looked for, or a list. It takes up to 0.2 ms on a desk of 128 strips.
 */
const COMMANDS = { perSecond: 20_000, most: 20_000 }
const SEARCHES = { perSecond: 400, most: 50 }
/** All senders together have this many times as much. */
const ALL_SENDERS = 2
const MOST_SENDERS = 64

/** Fills by `perSecond`, holds `most`. */
class TokenBucket {
  readonly #perMs: number
  readonly #most: number
  #tokens: number
  #lastMs: number

  constructor(perSecond: number, most: number, nowMs: number) {
    this.#perMs = perSecond / 1000
    this.#most = most
    this.#tokens = most
    this.#lastMs = nowMs
  }

  /** [control] True when something is left. */
  has(nowMs: number): boolean {
    this.#tokens = Math.min(this.#most, this.#tokens + (nowMs - this.#lastMs) * this.#perMs)
    this.#lastMs = nowMs
    return this.#tokens >= 1
  }

  /** [control] */
  spend(): void {
    this.#tokens -= 1
  }
}

class Allowance {
  readonly #commands: TokenBucket
  readonly #searches: TokenBucket

  constructor(times: number, nowMs: number) {
    this.#commands = new TokenBucket(COMMANDS.perSecond * times, COMMANDS.most * times, nowMs)
    this.#searches = new TokenBucket(SEARCHES.perSecond * times, SEARCHES.most * times, nowMs)
  }

  /** [control] Nobody knows before whether a command will be a search, so both must be left. */
  has(nowMs: number): boolean {
    return this.#commands.has(nowMs) && this.#searches.has(nowMs)
  }

  /** [control] */
  spend(search: boolean): void {
    this.#commands.spend()
    if (search) this.#searches.spend()
  }
}

export class Allowances {
  readonly #senders = new Map<string, Allowance>()
  readonly #all: Allowance

  constructor(nowMs: number) {
    this.#all = new Allowance(ALL_SENDERS, nowMs)
  }

  /** [control] True when `sender` may be heard now. */
  admits(sender: string, nowMs: number): boolean {
    return this.#of(sender, nowMs).has(nowMs) && this.#all.has(nowMs)
  }

  /** [control] Counts a command of `sender`. */
  spend(sender: string, search: boolean): void {
    this.#senders.get(sender)?.spend(search)
    this.#all.spend(search)
  }

  /** The longest silent sender makes room for a new one. */
  #of(sender: string, nowMs: number): Allowance {
    const known = this.#senders.get(sender)
    const allowance = known ?? new Allowance(1, nowMs)
    if (known !== undefined) this.#senders.delete(sender)
    else if (this.#senders.size >= MOST_SENDERS) this.#senders.delete(this.#senders.keys().next().value!)
    this.#senders.set(sender, allowance)
    return allowance
  }
}
