import { describe, expect, it } from 'vitest'
import { tremolo } from '../../examples/plugins/tremolo.ts'
import { difference, peak, residueAboveDb } from '../support/measure.ts'
import { runPlugin } from '../support/plugin-run.ts'
import { noise, sine } from '../support/signals.ts'

/** What a constant comes out as is the gain itself. */
const gainOver = (frames: number, values: { rate?: number; depth?: number }): Float64Array =>
  runPlugin(tremolo, { input: [new Float64Array(frames).fill(1)], values }).output[0]!

describe('tremolo', () => {
  it('leaves every bit alone at a depth of 0', () => {
    const x = noise(4800)
    expect(difference(runPlugin(tremolo, { input: [x], values: { depth: 0 } }).output[0]!, x)).toBe(0)
  })

  it('goes down by its depth, once per wave', () => {
    const gain = gainOver(48000, { rate: 4, depth: 60 })
    expect(peak(gain)).toBe(1)
    expect(Math.min(...gain)).toBeCloseTo(0.4, 9)
    const crossings = gain.filter((g, i) => i > 0 && gain[i - 1]! >= 0.7 && g < 0.7)
    expect(crossings.length).toBe(4)
  })

  it('shows on its meter how far it goes down', () => {
    const { meters } = runPlugin(tremolo, { input: [noise(48000)], values: { depth: 50 } })
    expect(Math.min(...meters['gain']!)).toBeCloseTo(-6.02, 2)
  })

  it('gives the same samples for blocks of any size, also while it is turned', () => {
    const input = [noise(9600, 0.5, 1), noise(9600, 0.5, 2)]
    const automate = (frame: number) => (frame === 1280 ? { rate: 11, depth: 90 } : undefined)
    const whole = runPlugin(tremolo, { input, automate }).output
    for (const blocks of [[1], [7, 300, 64], [4096]]) {
      const { output } = runPlugin(tremolo, { input, automate, blocks })
      expect(difference(output[0]!, whole[0]!)).toBe(0)
      expect(difference(output[1]!, whole[1]!)).toBe(0)
    }
  })

  it('does not click when depth and rate are turned', () => {
    const automate = (frame: number) => (frame === 12800 ? { rate: 9, depth: 0 } : undefined)
    const { output } = runPlugin(tremolo, { input: [sine(100, 48000)], values: { depth: 100 }, automate })
    expect(residueAboveDb(output[0]!, 1500)).toBeLessThan(-80)
  })
})
