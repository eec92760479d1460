import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PEAK_HOLD_STATE, PeakHold } from '../../../../src/host/sdk/index.ts'
import { noise } from '../../../support/signals.ts'

describe('peak hold', () => {
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
