import { describe, expect, it } from 'vitest'
import { gain } from '../../../src/plugins/gain/index.ts'
import { difference, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

describe('gain', () => {
  it('leaves every bit alone at 0 dB', () => {
    const x = noise(4800)
    expect(difference(runPlugin(gain, { input: [x] }).output[0]!, x)).toBe(0)
  })

  it('makes everything louder by its level', () => {
    const x = noise(4800)
    const { output } = runPlugin(gain, { input: [x, x], values: { level: 6 } })
    expect(rmsDb(output[1]!) - rmsDb(x)).toBeCloseTo(6, 9)
  })

  it('gives the same samples for blocks of any size', () => {
    const input = [noise(9600)]
    const automate = (frame: number) => (frame === 1280 ? { level: -12, invert: true } : undefined)
    const whole = runPlugin(gain, { input, automate }).output[0]!
    for (const blocks of [[1], [7, 300], [4096]]) {
      expect(difference(runPlugin(gain, { input, automate, blocks }).output[0]!, whole)).toBe(0)
    }
  })

  it('flips polarity without a click', () => {
    const input = [sine(100, 24000)]
    const automate = (frame: number) => (frame === 12800 ? { invert: true } : undefined)
    expect(residueAboveDb(runPlugin(gain, { input, automate }).output[0]!, 1500)).toBeLessThan(-70)
  })
})
