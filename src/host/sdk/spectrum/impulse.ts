import { QUANTUM } from '../plugin.ts'
import { type PartitionLevel, partitionsOf } from './partitions.ts'
import { convolutionTransform, type Transform } from './transform.ts'

/** What copying one tap costs, in ns. */
const NS_PER_TAP = 1

/** An impulse response ready for a Convolver: its first QUANTUM taps as they are, the rest as spectra of its partitions. */
export class Impulse {
  readonly levels: readonly PartitionLevel[]
  /** Taps 0 to QUANTUM - 1. */
  readonly head: Float64Array
  /** False when the head holds nothing but zeros: it costs nothing then. */
  headLoud = false
  /** Spectra per level, partition after partition, planar, scaled for the way back. */
  readonly re: readonly Float64Array[]
  readonly im: readonly Float64Array[]
  /** Per level and partition: 0 when it holds nothing but zeros. */
  readonly loud: readonly Uint8Array[]
  readonly #transforms: readonly Transform[]
  #taps: Float64Array
  #level = 0
  #partition = 0
  #slice = 0

  /** [idle] `taps`: the most it will hold; `sizes` as in `partitionsOf`. Holds silence. */
  constructor(allocate: (doubles: number) => Float64Array, taps: number, sizes?: readonly number[]) {
    this.levels = partitionsOf(taps, sizes)
    this.head = allocate(QUANTUM)
    this.re = this.levels.map(({ size, count }) => allocate(size * count))
    this.im = this.levels.map(({ size, count }) => allocate(size * count))
    this.loud = this.levels.map(({ count }) => new Uint8Array(count))
    this.#transforms = this.levels.map(({ size }) => convolutionTransform(size))
    this.#taps = this.head
    this.#level = this.levels.length
  }

  /** [idle] Takes over `taps` at once: about 0.1 ms per 8192. Missing ones are 0, those beyond its length are left out. */
  load(taps: Float64Array): void {
    this.begin(taps)
    this.advance(Number.POSITIVE_INFINITY)
  }

  /** [audio] Starts taking over `taps`, which must stay as they are until `advance` says so. No convolver may use this impulse meanwhile. */
  begin(taps: Float64Array): void {
    this.#taps = taps
    this.#level = 0
    this.#partition = 0
    this.#slice = 0
    const head = this.head
    this.headLoud = false
    for (let k = 0; k < QUANTUM; k++) {
      head[k] = k < taps.length ? taps[k]! : 0
      if (head[k] !== 0) this.headLoud = true
    }
  }

  /** [audio] Goes on for about `ns`, at most 10 µs more; true when all is taken over. */
  advance(ns: number): boolean {
    let spent = 0
    while (this.#level < this.levels.length) {
      if (spent >= ns) return false
      spent += this.#step()
    }
    return true
  }

  /** Copies a partition, or does a slice of its transform; returns what it cost in ns. */
  #step(): number {
    const level = this.#level
    const { size, count } = this.levels[level]!
    const transform = this.#transforms[level]!
    const slice = this.#slice - 1
    if (slice >= 0) transform.splitSlice(slice, this.re[level]!, this.im[level]!, this.#partition * size)
    else if (!this.#copy(level, size)) this.#slice = transform.slices
    this.#slice++
    if (this.#slice > transform.slices) {
      this.#slice = 0
      this.#partition++
    }
    if (this.#partition === count) {
      this.#partition = 0
      this.#level++
    }
    return slice >= 0 ? transform.ns(slice) : NS_PER_TAP * size
  }

  /** True when there is anything but zeros. */
  #copy(level: number, size: number): boolean {
    const taps = this.#taps
    const at = this.#partition * size
    const first = this.levels[level]!.first + at
    const end = Math.min(size, taps.length - first)
    const re = this.re[level]!
    const scale = 1 / size
    let loud = 0
    for (let k = 0; k < end; k++) {
      const tap = taps[first + k]!
      if (tap !== 0) loud = 1
      re[at + k] = tap * scale
    }
    for (let k = Math.max(0, end); k < size; k++) re[at + k] = 0
    this.im[level]!.fill(0, at, at + size)
    this.loud[level]![this.#partition] = loud
    return loud === 1
  }
}
