import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gate } from '../../../src/plugins/gate/index.ts'
import { difference, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import {
  changeAtRest,
  chatter,
  curveErrorDb,
  edgeDb,
  holdError,
  keyFilterDb,
  rangeErrorDb,
  timeError,
} from './measures.ts'
import { openFrames } from './oracle.ts'

describe('gate', () => {
  it('leaves every bit alone while it is open', () => {
    for (const values of [{}, { mode: 'expand', ratio: 4 }, { mode: 'duck' }])
      expect(changeAtRest(values)).toBe(0)
  })

  it('turns a closed sound down by exactly its range, and silences it at 100', () => {
    for (const range of [3, 20, 60, 90]) expect(rangeErrorDb(range)).toBeLessThan(1e-6)
    const x = noise(9600, 0.005)
    const shut = runPlugin(gate, { input: [x], values: { range: 100 } })
    expect(difference(shut.output[0]!, silence(9600))).toBe(0)
    expect(Math.min(...shut.meters['reduction']!)).toBe(-100)
  })

  it.each([44100, 48000, 96000, 192000])('keeps the times on its dials at %i Hz', (sampleRate) => {
    for (const [attack, hold, release] of [
      [0.05, 20, 5],
      [0.5, 50, 20],
      [5, 100, 200],
      [40, 13, 100],
    ] as const) {
      const times = { attack, hold, release }
      expect(timeError(times, sampleRate)).toBe(0)
      expect(holdError(times, sampleRate)).toBe(0)
    }
  })

  it('does not flutter: a level swinging by 1 dB around the threshold opens it once', () => {
    for (const swingHz of [0.3, 3, 11]) expect(chatter(4, swingHz, 3, 20)).toBe(1)
    expect(chatter(4, 3, 3, 0)).toBe(1)
    // The same without hysteresis opens at every swing: the test would see it.
    expect(chatter(4, 3, 0, 0)).toBeGreaterThan(10)
  })

  it('leaves an edge where it opens into a loud note, the softer the slower the attack', () => {
    for (const [attack, db] of [
      [0.05, -45],
      [0.5, -60],
      [5, -80],
      [20, -92],
    ] as const)
      expect(Math.abs(edgeDb(attack) - db)).toBeLessThan(0.6)
  })

  it('does not close between the peaks of a bass note', () => {
    const x = sine(45, 48000, 48000, 0.2)
    const values = { threshold: -20, hold: 0, attack: 0.1, release: 60 }
    const y = runPlugin(gate, { input: [x], values }).output[0]!
    expect(difference(y.subarray(24000), x.subarray(24000))).toBe(0)
  })

  it('opens and closes on the frames that a plain per-frame gate would choose', () => {
    const walk = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 400 })),
      {
        minLength: 3,
        maxLength: 15,
      },
    )
    fc.assert(
      fc.property(walk, fc.integer({ min: 0, max: 40 }), fc.nat(), (levels, hold, seed) => {
        const shape = Float64Array.from(levels.flatMap(([level, n]) => new Array(n).fill(level * level)))
        const key = noise(shape.length, 1, seed).map((v, i) => v * shape[i]!)
        const x = new Float64Array(shape.length).fill(1)
        const values = { threshold: -6, hysteresis: 8, range: 100, attack: 0.05, release: 5, hold }
        const y = runPlugin(gate, { input: [x], key: [key], values, blocks: [128, 31] }).output[0]!
        const held = Math.round(Math.max(hold, 1.25) * 48)
        const open = openFrames(key, 10 ** (-6 / 20), 10 ** (-14 / 20), held)
        // Opening raises the gain at that very frame and closing lowers it (unless it stands at an end already).
        for (let i = 1; i < y.length; i++) {
          const rises = y[i]! > y[i - 1]! || y[i] === 1
          if (rises !== open[i]) return false
        }
        return true
      }),
      { numRuns: 60, seed: 11 },
    )
  })

  it('follows its drawn curve in every mode', () => {
    const values = { threshold: -30, range: 24, attack: 1, release: 5 }
    for (const ratio of [1, 1.5, 4, 10])
      expect(curveErrorDb({ ...values, mode: 'expand', ratio, range: 60 })).toBeLessThan(1e-6)
    for (const mode of ['gate', 'duck']) expect(curveErrorDb({ ...values, mode })).toBeLessThan(1e-6)
  })

  it('ducks the sound while the key is loud, by its range and no more', () => {
    const x = noise(96000)
    const key = silence(96000)
    key.set(noise(24000, 0.5), 24000)
    const values = { mode: 'duck', threshold: -30, range: 12, attack: 10, hold: 50, release: 100 }
    const run = runPlugin(gate, { input: [x, x], key: [key], values })
    const change = (from: number, to: number) => rmsDb(run.output[0]!, from, to) - rmsDb(x, from, to)
    expect(change(0, 24000)).toBe(0)
    expect(change(36000, 48000)).toBeCloseTo(-12, 4)
    expect(change(90000, 96000)).toBeCloseTo(0, 2)
    expect(Math.min(...run.meters['reduction']!)).toBeCloseTo(-12, 4)
    expect(difference(run.output[0]!, run.output[1]!)).toBe(0)
  })

  it('opens both channels alike for whichever is loud', () => {
    const loud = noise(24000)
    const quiet = loud.map((v) => v / 1024)
    const { output } = runPlugin(gate, { input: [quiet, loud], values: { attack: 20 } })
    expect(
      difference(
        output[0]!,
        output[1]!.map((v) => v / 1024),
      ),
    ).toBe(0)
  })

  it('opens exactly a look-ahead before the key and closes no earlier for it', () => {
    const x = new Float64Array(14400).fill(1)
    const key = impulse(14400, 4000)
    const closing = (lookAhead: number): number => {
      const values = { range: 100, attack: 0.05, hold: 50, release: 5, lookAhead }
      const latency = gate.latencyFrames!(values as never, 48000)
      expect(latency).toBe(Math.round(48 * lookAhead))
      const y = runPlugin(gate, { input: [x], key: [key], values }).output[0]!
      expect(y.findIndex((v) => v !== 0)).toBe(4000)
      return y.findIndex((v, i) => i > 4100 && v < 1) - latency
    }
    expect(closing(0)).toBe(4000 + 2400 + 1)
    expect(closing(3.3)).toBe(closing(0))
    expect(closing(10)).toBe(closing(0))
  })

  it('filters its key by second order: 3 dB down at the corner, 12 dB per octave, a band of its own width', () => {
    for (const keyFilter of ['highPass', 'lowPass']) {
      const values = { keyFilter, keyFreq: 400, keyQ: Math.SQRT1_2 }
      expect(keyFilterDb(400, values)).toBeCloseTo(-3.01, 1)
      const [near, far] = keyFilter === 'highPass' ? [100, 50] : [1600, 3200]
      expect(keyFilterDb(near, values) - keyFilterDb(far, values)).toBeCloseTo(12, 0)
    }
    const band = { keyFilter: 'band', keyFreq: 400, keyQ: 2 }
    expect(keyFilterDb(400, band)).toBeCloseTo(0, 3)
    expect(keyFilterDb(400 * (Math.sqrt(1 + 1 / 16) + 1 / 4), band)).toBeCloseTo(-3.01, 1)
  })

  it('hears only what the key filter lets through, and plays it when listening', () => {
    const bleed = sine(6000, 24000, 48000, 0.3)
    const values = { threshold: -30, range: 100, keyFilter: 'lowPass', keyFreq: 100 }
    expect(
      rmsDb(runPlugin(gate, { input: [bleed], values: { ...values, keyFilter: 'off' } }).output[0]!, 12000),
    ).toBe(rmsDb(bleed, 12000))
    expect(rmsDb(runPlugin(gate, { input: [bleed], values }).output[0]!, 12000)).toBe(
      Number.NEGATIVE_INFINITY,
    )
    const listen = { ...values, keyListen: true }
    const heard = runPlugin(gate, { input: [bleed], key: [sine(100, 24000)], values: listen }).output[0]!
    expect(toneLevelDb(heard, 100, 12000)).toBeCloseTo(20 * Math.log10(0.7), 1)
  })
})
