import { QUANTUM } from '../plugin.ts'
import type { Impulse } from './impulse.ts'
import { multiplyOne, multiplyTwo } from './multiply.ts'
import type { PartitionLevel } from './partitions.ts'
import { SpectraLine } from './spectra-line.ts'
import { convolutionTransform, type Transform } from './transform.ts'
import { FIELDS, MULTIPLY, nsOf, planOutput, planTransform, SPLIT } from './work-plan.ts'

/** One way through a convolver. */
export interface ConvolverPath {
  readonly input: number
  readonly output: number
  /** What it sounds like, made for the same taps and sizes as the convolver; undefined is silence. */
  impulse: Impulse | undefined
}

// Layout of the ns.
const ROUND = 0
const DONE = 1

/**
 * All partitions of one length. What a block of `size` frames asks for (transforms of the inputs, products, transforms back)
 * is a plan of small steps, worked off evenly over the grid lines of the following block and heard in the one after.
 */
export class ConvolverLevel {
  readonly #index: number
  readonly #size: number
  readonly #period: number
  readonly #transform: Transform
  readonly #inputs: readonly SpectraLine[]
  readonly #paths: readonly (readonly ConvolverPath[])[]
  /** Per output: real parts while it is made; imaginary parts being made and being heard (a result is an imaginary part). */
  readonly #re: readonly Float64Array[]
  readonly #making: Float64Array[]
  readonly #heard: Float64Array[]
  /** Per output: takes part in this round; has anything to make; has anything to be heard. */
  readonly #running: Uint8Array
  readonly #loudMaking: Uint8Array
  readonly #loudHeard: Uint8Array
  readonly #plan: Int32Array
  readonly #nsOfInputs: number
  readonly #nsOfOutput: Float64Array
  /** ns of this round: all of it, and what is done. In memory, because a field that holds a double may be boxed. */
  readonly #ns: Float64Array
  #step = 0

