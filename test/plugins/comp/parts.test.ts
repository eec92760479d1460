import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaults, isRefusal, type PlainValue, toPlain } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { exp2, log2 } from '../../../src/plugins/comp/octaves.ts'
import { PEAK_HOLD_STATE, PeakHold } from '../../../src/plugins/comp/peak-hold.ts'
import { noise } from '../../support/signals.ts'

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

describe('comp peak hold', () => {
  it('holds the highest value of the window, a bucket more or less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1000 }), fc.nat(), (window, seed) => {
        const x = noise(3000, 1, seed).map((v) => v ** 9)
        const hold = new PeakHold(new Float64Array(PEAK_HOLD_STATE))
        hold.setWindow(window)
        const held = new Float64Array(x.length)
        hold.process(x, x, held, x.length)
        const slack = Math.max(9, Math.ceil(window / 15) + 2)
        for (let i = 0; i < x.length; i += 7) {
          if (held[i]! < highest(x, i - window + slack, i)) return false
          if (held[i]! > highest(x, i - window - slack, i)) return false
        }
        return true
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('changes its window without losing what it holds', () => {
    const hold = new PeakHold(new Float64Array(PEAK_HOLD_STATE))
    hold.setWindow(200)
    const x = new Float64Array(400)
    x[0] = 1
    const held = new Float64Array(400)
    hold.process(x, x, held, 50)
    hold.setWindow(2000)
    hold.process(x.subarray(50), x.subarray(50), held.subarray(50), 100)
    expect(held[149]).toBe(1)
  })
})

/** The oracle: the plain maximum of |x[from..to]|. */
function highest(x: Float64Array, from: number, to: number): number {
  let top = 0
  for (let i = Math.max(0, from); i <= to; i++) top = Math.max(top, Math.abs(x[i]!))
  return top
}

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
