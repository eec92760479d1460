import { type ConvolverPath, Impulse } from '../../../host/sdk/index.ts'
import { CROSSING, LEFT_CROSSES, LEFT_STAYS, PLANES, RIGHT_CROSSES, RIGHT_STAYS, UNLIKE } from './planes.ts'

/**
 * One of the two equalisers between which the sound is faded: impulses, and the paths that carry them to outputs of their own.
 * A flat one has none: it is a pure delay.
 */
export class Bank {
  readonly impulses: readonly Impulse[]
  readonly paths: readonly ConvolverPath[]
  readonly #stays: readonly ConvolverPath[]
  readonly #crosses: readonly ConvolverPath[]
  flat = true

  /** [idle] `firstOutput`: that of the left channel. */
  constructor(
    channels: number,
    firstOutput: number,
    taps: number,
    sizes: readonly number[],
    allocate: (doubles: number) => Float64Array,
  ) {
    const planes = channels === 1 ? 1 : PLANES
    this.impulses = Array.from({ length: planes }, () => new Impulse(allocate, taps, sizes))
    const path = (input: number, output: number): ConvolverPath => ({
      input,
      output: firstOutput + output,
      impulse: undefined,
    })
    this.#stays = Array.from({ length: channels }, (_, c) => path(c, c))
    this.#crosses = channels === 1 ? [] : [path(0, 1), path(1, 0)]
    this.paths = [...this.#stays, ...this.#crosses]
  }

  /** [audio] Puts the impulses into their paths; `needed`: see planes.ts. What is not needed is silent, or shared by both sides. */
  connect(needed: number): void {
    const unlike = (needed & UNLIKE) !== 0
    const crossing = (needed & CROSSING) !== 0
    const stays = this.#stays
    const crosses = this.#crosses
    for (let c = 0; c < stays.length; c++)
      stays[c]!.impulse = this.impulses[c === 1 && unlike ? RIGHT_STAYS : LEFT_STAYS]
    for (let c = 0; c < crosses.length; c++)
      crosses[c]!.impulse = crossing
        ? this.impulses[c === 1 && unlike ? RIGHT_CROSSES : LEFT_CROSSES]
        : undefined
  }
}
