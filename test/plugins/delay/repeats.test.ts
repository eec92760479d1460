import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { DIVISIONS, quartersOf } from '../../../src/plugins/delay/divisions.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { difference, peak, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { QUIET_AROUND, type RunOptions, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { worstDecayErrorDb } from './measures.ts'

/** Repeats alone, nothing in the loop but the line. */
const BARE = { mix: 100, lowCut: 20, highCut: 20000 }

const run = (input: readonly Float64Array[], values: Values, options: Partial<RunOptions> = {}) =>
  runPlugin(delay, { ...options, input, values }).output

/** Frames at which `x` is not 0, and the values there. */
const events = (x: Float64Array) => [...x].flatMap((v, i) => (v === 0 ? [] : [[i, v] as const]))

describe('delay repeats', () => {
  it('passes the source bit for bit at mix 0', () => {
    const input = [noise(9600, 1, 1), noise(9600, 1, 2)]
    const output = run(input, { mix: 0, time: 10, feedback: 90 })
    expect(difference(output[0]!, input[0]!)).toBe(0)
    expect(difference(output[1]!, input[1]!)).toBe(0)
  })

  it('gives the source back bit for bit, one period later, at mix 100 and feedback 0', () => {
    const x = noise(9600)
    const y = run([x], { ...BARE, time: 50, feedback: 0 })[0]!
    expect(difference(y.subarray(2400), x.subarray(0, 7200))).toBe(0)
    expect(peak(y, 0, 2400)).toBe(0)
  })

  it.each([1, 2.9, 350, 1234.5, 5000])('repeats after %d ms to the frame, and then again', (time) => {
    for (const sampleRate of [8000, 44100]) {
      const period = Math.round((time * sampleRate) / 1000)
      const y = run([impulse(3 * period + 1)], { ...BARE, time, feedback: 50 }, { sampleRate })[0]!
      expect(events(y)).toEqual([
        [period, 1],
        [2 * period, 0.5],
        [3 * period, 0.25],
      ])
    }
  })

  it.each([60, 92.5, 120, 174])('repeats on every note of %d bpm to the nearest frame', (bpm) => {
    for (const division of DIVISIONS) {
      const seconds = Math.min(5, (60 / bpm) * quartersOf(division))
      const period = Math.round(seconds * 44100)
      const values = { ...BARE, timeMode: 'tempo', division, feedback: 0 }
      const y = run([impulse(period + 1)], values, { sampleRate: 44100, bpm })[0]!
      expect(events(y)).toEqual([[period, 1]])
    }
  })

  it('cuts a note of more than five seconds to five', () => {
    const values = { ...BARE, timeMode: 'tempo', division: '1/1', feedback: 0 }
    expect(run([impulse(40001)], values, { sampleRate: 8000, bpm: 30 })[0]!.findIndex((v) => v !== 0)).toBe(
      40000,
    )
  })

  it('keeps a sound at feedback 100 for ten minutes, exact in place and level', () => {
    const period = 4000
    const repeats = 1200
    const values = { ...BARE, timeMode: 'tempo', division: '1/4', feedback: 100 }
    const y = run([impulse(repeats * period + 1)], values, { sampleRate: 8000, bpm: 120 })[0]!
    expect(y[repeats * period]).toBe(1)
    expect(y.reduce((count, v) => count + (v === 0 ? 0 : 1), 0)).toBe(repeats)
  })

  it('never grows at feedback 100, whatever is in the loop', () => {
    for (const values of [{}, { drive: 24 }, { lowCut: 20, highCut: 500 }, { pingPong: true, drive: 6 }]) {
      const input = [silence(48000), silence(48000)]
      input[0]!.set(noise(2400, 1, 1))
      input[1]!.set(noise(2400, 1, 2))
      const [left, right] = run(input, { mix: 100, time: 50, feedback: 100, ...values })
      let before = Number.POSITIVE_INFINITY
      for (let at = 2400; at + 2400 <= 48000; at += 2400) {
        const energy = 10 ** (rmsDb(left!, at, at + 2400) / 10) + 10 ** (rmsDb(right!, at, at + 2400) / 10)
        expect(energy).toBeLessThanOrEqual(before * (1 + 1e-12))
        before = energy
      }
    }
  })

  it('jumps from left to right and back as ping-pong, and only there', () => {
    const x = impulse(24001)
    const [left, right] = run([x, x], { ...BARE, time: 100, feedback: 50, pingPong: true })
    expect(events(left!)).toEqual([
      [4800, 1],
      [14400, 0.25],
      [24000, 0.0625],
    ])
    expect(events(right!)).toEqual([
      [9600, 0.5],
      [19200, 0.125],
    ])
  })

  it('puts the repeats in the middle at width 0', () => {
    const [left, right] = run([noise(9600), silence(9600)], { mix: 100, time: 20, width: 0 })
    expect(difference(left!, right!)).toBeLessThan(1e-15)
    expect(peak(left!)).toBeGreaterThan(0.1)
  })

  it.each([
    [44100, 300, 3000],
    [48000, 20, 500],
    [48000, 2000, 18000],
    [44100, 25, 20000],
  ])('darkens every repeat as its drawn decay says: %d Hz, %d to %d Hz', (sampleRate, lowCut, highCut) => {
    expect(worstDecayErrorDb({ lowCut, highCut }, sampleRate)).toBeLessThan(0.1)
  })

  it('rounds off what is loud with drive, and leaves what is soft', () => {
    const driven = (level: number) =>
      run([sine(1000, 9600, 48000, level)], { ...BARE, time: 20, feedback: 0, drive: 12 })[0]!
    expect(toneLevelDb(driven(0.001), 1000, 4800)).toBeCloseTo(-60, 1)
    expect(peak(driven(1), 4800)).toBeLessThan(1 / 2.9)
    expect(toneLevelDb(driven(1), 3000, 4800) - toneLevelDb(driven(1), 1000, 4800)).toBeGreaterThan(-15)
  })

  it('keeps the aliases of a driven tone far below it', () => {
    const y = run([sine(5000, 24000)], { ...BARE, time: 20, feedback: 0, drive: 12 })[0]!
    const tone = toneLevelDb(y, 5000, 4800)
    expect(toneLevelDb(y, 13000, 4800) - tone).toBeLessThan(-38)
    expect(toneLevelDb(y, 3000, 4800) - tone).toBeLessThan(-65)
  })

  it('ducks the repeats by the amount while the source plays, and lets them up by the release', () => {
    const x = silence(48000)
    x.set(noise(24000, 0.5))
    const values = { ...BARE, time: 500, feedback: 0 }
    const free = run([x], values)[0]!
    const { output, meters } = runPlugin(delay, {
      input: [x],
      values: { ...values, ducking: 12, duckRelease: 200 },
    })
    const gainDb = (at: number) => rmsDb(output[0]!, at, at + 240) - rmsDb(free, at, at + 240)
    expect(gainDb(24000)).toBeCloseTo(-12, 0)
    expect(gainDb(24000 + 9600 - 120)).toBeCloseTo(-12 * Math.exp(-1), 0)
    expect(Math.min(...meters['ducking']!)).toBeCloseTo(-12, 1)
    const both = run([noise(48000, 0.5)], { ...values, ducking: 12 })[0]!
    expect(rmsDb(both, 30000) - rmsDb(run([noise(48000, 0.5)], values)[0]!, 30000)).toBeCloseTo(-12, 1)
  })

  it.each([
    { feedback: 0, time: 100 },
    { feedback: 50, time: 100 },
    { feedback: 90, time: 20, lowCut: 20 },
    { feedback: 60, time: 1, lowCut: 20, highCut: 500 },
    { feedback: 80, time: 50, drive: 12, pingPong: true, highCut: 20000 },
  ])('is below -120 dB after its tail and then exactly silent: %o', (values) => {
    const tail = Math.round(
      48000 * delay.tailSeconds!({ ...defaults(delay.params), ...values }, QUIET_AROUND),
    )
    const x = silence(2400 + 4 * tail)
    x.set(noise(2400))
    const y = run([x, x], { mix: 100, ...values })[0]!
    expect(peak(y, 2400 + tail)).toBeLessThan(1e-6)
    expect(peak(y, 2400 + 3 * tail)).toBe(0)
  })

  it('holds for ever at feedback 100', () => {
    expect(delay.tailSeconds!({ ...defaults(delay.params), feedback: 100 }, QUIET_AROUND)).toBe(
      Number.POSITIVE_INFINITY,
    )
  })
})
