import { describe, expect, it } from 'vitest'
import { defaults, exp2, isRefusal, log2, type PlainValue, toPlain } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'

describe('comp octaves', () => {
  it('knows logarithms within 1e-8 octaves and powers within -180 dB', () => {
    for (let k = 0; k < 20000; k++) {
      const x = 10 ** (k / 1000 - 12)
      expect(Math.abs(log2(x) - Math.log2(x))).toBeLessThan(1e-8)
      const y = -k / 1000
      expect(Math.abs(exp2(y) / 2 ** y - 1)).toBeLessThan(1e-9)
    }
    expect(exp2(0)).toBe(1)
    expect(exp2(-0)).toBe(1)
    expect(log2(0)).toBeLessThan(-1000)
    expect(Number.isFinite(log2(Number.POSITIVE_INFINITY))).toBe(true)
  })
})

describe('comp presets', () => {
  it('are eight or more, each with a sentence and values in range', () => {
    expect(comp.presets!.length).toBeGreaterThanOrEqual(8)
    for (const preset of comp.presets!) {
      expect(preset.when).toMatch(/^[A-Z].{20,}\.$/)
      for (const [id, value] of Object.entries(preset.values)) {
        const parameter = comp.params[id as keyof typeof comp.params]
        expect(isRefusal(toPlain(parameter, value as PlainValue)), `${preset.name} ${id}`).toBe(false)
      }
    }
  })

  it('move a tone at -12 dBFS by less than 12 dB', () => {
    for (const preset of comp.presets!) {
      const values = { ...defaults(comp.params), ...preset.values }
      expect(Math.abs(comp.response!.transferDb!(values, -12) + 12)).toBeLessThan(14)
    }
  })
})
