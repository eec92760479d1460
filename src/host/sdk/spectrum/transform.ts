import { FACTORS, joinFour, joinTwo, splitInFour, splitInTwo } from './passes.ts'

/** Butterflies of one slice of a pass: about 2 µs. */
const SLICE = 256
/** What a butterfly costs, in ns, measured; only how they compare matters. */
const NS_OF_FOUR = 8
const NS_OF_TWO = 3

/** One slice of one pass. */
interface Slice {
  readonly blocks: number
  /** Length of a block after the pass. */
  readonly part: number
  readonly first: number
  readonly last: number
  readonly from: number
  readonly to: number
}

/** [idle] Position of `i` when the bits of 0..count-1 are read backwards; `count` is a power of two. */
export function reversed(i: number, count: number): number {
  let r = 0
  for (let bit = 1; bit < count; bit *= 2) {
    r = 2 * r + (i & 1)
    i >>= 1
  }
  return r
}

/**
 * Evaluates `size` complex numbers, taken as a polynomial, at the `size` roots of X^size = e^(j·2π·twist), in place; the values stand
 * in bit-reversed order, the p-th belongs to the angle 2π·(reversed(p) + twist) / size.
 *
 * Twist 0 is the discrete Fourier transform with e^(+j). Twist 1/4 is what a convolution wants: `2 size` real samples, the second
 * half as the imaginary part of the first, multiply modulo X^(2 size) + 1 by `size` complex products and nothing else. Source:
 * H. Nussbaumer, "Fast Fourier transform and convolution algorithms", 1981, on polynomial products modulo X^N + 1.
 */
export class Transform {
  readonly size: number
  /** How many slices `splitSlice` and `joinSlice` know. */
  readonly slices: number
  readonly #factors: Float64Array
  /** Per slice: blocks (1 with `part` = size/2 for the pass in two), part, first, last, from, to, factorsAt, ns. */
  readonly #plan: Int32Array
  readonly #two: boolean
  readonly #twoR: number
  readonly #twoI: number

  /** [idle] `size`: a power of two, 4 or more. `twist` in turns. */
  constructor(size: number, twist: number) {
    if (size < 4 || !Number.isInteger(Math.log2(size)))
      throw new Error(`a transform of ${size} is not possible`)
    this.size = size
    this.#two = Math.log2(size) % 2 === 1
    this.#twoR = Math.cos(Math.PI * twist)
    this.#twoI = Math.sin(Math.PI * twist)
    const levels: number[] = []
    for (let blocks = this.#two ? 2 : 1; blocks < size; blocks *= 4) levels.push(blocks)
    this.#factors = factorsOf(levels, twist)
    const plan: number[] = []
    if (this.#two)
      for (const s of slicesOf(1, size / 2)) plan.push(...fields(s), 0, NS_OF_TWO * (s.to - s.from))
    let factorsAt = 0
    for (const blocks of levels) {
      for (const s of slicesOf(blocks, size / (4 * blocks)))
        plan.push(...fields(s), factorsAt, NS_OF_FOUR * (s.to - s.from) * (s.last - s.first))
      factorsAt += FACTORS * blocks
    }
    this.#plan = Int32Array.from(plan)
    this.slices = plan.length / FIELDS
  }

  /** [audio] What a slice costs, in ns, more or less. */
  ns(slice: number): number {
    return this.#plan[slice * FIELDS + 7]!
  }

  /** [audio] All of the way to the spectrum: re[at..at + size), im the same. */
  split(re: Float64Array, im: Float64Array, at: number): void {
    for (let slice = 0; slice < this.slices; slice++) this.splitSlice(slice, re, im, at)
  }

  /** [audio] All of the way back, `size` times too loud. */
  join(re: Float64Array, im: Float64Array, at: number): void {
    for (let slice = 0; slice < this.slices; slice++) this.joinSlice(slice, re, im, at)
  }

  /** [audio] One slice of `split`; in ascending order from 0. */
  splitSlice(slice: number, re: Float64Array, im: Float64Array, at: number): void {
    const p = this.#plan
    const s = slice * FIELDS
    const part = p[s + 1]!
    if (this.#two && p[s] === 1) splitInTwo(re, im, at, part, p[s + 4]!, p[s + 5]!, this.#twoR, this.#twoI)
    else splitInFour(re, im, at, part, p[s + 2]!, p[s + 3]!, p[s + 4]!, p[s + 5]!, this.#factors, p[s + 6]!)
  }

  /** [audio] One slice of `join`; in ascending order from 0. */
  joinSlice(slice: number, re: Float64Array, im: Float64Array, at: number): void {
    const p = this.#plan
    const s = (this.slices - 1 - slice) * FIELDS
    const part = p[s + 1]!
    if (this.#two && p[s] === 1) joinTwo(re, im, at, part, p[s + 4]!, p[s + 5]!, this.#twoR, this.#twoI)
    else joinFour(re, im, at, part, p[s + 2]!, p[s + 3]!, p[s + 4]!, p[s + 5]!, this.#factors, p[s + 6]!)
  }
}

const FIELDS = 8

const fields = (s: Slice): number[] => [s.blocks, s.part, s.first, s.last, s.from, s.to]

/** A pass over `blocks` blocks of `part` butterflies: several blocks per slice, or several slices per block. */
function slicesOf(blocks: number, part: number): Slice[] {
  const slices: Slice[] = []
  const blockStep = Math.max(1, SLICE / part)
  const step = Math.min(SLICE, part)
  for (let first = 0; first < blocks; first += blockStep)
    for (let from = 0; from < part; from += step)
      slices.push({
        blocks,
        part,
        first,
        last: Math.min(blocks, first + blockStep),
        from,
        to: Math.min(part, from + step),
      })
  return slices
}

/** ζ, ζ², ζ³ of every block of every pass: a quarter of the angle of X^length = e^(jφ), φ = 2π·(reversed(block) + twist) / blocks. */
function factorsOf(levels: readonly number[], twist: number): Float64Array {
  const out = new Float64Array(FACTORS * levels.reduce((sum, blocks) => sum + blocks, 0))
  let at = 0
  for (const blocks of levels)
    for (let block = 0; block < blocks; block++) {
      const angle = (0.5 * Math.PI * (reversed(block, blocks) + twist)) / blocks
      for (let power = 1; power <= 3; power++) {
        out[at++] = Math.cos(power * angle)
        out[at++] = Math.sin(power * angle)
      }
    }
  return out
}

const shared = new Map<number, Transform>()

/** [idle] The transform of `size` with the twist of a convolution; the same for all who ask, it holds no state. */
export function convolutionTransform(size: number): Transform {
  let transform = shared.get(size)
  if (transform === undefined) {
    transform = new Transform(size, 0.25)
    shared.set(size, transform)
  }
  return transform
}
