import { describe, expect, it } from 'vitest'
import { moveDb } from '../../../src/plugins/eq/dynamic/law.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { difference, isFiniteSignal, residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, silence, sine } from '../../support/signals.ts'
import {
  gainOverTime,
  settledGainDb,
  swellResidueDb,
  TIMED,
  timeConstantMs,
  timesMs,
} from './dynamic-measures.ts'

const DYNAMIC = { band2Dynamic: true, band2Threshold: -24, band2Ratio: 3, band2Range: -9 }
const PLAIN = { ...DYNAMIC, band2Dynamic: false }

describe('a dynamic band', () => {
  it.each([
    ['bell', 100, 100],
    ['bell', 1000, 1000],
    ['bell', 10000, 10000],
    ['lowShelf', 200, 50],
    ['highShelf', 6000, 15000],
  ] as const)('moves a %s at %i Hz as far as the law says', (type, hz, tone) => {
    for (const [levelDb, range] of [
      [-24.5, -9],
      [-18, -9],
      [-6, -9],
      [-12, 6],
    ] as const) {
      const values = { band2Type: type, band2Freq: hz, band2Q: type === 'bell' ? 2 : 0.7, band2Gain: 1.5 }
      const target = 1.5 + moveDb(levelDb, -24, 3, range)
      const plain = settledGainDb({ ...values, ...PLAIN, band2Gain: target }, tone, levelDb)
      const gain = settledGainDb({ ...values, ...DYNAMIC, band2Range: range }, tone, levelDb)
      expect(Math.abs(gain - plain)).toBeLessThan(0.03)
      if (type === 'bell') expect(Math.abs(gain - target)).toBeLessThan(0.05)
    }
  })

  it('has a law with a threshold, a ratio and an end on both sides', () => {
    expect(moveDb(-24, -24, 3, -9)).toBe(0)
    expect(moveDb(-18, -24, 3, -9)).toBeCloseTo(-4, 12)
    expect(moveDb(0, -24, 3, -9)).toBe(-9)
    expect(moveDb(-18, -24, 100, 9)).toBe(6)
    expect(moveDb(-18, -24, 1, 9)).toBe(0)
    expect(moveDb(Number.NaN, -24, 3, -9)).toBe(0)
  })

  it.each([
    ['bell', 3],
    ['bell', 0],
    ['lowShelf', -4],
    ['notch', 0],
  ] as const)('is bit for bit the plain %s of %i dB below the threshold', (type, gain) => {
    const input = [noise(9600, 0.02, 1), noise(9600, 0.02, 2)]
    const values = { band2Type: type, band2Gain: gain, band1Gain: 2, lowCutOn: true }
    const { output, meters } = runPlugin(eq, { input, values: { ...values, ...DYNAMIC } })
    const plain = runPlugin(eq, { input, values }).output
    for (let c = 0; c < 2; c++) expect(difference(output[c]!, plain[c]!)).toBe(0)
    expect(Math.min(...meters['reduction']!)).toBe(0)
  })

  it('returns to every bit of the plain band after a loud passage', () => {
    const x = noise(96000, 0.003)
    const loud = x.map((v, i) => (i < 9600 ? 100 * v : v))
    const values = { ...DYNAMIC, band2Threshold: -45, band2Release: 20 }
    const { output, meters } = runPlugin(eq, { input: [loud], values })
    expect(Math.min(...meters['reduction']!)).toBeLessThan(-3)
    expect(difference(output[0]!.subarray(72000), loud.subarray(72000))).toBe(0)
    expect(meters['reduction']!.at(-1)).toBe(0)
  })

  it.each(Object.entries(TIMED))(
    'takes its attack and its release for 63 %% of the way (%s)',
    (_, values) => {
      for (const attack of [2, 3, 10, 40]) {
        const release = 3 * attack + 10
        const [attackMs, releaseMs] = timesMs(values, attack, release)
        expect(Math.abs(attackMs - attack)).toBeLessThan(0.6)
        expect(Math.abs(releaseMs - release)).toBeLessThan(1.2)
      }
    },
  )

  it('hears a band at 2 kHz in half the time of one at 1 kHz, and says so in its attack', () => {
    const values = { ...TIMED['ratio 3, range -9 dB']!, band2Freq: 2000, band2Attack: 10, band2Release: 100 }
    const gains = gainOverTime(values, 2000, [-40, -10], 1)
    expect(Math.abs(timeConstantMs(gains, 0.5, 1000, 1900) - 9.5)).toBeLessThan(0.1)
  })

  it.each([-12, 12])('leaves nothing above -129 dB of a swelling tone at a range of %i dB', (range) => {
    for (const attack of [2, 20])
      expect(
        swellResidueDb({ ...DYNAMIC, band2Freq: 100, band2Range: range, band2Attack: attack }),
      ).toBeLessThan(-129)
  })

  it.each([
    ['is switched on and off', { band2Dynamic: false }, { band2Dynamic: true }],
    ['changes its type', DYNAMIC, { band2Type: 'lowShelf' }],
    ['goes', DYNAMIC, { band2On: false }],
    ['turns its range over', DYNAMIC, { band2Range: 9 }],
    ['changes its channels', DYNAMIC, { band2Channels: 'mid' }],
  ] as const)('does not click when it %s', (_, before, after) => {
    const values = { ...DYNAMIC, band2Freq: 100, band2Gain: 3, ...before }
    const automate = (frame: number): Values | undefined =>
      frame === 12800 ? after : frame === 25600 ? before : undefined
    const input = [sine(100, 38400), sine(100, 38400, 48000, 0.6, 1)]
    for (const x of runPlugin(eq, { input, values, automate }).output)
      expect(residueAboveDb(x, 1500)).toBeLessThan(-90)
  })

  it('turns its knobs without a buzz while it moves', () => {
    const automate = (frame: number): Values => {
      const t = 0.5 - 0.5 * Math.cos((4 * Math.PI * frame) / 48000)
      return { band2Gain: -12 * t, band2Freq: 100 + 60 * t }
    }
    const { output } = runPlugin(eq, { input: [sine(100, 24000)], values: DYNAMIC, automate })
    expect(residueAboveDb(output[0]!, 1500)).toBeLessThan(-120)
  })

  it('follows the key instead of the input', () => {
    const input = [sine(1000, 24000, 48000, 0.5)]
    const values = { ...DYNAMIC, band2Freq: 1000 }
    const quiet = runPlugin(eq, { input, values, key: [silence(24000)] })
    expect(difference(quiet.output[0]!, input[0]!)).toBe(0)
    const loud = runPlugin(eq, { input: [sine(1000, 24000, 48000, 0.001)], values, key: input })
    expect(loud.meters['reduction']!.at(-1)).toBeCloseTo(moveDb(-6.0206, -24, 3, -9), 2)
    const stereo = [input[0]!, silence(24000)]
    const side = runPlugin(eq, { input: stereo, values: { ...values, band2Channels: 'side' }, key: input })
    expect(side.meters['reduction']!.at(-1)).toBeCloseTo(-9, 2)
  })

  it('listens to the channels it works on', () => {
    const input = [sine(1000, 24000, 48000, 0.5), sine(1000, 24000, 48000, 0.5)]
    const moves = (band2Channels: string): number =>
      runPlugin(eq, { input, values: { ...DYNAMIC, band2Freq: 1000, band2Channels } }).meters[
        'reduction'
      ]!.at(-1)!
    expect(moves('side')).toBe(0)
    expect(moves('mid')).toBeCloseTo(-9, 2)
    expect(moves('right')).toBeCloseTo(-9, 2)
  })

  it('shows lifts apart from reductions', () => {
    const input = [sine(1000, 24000, 48000, 0.5)]
    const { meters } = runPlugin(eq, { input, values: { ...DYNAMIC, band2Freq: 1000, band2Range: 5 } })
    expect(meters['lift']!.at(-1)).toBeCloseTo(5, 2)
    expect(Math.min(...meters['reduction']!)).toBe(0)
  })

  it('gives the same samples for blocks of any size', () => {
    const x = sine(250, 9600, 48000, 0.7).map((v, i) => (i % 3000 < 1200 ? v : 0.02 * v))
    const input = [x, noise(9600, 0.3)]
    const values = { ...DYNAMIC, band2Attack: 2, band6Dynamic: true, band6Range: 6, band6Channels: 'side' }
    const automate = (frame: number): Values | undefined => {
      if (frame === 2560) return { band2Freq: 400, band2Type: 'highShelf', band3Dynamic: true }
      return frame === 5120 ? { band2Dynamic: false, band6Channels: 'left' } : undefined
    }
    const whole = runPlugin(eq, { input, values, automate }).output
    for (const blocks of [[1], [7, 300], [33, 64], [4096]]) {
      const split = runPlugin(eq, { input, values, automate, blocks }).output
      for (let c = 0; c < 2; c++) expect(difference(split[c]!, whole[c]!)).toBe(0)
    }
  })

  it.each([8000, 44100, 192000])('stays finite at %i Hz whatever it hears', (sampleRate) => {
    const x = noise(9600, 30)
    const all: Record<string, boolean | number | string> = {}
    for (let n = 1; n <= 6; n++)
      Object.assign(all, {
        [`band${n}Dynamic`]: true,
        [`band${n}Range`]: n % 2 === 0 ? 24 : -24,
        [`band${n}Attack`]: 2,
        [`band${n}Release`]: 10,
        [`band${n}Q`]: n * n,
      })
    expect(isFiniteSignal(runPlugin(eq, { input: [x], values: all, sampleRate }).output[0]!)).toBe(true)
  })
})
