import { describe, expect, it } from 'vitest'
import { comp } from '../../../src/plugins/comp/index.ts'
import { difference, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { curveErrorDb, drawnDb, gainDb, steadyDb } from './measures.ts'
import { changeOfNoise } from './paths.ts'

const LEVELS = Array.from({ length: 16 }, (_, i) => -60 + 4 * i)

describe('comp curve', () => {
  for (const detector of ['peak', 'rms'])
    for (const mode of ['compress', 'upward'])
      it(`follows its drawn curve within 0.001 dB: ${mode}, ${detector} detector`, () => {
        for (const knee of [0, 6, 12])
          for (const ratio of [1.5, 4, 100]) {
            const values = { threshold: -24, ratio, knee, range: 24, detector, mode }
            expect(curveErrorDb(values, LEVELS)).toBeLessThan(0.001)
          }
      })

  it('reads a tone of any frequency at its level', () => {
    for (const [detector, most] of [
      ['peak', 0.0001],
      ['rms', 0.012],
    ] as const)
      for (const hz of [50, 100, 441, 7999, 12000, 16000, 19000])
        expect(curveErrorDb({ ratio: 4, knee: 0, detector, release: 100 }, [-6], hz)).toBeLessThan(most)
  })

  it('draws the curve of the paper: threshold, slope and the parabola between them', () => {
    const values = { threshold: -20, ratio: 4, knee: 12 }
    expect(drawnDb(-30, values)).toBe(-30)
    expect(drawnDb(0, values)).toBeCloseTo(-15, 9)
    expect(drawnDb(-20, values)).toBeCloseTo(-20 - (0.75 * 36) / 24, 9)
    expect(drawnDb(-4, { ...values, knee: 0, ratio: 100 })).toBeCloseTo(-20, 9)
  })

  it('holds make-up, automatic make-up, range and mix to the drawn curve', () => {
    for (const values of [
      { threshold: -30, ratio: 4, makeup: 6 },
      { threshold: -30, ratio: 4, autoMakeup: true },
      { threshold: -30, ratio: 10, range: 7 },
      { threshold: -30, ratio: 10, mix: 40, makeup: 3 },
    ] as Values[])
      expect(Math.abs(steadyDb(-6, values) - drawnDb(-6, values))).toBeLessThan(0.05)
    expect(drawnDb(0, { threshold: -20, ratio: 2, knee: 0, autoMakeup: true })).toBeCloseTo(-5, 9)
  })

  it('draws the mirrored curve upward, never by more than the range', () => {
    const values = { mode: 'upward', threshold: -30, ratio: 2, knee: 0, range: 10 }
    expect(drawnDb(-20, values)).toBe(-20)
    expect(drawnDb(-40, values)).toBeCloseTo(-35, 9)
    expect(drawnDb(-80, values)).toBeCloseTo(-70, 9)
    expect(drawnDb(-6, { ...values, autoMakeup: true })).toBe(-6)
  })

  it('raises soft sounds as fast as it falls back: the attack when they grow loud, the release when they fade', () => {
    const x = Float64Array.from({ length: 96000 }, (_, i) => (i < 48000 ? 0.001 : 0.3) * Math.cos(0.4 * i))
    const values = { mode: 'upward', threshold: -30, ratio: 3, range: 12, attack: 10, release: 100 }
    const run = runPlugin(comp, { input: [x], values })
    const gain = gainDb(x, run.output[0]!)
    expect(gain[47000]).toBeCloseTo(12, 2)
    expect(gain[48000 + 480]).toBeCloseTo(12 * Math.exp(-1), 1)
    expect(gain[90000]).toBe(0)
    expect(Math.max(...run.meters['rise']!)).toBeCloseTo(12, 2)
  })

  it('moves a tone at -12 dBFS by less than 12 dB with every preset', () => {
    for (const { name, values } of comp.presets!)
      expect(Math.abs(drawnDb(-12, values as Values) + 12), name).toBeLessThan(12)
  })

  for (const quality of ['standard', 'high'])
    it(`leaves every bit alone below the threshold, at ratio 1 and at mix 0, in ${quality} quality`, () => {
      const change = (values: Values, level = 1) => changeOfNoise({ ...values, quality }, level)
      expect(change({ threshold: -20 }, 0.05)).toBe(0)
      expect(change({ threshold: -20, mix: 37, link: 50, keyFilter: 'band' }, 0.05)).toBe(0)
      expect(change({ threshold: -60, ratio: 1 })).toBe(0)
      expect(change({ threshold: -60, ratio: 1, mix: 50, autoRelease: true })).toBe(0)
      expect(change({ threshold: -60, ratio: 8, mix: 0, makeup: 9, link: 0 })).toBe(0)
      expect(change({ threshold: -60, ratio: 8, range: 0, detector: 'rms' })).toBe(0)
      expect(change({ threshold: -60, ratio: 1, mode: 'upward', mix: 50 })).toBe(0)
    })

  it('returns to every bit of the input when the loud part is over', () => {
    const x = noise(96000, 0.01)
    x.set(noise(4800), 0)
    const y = runPlugin(comp, { input: [x], values: { threshold: -30, release: 50 } }).output[0]!
    expect(rmsDb(y, 0, 4800)).toBeLessThan(rmsDb(x, 0, 4800) - 6)
    expect(difference(y.subarray(72000), x.subarray(72000))).toBe(0)
  })
})
