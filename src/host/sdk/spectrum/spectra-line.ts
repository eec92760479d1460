/**
 * The past of one input at one length of partition: a ring of spectra, each of the last two blocks of `size` frames. Samples are
 * written straight to where their transform takes place: into the imaginary half of the window that is being filled and
 * the real half of the one after it, so nothing is gathered or copied when a block is complete.
 *
 *     slots   ... | newest - 1 | newest | filling | next | oldest ...
 */
export class SpectraLine {
  readonly size: number
  readonly slots: number
  readonly re: Float64Array
  readonly im: Float64Array
  /** Per slot: 0 when the window holds nothing but zeros; such a slot is never read. */
  readonly loud: Uint8Array
  /** The slot of the last complete window. */
  newest = 0
  #filling = 0
  #next = 0
  #loudBefore = false
  #loudNow = false

  /** [idle] Remembers `count` windows. */
  constructor(allocate: (doubles: number) => Float64Array, size: number, count: number) {
    this.size = size
    this.slots = count + 2
    this.re = allocate(size * this.slots)
    this.im = allocate(size * this.slots)
    this.loud = new Uint8Array(this.slots)
    this.reset()
  }

  /** [audio] `frames` samples at position `at` of the block; `loud` when one of them is not 0. */
  write(x: Float64Array, at: number, frames: number, loud: boolean): void {
    const { re, im } = this
    const now = this.#filling * this.size + at
    const next = this.#next * this.size + at
    for (let i = 0; i < frames; i++) {
      im[now + i] = x[i]!
      re[next + i] = x[i]!
    }
    if (loud) this.#loudNow = true
  }

  /** [audio] The block is complete, or it is the first: `newest` moves on. */
  turn(): void {
    this.newest = this.#filling
    this.#filling = this.#next
    this.#next = this.#next + 1 === this.slots ? 0 : this.#next + 1
    this.loud[this.newest] = this.#loudBefore || this.#loudNow ? 1 : 0
    this.#loudBefore = this.#loudNow
    this.#loudNow = false
  }

  /** [audio] Back to silence; clears one half window only, the flags do the rest. */
  reset(): void {
    this.#filling = 0
    this.#next = 1
    this.loud.fill(0)
    this.#loudBefore = false
    this.#loudNow = false
    this.re.fill(0, this.size, 2 * this.size)
  }
}
