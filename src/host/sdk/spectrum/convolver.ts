import { QUANTUM } from '../plugin.ts'
import { ConvolverLevel, type ConvolverPath } from './convolver-level.ts'
import { addFiltered } from './multiply.ts'
import { partitionsOf } from './partitions.ts'

/** What a convolver is built for. */
export interface ConvolverShape {
  readonly inputs: number
  readonly outputs: number
  /** Inputs and outputs count from 0. Paths from one input share its transforms, paths to one output share the way back. */
  readonly paths: readonly ConvolverPath[]
  /** Longest impulse in frames. */
  readonly taps: number
  /** See `partitionsOf`; the impulses must be made with the same. */
  readonly sizes?: readonly number[]
}

/**
 * Convolution with long impulses, without latency.
 *
 *     input -+-> last QUANTUM frames -----------> taps, one by one ---------------+-> + -> output
 *            +-> spectra of blocks of QUANTUM --> products of the early partitions +
 *            +-> spectra of longer blocks ------> products of the late ones -------+
 *
 * The work on long blocks is spread over the grid lines. Everything but the first QUANTUM taps happens on grid lines, so
 * the split of calls changes no bit. What is silent (inputs, partitions, whole paths) is left out: after a silence longer than
 * impulse and two of its longest partitions the output is exactly 0.
 */
export class Convolver {
  readonly #levels: readonly ConvolverLevel[]
  readonly #paths: readonly (readonly ConvolverPath[])[]
  /** Per input: the block before the last grid line, then the running one. */
  readonly #recent: readonly Float64Array[]
  readonly #loudBefore: Uint8Array
  readonly #loudNow: Uint8Array
  readonly #active: Uint8Array
  readonly #waiting: Int32Array
  readonly #lineMask: number
  #line = 0

  /** [idle] All outputs are active. */
  constructor(allocate: (doubles: number) => Float64Array, shape: ConvolverShape) {
    const { inputs, outputs } = shape
    this.#paths = Array.from({ length: outputs }, (_, output) =>
      shape.paths.filter((p) => p.output === output),
    )
    const plans = partitionsOf(shape.taps, shape.sizes)
    this.#levels = plans.map((plan, i) => new ConvolverLevel(allocate, i, plan, inputs, this.#paths))
    this.#recent = Array.from({ length: inputs }, () => allocate(2 * QUANTUM))
    this.#loudBefore = new Uint8Array(inputs)
    this.#loudNow = new Uint8Array(inputs)
    this.#active = new Uint8Array(outputs).fill(1)
    this.#waiting = new Int32Array(outputs)
    this.#lineMask = Math.max(QUANTUM, ...plans.map(({ size }) => size)) / QUANTUM - 1
    this.reset()
  }

  /**
   * [audio] `frames` from `offset` frames after a grid line on, never across one. Writes the first `frames` of every active
   * output; the others stay as they are. `output` must not be `input`.
   */
  process(
    input: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    if (offset === 0) this.#gridLine()
    for (let i = 0; i < this.#recent.length; i++) this.#take(i, input[i]!, frames, offset)
    for (let o = 0; o < this.#paths.length; o++)
      if (this.#active[o] === 1) this.#give(o, output[o]!, frames, offset)
  }

  /**
   * [audio] On a grid line, before `process`: an output that is not active costs nothing. One that becomes active is complete
   * as soon as `isReady` says so, at most two of the longest partitions later.
   */
  setActive(output: number, active: boolean): void {
    this.#active[output] = active ? 1 : 0
    let lines = 0
    // The counter stands on the line that was taken last.
    for (let i = 0; i < this.#levels.length; i++)
      lines = Math.max(lines, this.#levels[i]!.linesUntilHeard(this.#line + 1))
    this.#waiting[output] = lines + 1
  }

  /** [audio] On a grid line, before `process`: true when all that an output gives from here on is complete. */
  isReady(output: number): boolean {
    return this.#active[output] === 1 && this.#waiting[output]! <= 1
  }

  /** [audio] Back to silence, about 3 µs per input whatever the length of the impulses. */
  reset(): void {
    for (let i = 0; i < this.#levels.length; i++) this.#levels[i]!.reset()
    for (let i = 0; i < this.#recent.length; i++) this.#recent[i]!.fill(0)
    this.#loudBefore.fill(0)
    this.#loudNow.fill(0)
    this.#waiting.fill(0)
    this.#line = this.#lineMask
  }

  #gridLine(): void {
    this.#line = (this.#line + 1) & this.#lineMask
    for (let i = 0; i < this.#recent.length; i++) {
      this.#recent[i]!.copyWithin(0, QUANTUM, 2 * QUANTUM)
      this.#loudBefore[i] = this.#loudNow[i]!
      this.#loudNow[i] = 0
    }
    for (let o = 0; o < this.#waiting.length; o++)
      if (this.#waiting[o]! > 0) this.#waiting[o] = this.#waiting[o]! - 1
    for (let i = 0; i < this.#levels.length; i++) this.#levels[i]!.gridLine(this.#line, this.#active)
  }

  #take(input: number, x: Float64Array, frames: number, offset: number): void {
    const recent = this.#recent[input]!
    let loud = false
    for (let i = 0; i < frames; i++) {
      const now = x[i]!
      recent[QUANTUM + offset + i] = now
      if (now !== 0) loud = true
    }
    if (loud) this.#loudNow[input] = 1
    for (let i = 0; i < this.#levels.length; i++)
      this.#levels[i]!.write(input, x, this.#line, offset, frames, loud)
  }

  #give(output: number, y: Float64Array, frames: number, offset: number): void {
    for (let i = 0; i < frames; i++) y[i] = 0
    for (let i = 0; i < this.#levels.length; i++)
      this.#levels[i]!.addTo(y, output, this.#line, offset, frames)
    const paths = this.#paths[output]!
    for (let i = 0; i < paths.length; i++) {
      const { input, impulse } = paths[i]!
      if (impulse === undefined || !impulse.headLoud) continue
      if (this.#loudBefore[input] === 0 && this.#loudNow[input] === 0) continue
      addFiltered(this.#recent[input]!, QUANTUM + offset, impulse.head, y, frames)
    }
  }
}
