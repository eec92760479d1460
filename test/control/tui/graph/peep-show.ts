import type { Scopes } from '../../../../src/control/tui/desk/graph/sources.ts'
import type { Refusal, ScopePoint } from '../../../../src/host/index.ts'

/** Windows into a signal that a test makes up. */
export class PeepShow implements Scopes {
  readonly open: Scopes['open']
  /** Windows that are open now. */
  readonly seen: string[] = []
  /** What every window shows, both sides alike. */
  signal: (frame: number) => number
  /** When set, no window opens. */
  refused: string | undefined
  #frame = 0

  constructor(signal: (frame: number) => number = () => 0) {
    this.signal = signal
    this.open = (point) => this.#open(point)
  }

  #open({ channel, slot, side }: ScopePoint): ReturnType<Scopes['open']> {
    if (this.refused !== undefined) return { refused: this.refused } satisfies Refusal
    const name = `${channel}/${slot} ${side}`
    this.seen.push(name)
    return {
      read: (left, right) => {
        for (let i = 0; i < left.length; i++) left[i] = this.signal(this.#frame++)
        right.set(left)
        return true
      },
      close: () => {
        this.seen.splice(this.seen.indexOf(name), 1)
      },
    }
  }
}

/** A sine of `hz` at 48 kHz, `db` below full scale. */
export const tone =
  (hz: number, db: number) =>
  (frame: number): number =>
    10 ** (db / 20) * Math.sin((2 * Math.PI * hz * frame) / 48000)
