import type { DecayDials } from './decay.ts'

/** The dials that decide delays and gains of the network: a change of one is a move from one setting to the next. */
export class Dials implements DecayDials {
  /** s */
  decay = 2
  lowDecay = 1
  lowCross = 200
  highDecay = 1
  highCross = 5000
  /** Factor on all times of the character. */
  size = 1
  /** ms */
  preDelay = 0
  freeze = false

  /** [audio] */
  copy(other: Dials): void {
    this.decay = other.decay
    this.lowDecay = other.lowDecay
    this.lowCross = other.lowCross
    this.highDecay = other.highDecay
    this.highCross = other.highCross
    this.size = other.size
    this.preDelay = other.preDelay
    this.freeze = other.freeze
  }

  /** [audio] True when both ask for the same lengths and the same absorption. */
  sameLoop(other: Dials): boolean {
    return (
      this.size === other.size &&
      this.decay === other.decay &&
      this.lowDecay === other.lowDecay &&
      this.lowCross === other.lowCross &&
      this.highDecay === other.highDecay &&
      this.highCross === other.highCross
    )
  }

  /** [audio] */
  equals(other: Dials): boolean {
    return this.sameLoop(other) && this.preDelay === other.preDelay && this.freeze === other.freeze
  }
}