  /** [idle] `paths` per output; `index` is that of the level in every impulse. */
  constructor(
    allocate: (doubles: number) => Float64Array,
    index: number,
    level: PartitionLevel,
    inputs: number,
    paths: readonly (readonly ConvolverPath[])[],
  ) {
    const { size, count } = level
    const each = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
    this.#index = index
    this.#size = size
    this.#period = size / QUANTUM
    this.#transform = convolutionTransform(size)
    this.#inputs = each(inputs, () => new SpectraLine(allocate, size, count))
    this.#paths = paths
    this.#re = each(paths.length, () => allocate(size))
    this.#making = each(paths.length, () => allocate(size))
    this.#heard = each(paths.length, () => allocate(size))
    this.#running = new Uint8Array(paths.length)
    this.#loudMaking = new Uint8Array(paths.length)
    this.#loudHeard = new Uint8Array(paths.length)
    const plans = paths.map((toOutput, output) =>
      planOutput(this.#transform, output, toOutput.length * count),
    )
    const forInputs = each(inputs, (input) => planTransform(this.#transform, SPLIT, input)).flat()
    this.#plan = Int32Array.from([...forInputs, ...plans.flat()])
    this.#nsOfInputs = nsOf(forInputs)
    this.#nsOfOutput = Float64Array.from(plans, nsOf)
    this.#ns = allocate(2)
  }

  /** [audio] The grid line number `line`: begins a new round when the line is one of its own, and does a share of the work. */
  gridLine(line: number, active: Uint8Array): void {
    const within = line & (this.#period - 1)
    if (within === 0) this.#turn(active)
    this.#work(within + 1)
    // The shortest level is worked off at once and heard at once.
    if (this.#period === 1) this.#hear()
  }

  /** [audio] `frames` samples of an input, beginning `offset` after grid line `line`. */
  write(input: number, x: Float64Array, line: number, offset: number, frames: number, loud: boolean): void {
    this.#inputs[input]!.write(x, (line & (this.#period - 1)) * QUANTUM + offset, frames, loud)
  }

  /** [audio] Adds what is to be heard of an output now. */
  addTo(y: Float64Array, output: number, line: number, offset: number, frames: number): void {
    if (this.#loudHeard[output] === 0) return
    const from = this.#heard[output]!
    const at = (line & (this.#period - 1)) * QUANTUM + offset
    for (let i = 0; i < frames; i++) y[i] = y[i]! + from[at + i]!
  }

  /** [audio] Grid lines from `line` until an output that becomes active there is heard in full. */
  linesUntilHeard(line: number): number {
    if (this.#period === 1) return 0
    return (-line & (this.#period - 1)) + this.#period
  }

  /** [audio] */
  reset(): void {
    for (let i = 0; i < this.#inputs.length; i++) this.#inputs[i]!.reset()
    this.#running.fill(0)
    this.#loudMaking.fill(0)
    this.#loudHeard.fill(0)
  }

  #turn(active: Uint8Array): void {
    if (this.#period > 1) this.#hear()
    for (let i = 0; i < this.#inputs.length; i++) this.#inputs[i]!.turn()
    let ns = this.#nsOfInputs
    for (let output = 0; output < this.#paths.length; output++) {
      const runs = active[output]!
      this.#running[output] = runs
      this.#loudMaking[output] = runs === 1 && this.#hasWork(output) ? 1 : 0
      if (runs === 1) ns += this.#nsOfOutput[output]!
    }
    this.#ns[ROUND] = ns
    this.#ns[DONE] = 0
    this.#step = 0
  }

  /** What was made is heard from now on. */
  #hear(): void {
    for (let output = 0; output < this.#paths.length; output++) {
      const made = this.#making[output]!
      this.#making[output] = this.#heard[output]!
      this.#heard[output] = made
      this.#loudHeard[output] = this.#loudMaking[output]!
    }
  }

  /** True when any loud window meets a loud partition. */
  #hasWork(output: number): boolean {
    const paths = this.#paths[output]!
    for (let i = 0; i < paths.length; i++) {
      const path = paths[i]!
      if (path.impulse === undefined) continue
      const { loud, newest, slots } = this.#inputs[path.input]!
      const partitions = path.impulse.loud[this.#index]!
      let slot = newest
      for (let p = 0; p < partitions.length; p++) {
        if (partitions[p] === 1 && loud[slot] === 1) return true
        slot = slot === 0 ? slots - 1 : slot - 1
      }
    }
    return false
  }

  /** Works until `lines` grid lines' share of the round is done. */
  #work(lines: number): void {
    const plan = this.#plan
    const ns = (this.#ns[ROUND]! * lines) / this.#period
    let at = this.#step * FIELDS
    let done = this.#ns[DONE]!
    for (; at < plan.length && done < ns; at += FIELDS) {
      const what = plan[at]!
      const who = plan[at + 1]!
      if (what === SPLIT) this.#split(who, plan[at + 2]!)
      else {
        if (this.#running[who] === 0) continue
        if (this.#loudMaking[who] === 1) {
          if (what === MULTIPLY) this.#multiply(who, plan[at + 2]!, plan[at + 3]!)
          else this.#transform.joinSlice(plan[at + 2]!, this.#re[who]!, this.#making[who]!, 0)
        }
      }
      done += plan[at + 4]!
    }
    this.#step = at / FIELDS
    this.#ns[DONE] = done
  }

  #split(input: number, slice: number): void {
    const line = this.#inputs[input]!
    const { newest } = line
    if (line.loud[newest] === 1) this.#transform.splitSlice(slice, line.re, line.im, newest * this.#size)
  }

  /** Bins `from..to` of an output: the products of all its paths and partitions. */
  #multiply(output: number, from: number, to: number): void {
    const re = this.#re[output]!
    const im = this.#making[output]!
    re.fill(0, from, to)
    im.fill(0, from, to)
    const paths = this.#paths[output]!
    for (let i = 0; i < paths.length; i++) {
      const path = paths[i]!
      if (path.impulse === undefined) continue
      const hr = path.impulse.re[this.#index]!
      const hi = path.impulse.im[this.#index]!
      this.#multiplyPath(re, im, from, to, this.#inputs[path.input]!, path.impulse.loud[this.#index]!, hr, hi)
    }
  }

  #multiplyPath(
    re: Float64Array,
    im: Float64Array,
    from: number,
    to: number,
    line: SpectraLine,
    partitions: Uint8Array,
    hr: Float64Array,
    hi: Float64Array,
  ): void {
    const size = this.#size
    const { loud, slots, re: xr, im: xi } = line
    const count = to - from
    let slot = line.newest
    let x = -1
    let h = 0
    for (let p = 0; p < partitions.length; p++) {
      if (partitions[p] === 1 && loud[slot] === 1) {
        const x2 = slot * size + from
        const h2 = p * size + from
        if (x < 0) {
          x = x2
          h = h2
        } else {
          multiplyTwo(re, im, from, count, xr, xi, x, x2, hr, hi, h, h2)
          x = -1
        }
      }
      slot = slot === 0 ? slots - 1 : slot - 1
    }
    if (x >= 0) multiplyOne(re, im, from, count, xr, xi, x, hr, hi, h)
  }
}
