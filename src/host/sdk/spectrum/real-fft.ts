import { Fft } from './fft.ts'

/**
 * Discrete Fourier transform of `size` real samples, in half the time of a complex one: even samples as real parts, odd ones
 * as imaginary parts of a transform of half the size, its result taken apart. Source: H. Sorensen, D. Jones, M. Heideman,
 * C. Burrus, "Real-valued fast Fourier transform algorithms", 1987.
 */
export class RealFft {
  readonly size: number
  readonly #half: Fft
  readonly #cos: Float64Array
  readonly #sin: Float64Array

  /** [idle] `size`: a power of two, 8 or more. */
  constructor(size: number) {
    this.size = size
    this.#half = new Fft(size / 2)
    this.#cos = Float64Array.from({ length: size / 4 + 1 }, (_, k) => Math.cos((2 * Math.PI * k) / size))
    this.#sin = Float64Array.from({ length: size / 4 + 1 }, (_, k) => Math.sin((2 * Math.PI * k) / size))
  }

  /** [audio] x (`size` long) to X[0..size/2]: re and im are size/2 + 1 long, im[0] and im[size/2] are 0. */
  forward(x: Float64Array, re: Float64Array, im: Float64Array): void {
    const half = this.size / 2
    for (let n = 0; n < half; n++) {
      re[n] = x[2 * n]!
      im[n] = x[2 * n + 1]!
    }
    this.#half.forward(re, im)
    const first = re[0]!
    const second = im[0]!
    this.#takeApart(re, im, 1)
    re[0] = first + second
    im[0] = 0
    re[half] = first - second
    im[half] = 0
  }

  /** [audio] The inverse of `forward`, scaling included; re and im are overwritten. */
  inverse(re: Float64Array, im: Float64Array, x: Float64Array): void {
    const half = this.size / 2
    const first = re[0]!
    const last = re[half]!
    this.#takeApart(re, im, -1)
    re[0] = 0.5 * (first + last)
    im[0] = 0.5 * (first - last)
    this.#half.inverse(re, im)
    for (let n = 0; n < half; n++) {
      x[2 * n] = re[n]!
      x[2 * n + 1] = im[n]!
    }
  }

  /** Z[k] = even[k] + j·odd[k] to X[k] = even[k] + e^(-j2πk/size)·odd[k] (direction 1), or back (-1), for k and half - k together. */
  #takeApart(re: Float64Array, im: Float64Array, direction: number): void {
    const half = this.size / 2
    const cos = this.#cos
    const sin = this.#sin
    for (let k = 1; k <= half - k; k++) {
      const m = half - k
      const evenR = 0.5 * (re[k]! + re[m]!)
      const evenI = 0.5 * (im[k]! - im[m]!)
      const diffR = 0.5 * (re[k]! - re[m]!)
      const diffI = 0.5 * (im[k]! + im[m]!)
      const c = direction * cos[k]!
      const s = sin[k]!
      const turnedR = c * diffI - s * diffR
      const turnedI = -c * diffR - s * diffI
      re[k] = evenR + turnedR
      im[k] = evenI + turnedI
      re[m] = evenR - turnedR
      im[m] = turnedI - evenI
    }
  }
}
