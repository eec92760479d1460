import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { difference, peak, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { gainDb, latencyOf } from './measures.ts'
import { keyOnsetErrorFrames, linkDifference } from './paths.ts'

const HARD = { threshold: -30, ratio: 8, attack: 1, release: 50 }

describe('comp channels, key and latency', () => {
  it('gives both channels the same gain, bit for bit, at link 100', () => {
    for (const detector of ['peak', 'rms'])
      for (const quality of ['standard', 'high'])
        expect(linkDifference({ ...HARD, detector, quality })).toBe(0)
  })

  it('leaves each channel on its own at link 0 and in between at 50', () => {
    const loud = sine(1000, 24000)
    const quiet = sine(1000, 24000, 48000, 0.02)
    const reduction = (link: number): number => {
      const { output } = runPlugin(comp, { input: [loud, quiet], values: { ...HARD, link } })
      return gainDb(quiet, output[1]!)[20000]!
    }
    expect(reduction(0)).toBe(0)
    expect(reduction(100)).toBeLessThan(-25)
    expect(reduction(50)).toBeCloseTo(reduction(100) / 2, 3)
  })

  it('links and parts while it plays, without a jump of the gain', () => {
    const input = [sine(1000, 96000), sine(1000, 96000, 48000, 0.1)]
    const automate = (frame: number) =>
      frame === 19200 ? { link: 0 } : frame === 48000 ? { link: 100 } : undefined
    const { output } = runPlugin(comp, { input, values: { ...HARD, attack: 20 }, automate })
    const gain = gainDb(input[1]!, output[1]!)
    let jump = 0
    for (let i = 9601; i < gain.length; i++) jump = Math.max(jump, Math.abs(gain[i]! - gain[i - 1]!))
    expect(jump).toBeLessThan(0.05)
    const end = 95000
    expect(gainDb(input[0]!, output[0]!)[end]).toBeCloseTo(gain[end]!, 5)
  })

  it('listens to the key: the sound goes down when the key plays, and not for its own level', () => {
    const x = sine(1000, 48000)
    const key = silence(48000)
    key.set(sine(100, 24000), 24000)
    const { output } = runPlugin(comp, { input: [x, x], key: [key], values: HARD })
    expect(difference(output[0]!.subarray(0, 24000), x.subarray(0, 24000))).toBe(0)
    expect(rmsDb(output[1]!, 36000)).toBeLessThan(-25)
    const stereo = runPlugin(comp, { input: [x], key: [silence(48000), key], values: HARD }).output[0]!
    expect(difference(stereo, output[0]!)).toBe(0)
  })

  it('begins to act exactly a look-ahead before the key', () => {
    for (const lookAhead of [0, 0.5, 10]) expect(keyOnsetErrorFrames(lookAhead)).toBe(0)
  })

  it('delays by exactly the latency it reports', () => {
    const x = impulse(2000, 100, 0.01)
    for (const sampleRate of [44100, 96000])
      for (const lookAhead of [0, 1.3, 10]) {
        const latency = comp.latencyFrames!({ lookAhead } as never, sampleRate)
        const y = runPlugin(comp, { input: [x, x], sampleRate, values: { lookAhead, mix: 50 } }).output[1]!
        expect(y.findIndex((v) => v !== 0)).toBe(100 + latency)
        expect(y[100 + latency]).toBe(0.01)
      }
  })

  it('delays by exactly what high quality costs, sound and gain alike', () => {
    for (const sampleRate of [44100, 96000]) {
      const values = { ...HARD, quality: 'high', lookAhead: 1 }
      const latency = latencyOf(values, sampleRate)
      const quiet = impulse(2000, 100, 0.01)
      const y = runPlugin(comp, { input: [quiet], sampleRate, values }).output[0]!
      expect(difference(y.subarray(latency), quiet.subarray(0, 2000 - latency))).toBe(0)
      const key = impulse(4800, 2000).map((v, i) => (i > 2000 ? 1 : v))
      const constant = new Float64Array(4800).fill(1)
      const fine = runPlugin(comp, { input: [constant], key: [key], sampleRate, values }).output[0]!
      const plainValues = { ...values, quality: 'standard' }
      const plain = runPlugin(comp, { input: [constant], key: [key], sampleRate, values: plainValues })
        .output[0]!
      const shift = latency - latencyOf(plainValues, sampleRate)
      const half = (x: Float64Array) => x.findIndex((v, i) => i > 1000 && v < 0.3)
      expect(Math.abs(half(fine) - half(plain) - shift)).toBeLessThanOrEqual(1)
    }
  })

  it('is silent after the tail it reports, at any rate', () => {
    for (const sampleRate of [8000, 44100, 96000])
      for (const quality of ['standard', 'high']) {
        const values = { ...HARD, quality, lookAhead: 2 }
        const x = noise(14400)
        x.fill(0, 9600)
        const y = runPlugin(comp, { input: [x], sampleRate, values }).output[0]!
        const seconds = comp.tailSeconds!({ ...defaults(comp.params), ...values } as never, QUIET_AROUND)
        expect(peak(y, 9600 + Math.ceil(seconds * sampleRate))).toBe(0)
      }
  })

  it('has reduced a click before it arrives when the look-ahead is longer than the attack', () => {
    const x = silence(9600)
    x.set(sine(3000, 4800), 4800)
    const peakOf = (lookAhead: number): number => {
      const values = { threshold: -20, ratio: 100, knee: 0, attack: 0.5, lookAhead }
      const y = runPlugin(comp, { input: [x], values }).output[0]!
      return 20 * Math.log10(y.reduce((top, v) => Math.max(top, Math.abs(v)), 0))
    }
    expect(peakOf(0)).toBeGreaterThan(-6)
    expect(peakOf(5)).toBeLessThan(-19.9)
  })

  it('hears only what the key filter lets through', () => {
    const low = sine(60, 48000)
    const values = { ...HARD, keyFreq: 1000, attack: 5 }
    const reduction = (keyFilter: string, x: Float64Array) =>
      rmsDb(runPlugin(comp, { input: [x], values: { ...values, keyFilter } }).output[0]!, 24000) - rmsDb(x)
    expect(reduction('highPass', low)).toBeCloseTo(0, 6)
    expect(reduction('lowPass', low)).toBeCloseTo(reduction('off', low), 1)
    expect(reduction('band', sine(1000, 48000))).toBeCloseTo(reduction('off', sine(1000, 48000)), 1)
    expect(reduction('lowPass', sine(15000, 48000))).toBeCloseTo(0, 6)
  })

  it('plays the filtered key when listening to it', () => {
    const x = noise(24000)
    const key = sine(500, 24000, 48000, 0.5)
    const listen = { ...HARD, keyListen: true }
    const heard = runPlugin(comp, { input: [x, x], key: [key], values: listen }).output
    expect(difference(heard[0]!, key)).toBe(0)
    expect(difference(heard[1]!, key)).toBe(0)
    const values = { ...listen, keyFilter: 'highPass', keyFreq: 500, keyQ: Math.SQRT1_2 }
    const filtered = runPlugin(comp, { input: [x], key: [key], values }).output[0]!
    expect(toneLevelDb(filtered, 500, 12000) - toneLevelDb(key, 500, 12000)).toBeCloseTo(-3.01, 1)
  })
})
