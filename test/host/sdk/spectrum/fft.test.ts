import { describe, expect, it } from 'vitest'
import { RealFft } from '../../../../src/host/sdk/index.ts'
import { Fft } from '../../../../src/host/sdk/spectrum/fft.ts'
import { difference, rmsDb } from '../../../support/measure.ts'
import { noise } from '../../../support/signals.ts'

const SIZES = [8, 16, 32, 64, 128, 256]

/** The definition, term by term. */
function slowTransform(x: Float64Array, y: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = x.length
  const re = new Float64Array(n)
  const im = new Float64Array(n)
  for (let k = 0; k < n; k++)
    for (let t = 0; t < n; t++) {
      const angle = (-2 * Math.PI * ((k * t) % n)) / n
      re[k] = re[k]! + x[t]! * Math.cos(angle) - y[t]! * Math.sin(angle)
      im[k] = im[k]! + x[t]! * Math.sin(angle) + y[t]! * Math.cos(angle)
    }
  return { re, im }
}

describe('Fft', () => {
  it.each(SIZES)('is the discrete Fourier transform of %i complex numbers', (size) => {
    const re = noise(size, 1, 1)
    const im = noise(size, 1, 2)
    const expected = slowTransform(re, im)
    new Fft(size).forward(re, im)
    expect(difference(re, expected.re)).toBeLessThan(1e-12)
    expect(difference(im, expected.im)).toBeLessThan(1e-12)
  })

  it('comes back to where it started within -300 dB', () => {
    for (const size of [4, 512, 4096, 16384]) {
      const re = noise(size, 1, 3)
      const im = noise(size, 1, 4)
      const fft = new Fft(size)
      fft.forward(re, im)
      fft.inverse(re, im)
      const start = noise(size, 1, 3)
      const error = re.map((x, i) => x - start[i]!)
      expect(rmsDb(error) - rmsDb(start)).toBeLessThan(-300)
    }
  })

  it('refuses a size that is no power of two', () => {
    expect(() => new Fft(1000)).toThrow('1000')
  })
})

describe('RealFft', () => {
  it.each(SIZES)('is the lower half of the transform of %i samples', (size) => {
    const x = noise(size)
    const expected = slowTransform(x, new Float64Array(size))
    const re = new Float64Array(size / 2 + 1)
    const im = new Float64Array(size / 2 + 1)
    new RealFft(size).forward(x, re, im)
    expect(difference(re, expected.re.subarray(0, size / 2 + 1))).toBeLessThan(1e-12)
    expect(difference(im, expected.im.subarray(0, size / 2 + 1))).toBeLessThan(1e-12)
  })

  it('comes back to where it started within -300 dB', () => {
    for (const size of [8, 256, 2048, 16384]) {
      const x = noise(size)
      const back = new Float64Array(size)
      const re = new Float64Array(size / 2 + 1)
      const im = new Float64Array(size / 2 + 1)
      const fft = new RealFft(size)
      fft.forward(x, re, im)
      fft.inverse(re, im, back)
      const error = back.map((y, i) => y - x[i]!)
      expect(rmsDb(error) - rmsDb(x)).toBeLessThan(-300)
    }
  })
})
