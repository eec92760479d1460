import { describe, expect, it } from 'vitest'
import { CosineTransform } from '../../../../src/host/sdk/index.ts'
import { difference } from '../../../support/measure.ts'
import { noise } from '../../../support/signals.ts'

const allocate = (doubles: number): Float64Array => new Float64Array(doubles)

describe('CosineTransform', () => {
  it.each([16, 32, 256, 512])('is a sum of cosines, of %i numbers', (size) => {
    const x = noise(size)
    const transform = new CosineTransform(allocate, size)
    transform.begin(x)
    expect(transform.advance(Number.POSITIVE_INFINITY)).toBe(true)
    const slow = Float64Array.from({ length: size / 2 }, (_, n) =>
      x.reduce((sum, value, k) => sum + (value * Math.cos((Math.PI * (k + 0.5) * n) / size)) / size, 0),
    )
    expect(difference(transform.output, slow)).toBeLessThan(1e-14)
  })

  it('gives the same bits in slices', () => {
    const x = noise(8192)
    const [whole, sliced] = [new CosineTransform(allocate, 8192), new CosineTransform(allocate, 8192)]
    whole.begin(x)
    whole.advance(Number.POSITIVE_INFINITY)
    sliced.begin(x)
    let slices = 1
    while (!sliced.advance(5000)) slices++
    expect(slices).toBeGreaterThan(5)
    expect(sliced.output).toEqual(whole.output)
  })

  it('makes a single tap of a flat spectrum', () => {
    const transform = new CosineTransform(allocate, 1024)
    transform.begin(new Float64Array(1024).fill(1))
    transform.advance(Number.POSITIVE_INFINITY)
    const single = new Float64Array(512)
    single[0] = 1
    expect(difference(transform.output, single)).toBeLessThan(1e-15)
  })
})
