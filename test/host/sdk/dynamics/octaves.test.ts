import { describe, expect, it } from 'vitest'
import { exp2, log2 } from '../../../../src/host/sdk/dynamics/octaves.ts'

describe('octaves', () => {
  it('knows logarithms within 2e-9 octaves, from -360 dB to 200', () => {
    for (let k = 0; k < 28000; k++) {
      const x = 10 ** (k / 1000 - 18)
      expect(Math.abs(log2(x) - Math.log2(x))).toBeLessThan(2e-9)
    }
  })

  it('knows powers within 6e-10 of their value, from 10 octaves down to -23', () => {
    for (let k = 0; k <= 33000; k++) {
      const y = 10 - k / 1000
      expect(Math.abs(exp2(y) / 2 ** y - 1)).toBeLessThan(6e-10)
    }
    expect(exp2(0)).toBe(1)
    expect(exp2(-0)).toBe(1)
  })

  it('gives a number for silence and for what has no bounds', () => {
    expect(log2(0)).toBeLessThan(-1000)
    expect(log2(0)).toBeGreaterThan(-1100)
    expect(log2(Number.POSITIVE_INFINITY)).toBe(log2(1e300))
  })
})
