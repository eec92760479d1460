import { describe, expect, it } from 'vitest'
import { multiband } from '../../../src/plugins/multiband/index.ts'
import { difference, peak, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, sine } from '../../support/signals.ts'
import { curveError, TURNS, turnResidueDb } from './measures.ts'

const DEEP = { band1Threshold: -40, band2Threshold: -40, band3Threshold: -40 }

describe('multiband bands', () => {
  for (const n of [1, 2, 3, 4] as const)
    it(`follows the drawn curve of band ${n} within 0.06 dB`, () => {
      expect(curveError(n, { [`band${n}Ratio`]: 4 })).toBeLessThan(0.06)
      const full = {
        [`band${n}Ratio`]: 8,
        [`band${n}Gain`]: 4,
        [`band${n}Range`]: 9,
        mix: 60,
        detector: 'rms',
      }
      expect(curveError(n, full)).toBeLessThan(0.003)
    })

  it('leaves the other bands alone when one of them is loud', () => {
    const x = sine(50, 48000, 48000, 0.7).map((v, i) => v + 0.01 * Math.sin((2 * Math.PI * 5000 * i) / 48000))
    const { output, meters } = runPlugin(multiband, { input: [x], values: { band1Ratio: 8 } })
    expect(toneLevelDb(output[0]!, 50, 24000)).toBeLessThan(-15)
    expect(toneLevelDb(output[0]!, 5000, 24000)).toBeCloseTo(-40, 2)
    expect(Math.min(...meters['reduction1']!)).toBeLessThan(-12)
    expect(Math.min(...meters['reduction3']!)).toBe(0)
    expect(Math.min(...meters['reduction4']!)).toBe(0)
  })

  it('reaches 63 % of the reduction after the attack time and comes back with the release time', () => {
    const x = Float64Array.from({ length: 48000 }, (_, i) => {
      const level = i >= 4800 && i < 24000 ? 0.5 : 0.5 * 10 ** (-24 / 20)
      return level * Math.sin((2 * Math.PI * 500 * i) / 48000)
    })
    const values = { band2Threshold: -20, band2Ratio: 4, band2Attack: 20, band2Release: 100, knee: 0 }
    const reduction = runPlugin(multiband, { input: [x], values, blocks: [1] }).meters['reduction2']!
    const depth = reduction[23999]!
    const down = reduction.findIndex((v, i) => i > 4800 && v <= 0.632 * depth)
    const up = reduction.findIndex((v, i) => i > 24000 && v >= 0.368 * depth)
    expect(Math.abs((down - 4800) / 48 / 20 - 1)).toBeLessThan(0.03)
    expect(Math.abs((up - 24000) / 48 / 100 - 1)).toBeLessThan(0.03)
  })

  it('gives both channels the same gain at link 100, bit for bit', () => {
    const left = noise(24000)
    const right = left.map((v) => v / 4)
    const { output } = runPlugin(multiband, { input: [left, right], values: DEEP })
    const scaled = output[0]!.map((v) => v / 4)
    expect(difference(output[1]!, scaled)).toBe(0)
  })

  it('lets each channel on its own at link 0', () => {
    const input = [sine(500, 24000), sine(500, 24000, 48000, 0.005)]
    const { output } = runPlugin(multiband, { input, values: { ...DEEP, link: 0 } })
    expect(toneLevelDb(output[0]!, 500, 12000)).toBeLessThan(-15)
    expect(toneLevelDb(output[1]!, 500, 12000)).toBeCloseTo(-46.02, 2)
  })

  it('plays only what is soloed and not muted', () => {
    const x = sine(50, 24000).map((v, i) => v + Math.sin((2 * Math.PI * 5000 * i) / 48000))
    const level = (values: Values, hz: number) =>
      toneLevelDb(
        runPlugin(multiband, { input: [x], values: { band1Ratio: 1, band3Ratio: 1, ...values } }).output[0]!,
        hz,
        12000,
      )
    expect(level({ band3Solo: true }, 50)).toBeLessThan(-80)
    expect(level({ band3Solo: true }, 5000)).toBeGreaterThan(-1)
    expect(level({ band3Mute: true }, 5000)).toBeLessThan(-25)
    expect(level({ band1Solo: true, band1Mute: true }, 50)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('takes a band that is off out of the compression, gain and all', () => {
    const x = [noise(24000)]
    const off = { band1On: false, band2On: false, band3On: false }
    const flat = runPlugin(multiband, { input: x, values: { mix: 0 } }).output[0]!
    const y = runPlugin(multiband, { input: x, values: { ...DEEP, ...off, band2Gain: 9 } })
    expect(difference(y.output[0]!, flat)).toBe(0)
    expect(Math.min(...y.meters['reduction2']!)).toBe(0)
  })

  it('delays by exactly the latency it reports', () => {
    const x = impulse(4800, 100, 1e-3)
    const flat = runPlugin(multiband, { input: [x] }).output[0]!
    for (const lookAhead of [0.7, 10]) {
      const latency = multiband.latencyFrames!({ lookAhead } as never, 48000)
      const late = runPlugin(multiband, { input: [x], values: { lookAhead } }).output[0]!
      expect(difference(late.subarray(latency), flat.subarray(0, 4800 - latency))).toBe(0)
      expect(peak(late, 0, 100 + latency)).toBe(0)
    }
  })

  it('has the reduction there before the peak when it looks ahead', () => {
    const x = sine(1000, 24000)
    x.fill(0, 0, 12000)
    const peakOf = (lookAhead: number) => {
      const values = { band2Threshold: -20, band2Ratio: 100, band2Attack: 0.5, lookAhead }
      return peak(runPlugin(multiband, { input: [x], values }).output[0]!, 12000)
    }
    expect(peakOf(5)).toBeLessThan(0.6 * peakOf(0))
  })

  for (const { what, values, turn, leaves } of TURNS)
    it(`leaves no click: ${what}`, () => {
      expect(turnResidueDb(values, turn)).toBeLessThan(leaves + 1)
    })

  it('rings out within the tail it reports', () => {
    const values = { bands: '4', crossover1: 40, crossover2: 100, crossover3: 400 }
    const seconds = multiband.tailSeconds!({ ...values, lookAhead: 0 } as never, undefined as never)
    const length = Math.round(48000 * (seconds + 0.1))
    const x = sine(45, 9600)
    const input = new Float64Array(9600 + length)
    input.set(x)
    const y = runPlugin(multiband, { input: [input], values }).output[0]!
    expect(rmsDb(y, 9600 + Math.round(48000 * seconds))).toBeLessThan(-120)
    expect(seconds).toBeLessThan(0.5)
  })
})
