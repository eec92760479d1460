import { reversed, Transform } from './transform.ts'

/** Numbers sorted or taken apart in one step, 2 to 6 µs. */
const CHUNK = 512
const NS_TO_SORT = 2
const NS_TO_TAKE_APART = 6

/**
 * y[n] = 1/size · Σ x[k]·cos(π(k + ½)n / size) for n < size/2: the impulse response, from its middle outwards, whose spectrum has
 * no phase and the magnitudes x halfway between the frequencies k·rate/(2 size) and the next. In slices, for a caller that may not
 * take all the time it needs at once. Source: J. Makhoul, "A fast cosine transform in one and two dimensions", 1980.
 *
 *     x -> even ones upwards, odd ones downwards -> real Fourier transform -> turned by π n/(2 size)
 */
export class CosineTransform {
  readonly size: number
  /** size/2 long; complete when `advance` says so. */
  readonly output: Float64Array
  readonly #transform: Transform
  readonly #re: Float64Array
  readonly #im: Float64Array
  /** Where bin n of the transform stands. */
  readonly #order: Uint32Array
  /** Per n: cos and sin of π n/(2 size), the same of five times the angle. */
  readonly #turns: Float64Array
  #input: Float64Array
  #step = 0

  /** [idle] `size`: a power of two, 16 or more. */
  constructor(allocate: (doubles: number) => Float64Array, size: number) {
    const half = size / 2
    this.size = size
    this.output = allocate(half)
    this.#re = allocate(half)
    this.#im = allocate(half)
    this.#transform = new Transform(half, 0)
    this.#order = Uint32Array.from({ length: half }, (_, n) => reversed(n, half))
    this.#turns = new Float64Array(4 * half)
    for (let n = 0; n < half; n++) {
      const angle = (Math.PI * n) / (2 * size)
      this.#turns[4 * n] = Math.cos(angle)
      this.#turns[4 * n + 1] = Math.sin(angle)
      this.#turns[4 * n + 2] = Math.cos(5 * angle)
      this.#turns[4 * n + 3] = Math.sin(5 * angle)
    }
    this.#input = this.output
  }

  /** [audio] Starts on `input`, `size` long, which must stay as it is until `advance` says so. */
  begin(input: Float64Array): void {
    this.#input = input
    this.#step = 0
  }

  /** [audio] Goes on for about `ns`, at most 6 µs more; true when `output` is complete. */
  advance(ns: number): boolean {
    const half = this.size / 2
    const chunk = Math.min(CHUNK, half)
    const chunks = half / chunk
    const { slices } = this.#transform
    let spent = 0
    for (; this.#step < chunks + slices + chunks; this.#step++) {
      if (spent >= ns) return false
      const step = this.#step
      if (step < chunks) {
        this.#sort(step * chunk, (step + 1) * chunk)
        spent += NS_TO_SORT * chunk
      } else if (step < chunks + slices) {
        // Real and imaginary parts exchanged: e^(-j) instead of e^(+j).
        this.#transform.splitSlice(step - chunks, this.#im, this.#re, 0)
        spent += this.#transform.ns(step - chunks)
      } else {
        const from = (step - chunks - slices) * chunk
        this.#takeApart(from, from + chunk)
        spent += NS_TO_TAKE_APART * chunk
      }
    }
    return true
  }

  /** v = x0 x2 x4 .. x5 x3 x1, pairs of it as complex numbers. */
  #sort(from: number, to: number): void {
    const x = this.#input
    const re = this.#re
    const im = this.#im
    const { size } = this
    const upwards = Math.min(to, size / 4)
    let m = from
    for (; m < upwards; m++) {
      re[m] = x[4 * m]!
      im[m] = x[4 * m + 2]!
    }
    for (; m < to; m++) {
      re[m] = x[2 * size - 1 - 4 * m]!
      im[m] = x[2 * size - 3 - 4 * m]!
    }
  }

  #takeApart(from: number, to: number): void {
    const re = this.#re
    const im = this.#im
    const order = this.#order
    const turns = this.#turns
    const y = this.output
    const half = this.size / 2
    const scale = 0.5 / this.size
    for (let n = from; n < to; n++) {
      const p = order[n]!
      const q = order[n === 0 ? 0 : half - n]!
      const evenR = re[p]! + re[q]!
      const evenI = im[p]! - im[q]!
      const oddR = im[p]! + im[q]!
      const oddI = re[q]! - re[p]!
      const t = 4 * n
      y[n] = scale * (turns[t]! * evenR + turns[t + 1]! * evenI + turns[t + 2]! * oddR + turns[t + 3]! * oddI)
    }
  }
}
