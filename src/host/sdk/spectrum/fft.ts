import { reversed, Transform } from './transform.ts'

/** Complex discrete Fourier transform of a fixed power of two, in place, in natural order. */
export class Fft {
  readonly size: number
  readonly #transform: Transform
  /** Pairs of positions to be exchanged. */
  readonly #swaps: Uint32Array

  /** [idle] `size`: a power of two, 4 or more. */
  constructor(size: number) {
    this.size = size
    this.#transform = new Transform(size, 0)
    const swaps: number[] = []
    for (let i = 0; i < size; i++) {
      const j = reversed(i, size)
      if (j > i) swaps.push(i, j)
    }
    this.#swaps = Uint32Array.from(swaps)
  }

  /** [audio] X[k] = Σ x[n]·e^(-j2πkn/size); re and im planar, `size` long. */
  forward(re: Float64Array, im: Float64Array): void {
    // e^(-j) is e^(+j) with real and imaginary parts exchanged, before and after.
    this.#transform.split(im, re, 0)
    this.#reorder(re, im)
  }

  /** [audio] The inverse of `forward`, scaling included. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im)
    this.#transform.join(im, re, 0)
    const scale = 1 / this.size
    for (let i = 0; i < this.size; i++) {
      re[i] = re[i]! * scale
      im[i] = im[i]! * scale
    }
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    const swaps = this.#swaps
    for (let s = 0; s < swaps.length; s += 2) {
      const i = swaps[s]!
      const j = swaps[s + 1]!
      const a = re[i]!
      const b = im[i]!
      re[i] = re[j]!
      im[i] = im[j]!
      re[j] = a
      im[j] = b
    }
  }
}
