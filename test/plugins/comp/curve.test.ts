import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { difference, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

const FAST = { attack: 1, release: 5 }

/** Output level of a steady 1 kHz tone of peak `levelDb`, after everything has settled. */
function steadyDb(levelDb: number, values: Values): number {
  const x = sine(1000, 9600, 48000, 10 ** (levelDb / 20))
  const y = runPlugin(comp, { input: [x], values: { ...FAST, ...values } }).output[0]!
  return toneLevelDb(y, 1000, 4800)
}

const expected = (levelDb: number, values: Values): number =>
  comp.response!.transferDb!({ ...defaults(comp.params), ...values } as never, levelDb)

describe('comp curve', () => {
  for (const detector of ['peak', 'rms']) {
    it(`follows its drawn curve within 0.05 dB with the ${detector} detector`, () => {
      for (const knee of [0, 6, 12])
        for (const ratio of [1.5, 4, 100])
          for (let level = -40; level <= 0; level += 5) {
            const values = { threshold: -20, ratio, knee, detector }
            expect(Math.abs(steadyDb(level, values) - expected(level, values))).toBeLessThan(0.05)
          }
    })
  }

  it('draws the curve of the paper: threshold, slope and the parabola between them', () => {
    const values = { threshold: -20, ratio: 4, knee: 12 }
    expect(expected(-30, values)).toBe(-30)
    expect(expected(0, values)).toBeCloseTo(-15, 9)
    expect(expected(-20, values)).toBeCloseTo(-20 - (0.75 * 36) / 24, 9)
    expect(expected(-4, { ...values, knee: 0, ratio: 100 })).toBeCloseTo(-20, 9)
  })

  it('holds make-up, automatic make-up, range and mix to the drawn curve', () => {
    for (const values of [
      { threshold: -30, ratio: 4, makeup: 6 },
      { threshold: -30, ratio: 4, autoMakeup: true },
      { threshold: -30, ratio: 10, range: 7 },
      { threshold: -30, ratio: 10, mix: 40, makeup: 3 },
    ] as Values[])
      expect(Math.abs(steadyDb(-6, values) - expected(-6, values))).toBeLessThan(0.05)
    expect(expected(0, { threshold: -20, ratio: 2, knee: 0, autoMakeup: true })).toBeCloseTo(-5, 9)
  })

  it('keeps the gain of a 50 Hz tone still: no harmonics above -100 dB at 10/100 ms', () => {
    const x = sine(50, 96000)
    for (const detector of ['peak', 'rms']) {
      const values = { threshold: -8, ratio: 4, knee: 0, attack: 10, release: 100, detector }
      const y = runPlugin(comp, { input: [x], values }).output[0]!
      const level = toneLevelDb(y, 50, 48000)
      expect(level).toBeGreaterThan(-6.5)
      expect(level).toBeLessThan(-5.9)
      for (const k of [2, 3, 4, 5, 7]) expect(toneLevelDb(y, 50 * k, 48000) - level).toBeLessThan(-100)
    }
  })

  it('makes no new tones out of two high ones with a fast attack', () => {
    const x = sine(6000, 48000, 48000, 0.4).map(
      (v, i) => v + 0.4 * Math.sin((2 * Math.PI * 7000 * i) / 48000),
    )
    const values = { threshold: -20, ratio: 8, attack: 0.1, release: 5 }
    const y = runPlugin(comp, { input: [x], values }).output[0]!
    expect(toneLevelDb(y, 5000, 24000) - toneLevelDb(y, 6000, 24000)).toBeLessThan(-100)
  })

  it('leaves every bit alone below the threshold, at ratio 1 and at mix 0', () => {
    const x = noise(9600)
    const quiet = noise(9600, 0.05)
    const same = (input: Float64Array, values: Values) =>
      difference(runPlugin(comp, { input: [input, input], values }).output[1]!, input)
    expect(same(quiet, { threshold: -20 })).toBe(0)
    expect(same(quiet, { threshold: -20, mix: 37, link: 50, keyFilter: 'band' })).toBe(0)
    expect(same(x, { threshold: -60, ratio: 1 })).toBe(0)
    expect(same(x, { threshold: -60, ratio: 1, mix: 50, autoRelease: true })).toBe(0)
    expect(same(x, { threshold: -60, ratio: 8, mix: 0, makeup: 9, link: 0 })).toBe(0)
    expect(same(x, { threshold: -60, ratio: 8, range: 0, detector: 'rms' })).toBe(0)
  })

  it('returns to every bit of the input when the loud part is over', () => {
    const x = noise(96000, 0.01)
    x.set(noise(4800), 0)
    const y = runPlugin(comp, { input: [x], values: { threshold: -30, release: 50 } }).output[0]!
    expect(rmsDb(y, 0, 4800)).toBeLessThan(rmsDb(x, 0, 4800) - 6)
    expect(difference(y.subarray(72000), x.subarray(72000))).toBe(0)
  })
})
