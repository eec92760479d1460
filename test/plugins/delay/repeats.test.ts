import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { DIVISIONS, quartersOf } from '../../../src/plugins/delay/divisions.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { difference, peak, toneLevelDb } from '../../support/measure.ts'
import { QUIET_AROUND, type RunOptions, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { aliasDb, BARE, duckingOf, goRound, growthDb, worstDecayErrorDb } from './measures.ts'

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

  it.each([
    [127, '1/8'],
    [140.3, '1/1'],
  ])('stays on the notes of %d bpm for ten minutes: %s', (bpm, division) => {
    const { worstFrames, levelDb } = goRound(bpm, division, 600)
    expect(worstFrames).toBeLessThan(0.51)
    expect(Math.abs(levelDb)).toBeLessThan(0.001)
  })

  it.each([0.8, 0.87, 0.95])('keeps what goes round between two beats on its note: %d of it', (phase) => {
    const { worstFrames, levelDb } = goRound(127, '1/8', 180, phase)
    expect(worstFrames).toBeLessThan(0.8)
    expect(Math.abs(levelDb)).toBeLessThan(0.2)
  })

  it.each([
    {},
    { drive: 24 },
    { drive: 1, lowCut: 20, highCut: 20000 },
    { lowCut: 20, highCut: 500 },
    { pingPong: true, drive: 6 },
  ])('never grows at feedback 100: %o', (values) => {
    expect(growthDb(values)).toBeLessThan(1e-9)
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
    expect(aliasDb(5000, 12)).toBeLessThan(-110)
    expect(aliasDb(9000, 12)).toBeLessThan(-70)
    expect(aliasDb(5000, 24)).toBeLessThan(-44)
  })

  it.each([8000, 44100, 48000, 96000])('repeats on the frame with drive: %d Hz', (sampleRate) => {
    const period = Math.round(0.05 * sampleRate)
    const values = { ...BARE, time: 50, feedback: 90, drive: 6 }
    const y = run([impulse(4 * period, 0, 0.001)], values, { sampleRate })[0]!
    for (const at of [period, 2 * period, 3 * period]) {
      expect(y[at]).toBe(Math.max(...y.subarray(at - 20, at + 20)))
      expect(y[at - 1]).toBeCloseTo(y[at + 1]!, 9)
    }
  })

  it('ducks the repeats by the amount while the source plays, and lets them up by the release', () => {
    const { depthDb, releaseMs } = duckingOf(12, 200)
    expect(depthDb).toBeCloseTo(-12, 3)
    expect(Math.abs(releaseMs - 200)).toBeLessThan(2)
    const { meters } = runPlugin(delay, { input: [noise(9600, 0.5)], values: { ducking: 12 } })
    expect(Math.min(...meters['ducking']!)).toBeCloseTo(-12, 1)
  })

  it.each([
    { feedback: 0, time: 100 },
    { feedback: 50, time: 100 },
    { feedback: 90, time: 20, lowCut: 20 },
    { feedback: 60, time: 1, lowCut: 20, highCut: 500 },
    { feedback: 60, time: 1, drive: 6 },
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
