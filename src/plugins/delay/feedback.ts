import { type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'

/**
 * What goes into the lines: the source plus the repeats, straight or crossed.
 *
 *     straight   left <- left + feedback x left                right <- right + feedback x right
 *     ping-pong  left <- middle of both + feedback x right     right <- feedback x left
 *
 * Between the two it fades in 21 ms (at 48 kHz). The loop matrix is never above 1, so 100 % keeps and does not grow.
 */

/** Share of the way from straight to ping-pong per grid line. */
const FADE = 1 / 8

export class Feedback {
  readonly #mixed: readonly Float64Array[]
  #gain = 0
  #gainStep = 0
  #crossed = 0
  #crossedNext = 0

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#mixed = Array.from({ length: env.channels }, () => env.allocate(QUANTUM))
  }

  /** The last result, planar. */
  get mixed(): readonly Float64Array[] {
    return this.#mixed
  }

  /** [audio] Straight or crossed at once. */
  place(pingPong: boolean): void {
    this.#crossed = this.#crossedNext = pingPong ? 1 : 0
  }

  /** [audio] On a grid line: feedback in per cent at this and at the next one. */
  retune(fromPercent: number, toPercent: number): void {
    this.#gain = fromPercent / 100
    this.#gainStep = (toPercent / 100 - this.#gain) / QUANTUM
  }

  /** [audio] On every grid line. */
  advance(pingPong: boolean): void {
    this.#crossed = this.#crossedNext
    const next = this.#crossed + (pingPong ? FADE : -FADE)
    this.#crossedNext = next < 0 ? 0 : next > 1 ? 1 : next
  }

  /** [audio] Sources and repeats at..at + frames - 1 into the same places of `mixed`. `since`: frames since the grid line. */
  process(
    source: readonly Float64Array[],
    repeats: readonly Float64Array[],
    at: number,
    frames: number,
    since: number,
  ): void {
    if (source.length === 2 && (this.#crossed > 0 || this.#crossedNext > 0)) {
      this.#cross(source, repeats, at, frames, since)
      return
    }
    for (let c = 0; c < source.length; c++)
      this.#straight(source[c]!, repeats[c]!, this.#mixed[c]!, at, frames, since)
  }

  #cross(
    source: readonly Float64Array[],
    repeats: readonly Float64Array[],
    at: number,
    frames: number,
    since: number,
  ): void {
    const left = source[0]!
    const right = source[1]!
    const leftRepeat = repeats[0]!
    const rightRepeat = repeats[1]!
    const toLeft = this.#mixed[0]!
    const toRight = this.#mixed[1]!
    const gain = this.#gain
    const gainStep = this.#gainStep
    const crossed = this.#crossed
    const crossedStep = (this.#crossedNext - crossed) / QUANTUM
    for (let i = at; i < at + frames; i++) {
      const k = since + i - at
      const g = gain + gainStep * k
      const p = crossed + crossedStep * k
      const s = 1 - p
      const l = left[i]!
      const r = right[i]!
      const fromLeft = leftRepeat[i]!
      const fromRight = rightRepeat[i]!
      toLeft[i] = s * l + p * (0.5 * (l + r)) + g * (s * fromLeft + p * fromRight)
      toRight[i] = s * r + g * (s * fromRight + p * fromLeft)
    }
  }

  #straight(
    source: Float64Array,
    repeats: Float64Array,
    mixed: Float64Array,
    at: number,
    frames: number,
    since: number,
  ): void {
    const gain = this.#gain
    const gainStep = this.#gainStep
    const to = at + frames
    for (let i = at; i < to; i++) mixed[i] = source[i]! + (gain + gainStep * (since + i - at)) * repeats[i]!
  }
}
