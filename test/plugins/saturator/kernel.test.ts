import { describe, expect, it } from 'vitest'
import { saturator } from '../../../src/plugins/saturator/index.ts'
import { difference, peak } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { KNOBS, latencyOf, turnedDb } from './measures.ts'

const through = (input: Float64Array, values: Values): Float64Array =>
  runPlugin(saturator, { input: [input], values }).output[0]!

describe('the saturator', () => {
  it('is the delayed input bit for bit at a mix of 0', () => {
    const x = noise(3000, 2)
    for (const oversampling of ['off', '4x', '8x']) {
      const late = latencyOf({ oversampling })
      const y = through(x, { mix: 0, drive: 20, curve: 'tube', tone: 30, oversampling })
      expect(difference(y.subarray(late), x.subarray(0, x.length - late))).toBe(0)
    }
  })

  it('says how late it is', () => {
    for (const oversampling of ['off', '4x', '8x'])
      for (const sampleRate of [44100, 48000, 96000]) {
        const input = new Float64Array(300)
        input[10] = 0.001
        const values = { oversampling, drive: 0, autoLevel: false }
        const y = runPlugin(saturator, { input: [input], values, sampleRate }).output[0]!
        expect(y.indexOf(peak(y))).toBe(10 + latencyOf({ oversampling }, sampleRate))
      }
  })

  it('gives the same samples for blocks of any size while everything moves', () => {
    const input = [noise(4000, 0.7, 1), noise(4000, 0.7, 2)]
    const goals = { drive: 24, bias: 60, tone: -80, mix: 40, output: -6, autoLevel: false }
    const automate = (frame: number) => (frame === 1280 ? goals : undefined)
    for (const oversampling of ['off', '4x', '8x']) {
      const run = (blocks: readonly number[]) =>
        runPlugin(saturator, { input, automate, blocks, values: { curve: 'tube', oversampling } }).output
      const whole = run([128])
      for (const blocks of [[1], [7, 300, 64], [441]]) {
        const split = run(blocks)
        expect(difference(split[0]!, whole[0]!)).toBe(0)
        expect(difference(split[1]!, whole[1]!)).toBe(0)
      }
    }
  })

  it('is exactly silent after silence, with bias, tone and tube as well', () => {
    const x = new Float64Array(144000)
    x.set(noise(1000))
    for (const values of [{}, { curve: 'tube', bias: -30, tone: 60 }]) {
      const y = through(x, values)
      expect(peak(y, 1000 + 36000)).toBeLessThan(1e-6)
      expect(peak(y, 140000)).toBe(0)
    }
  })

  it('plays on after silence as if it had never rested', () => {
    const x = noise(9000, 0.5).fill(0, 1000, 6000)
    for (const values of [{}, { tone: 50 }, { oversampling: 'off' }]) {
      const y = through(x, values)
      const fresh = through(x.subarray(5888), values)
      expect(difference(y.subarray(5888), fresh)).toBe(0)
    }
  })

  it('moves every knob without a click', () => {
    for (const goal of KNOBS) expect(turnedDb(goal), JSON.stringify(goal)).toBeLessThan(-98)
  })

  it('shows how much of the peak is taken away', () => {
    const values = { curve: 'softClip', drive: 12 }
    const { meters } = runPlugin(saturator, { input: [sine(1000, 4800)], values })
    expect(meters['drive']!.at(-1)).toBeCloseTo(-12, 0)
    const soft = runPlugin(saturator, { input: [sine(1000, 4800, 48000, 0.01)], values })
    expect(soft.meters['drive']!.at(-1)).toBeCloseTo(0, 1)
  })

  it('comes back from what is not a number', () => {
    const x = noise(3000, 0.5)
    x[100] = Number.NaN
    x[101] = Number.POSITIVE_INFINITY
    for (const values of [{}, { curve: 'tube', tone: 50 }, { oversampling: 'off', bias: 20 }])
      expect(Number.isFinite(through(x, values)[2999]!)).toBe(true)
  })
})
