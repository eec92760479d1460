import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { gate } from '../../../src/plugins/gate/index.ts'
import { difference, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { openFrames } from './oracle.ts'

const expected = (levelDb: number, values: Values): number =>
  gate.response!.transferDb!({ ...defaults(gate.params), ...values } as never, levelDb)

/** Output over input; where the input is 0 the last one is kept. */
function gains(x: Float64Array, y: Float64Array): Float64Array {
  let gain = 0
  return x.map((value, i) => {
    if (value !== 0) gain = y[i]! / value
    return gain
  })
}

/** How often the gain rises through one half. */
function openings(gain: Float64Array): number {
  let count = 0
  for (let i = 1; i < gain.length; i++) if (gain[i - 1]! < 0.5 && gain[i]! >= 0.5) count++
  return count
}

/** A carrier that is loud from 100 ms to 300 ms and 40 dB softer before and after. */
const burst = (sampleRate = 48000): Float64Array => {
  const at = (ms: number) => Math.round((ms / 1000) * sampleRate)
  return Float64Array.from({ length: at(1000) }, (_, i) => {
    const level = i >= at(100) && i < at(300) ? 0.5 : 0.005
    return level * Math.cos((2 * Math.PI * 3010 * (i - at(100))) / sampleRate)
  })
}

describe('gate', () => {
  it('leaves every bit alone while it is open', () => {
    const x = noise(48000)
    const { output } = runPlugin(gate, { input: [x, x] })
    expect(difference(output[1]!.subarray(9600), x.subarray(9600))).toBe(0)
    const expand = runPlugin(gate, { input: [x], values: { mode: 'expand', ratio: 4 } }).output[0]!
    expect(difference(expand.subarray(9600), x.subarray(9600))).toBe(0)
  })

  it('leaves every bit alone while nothing asks it to duck', () => {
    const x = noise(9600)
    const y = runPlugin(gate, { input: [x], key: [silence(9600)], values: { mode: 'duck' } }).output[0]!
    expect(difference(y, x)).toBe(0)
  })

  it('turns a closed sound down by exactly its range, and silences it at 100', () => {
    const x = noise(9600, 0.005)
    for (const range of [3, 20, 60]) {
      const y = runPlugin(gate, { input: [x], values: { range } }).output[0]!
      expect(rmsDb(y) - rmsDb(x)).toBeCloseTo(-range, 6)
    }
    const shut = runPlugin(gate, { input: [x], values: { range: 100 } })
    expect(difference(shut.output[0]!, silence(9600))).toBe(0)
    expect(Math.min(...shut.meters['reduction']!)).toBe(-100)
  })

  it('opens by 63 % in the attack time and closes by 63 % in the release time after the hold', () => {
    const share = 1 - Math.exp(-1)
    for (const sampleRate of [44100, 48000, 96000]) {
      for (const [attack, hold, release] of [
        [0.2, 50, 20],
        [5, 100, 200],
        [40, 20, 100],
      ] as const) {
        const x = burst(sampleRate)
        const values = { threshold: -20, range: 100, attack, hold, release }
        const gain = gains(x, runPlugin(gate, { input: [x], sampleRate, values }).output[0]!)
        const up = Math.round(0.1 * sampleRate)
        const down = Math.round(0.3 * sampleRate)
        const frame = 1000 / sampleRate
        const opened = (gain.findIndex((g, i) => i >= up && g >= share) + 1 - up) * frame
        const closed =
          (gain.findIndex((g, i) => i >= down && g <= gain[down]! * (1 - share)) + 1 - down) * frame
        expect(Math.abs(opened - attack)).toBeLessThan(0.02 * attack + 1.01 * frame)
        expect(Math.abs(closed - hold - release)).toBeLessThan(0.02 * release + 0.3)
      }
    }
  })

  it('does not flutter: a level swinging by 1 dB around the threshold opens it once', () => {
    const length = 480000
    const x = sine(1000, length, 48000, 0.1).map(
      (v, i) => v * 10 ** (Math.sin((2 * Math.PI * 3 * i) / 48000) / 20),
    )
    const count = (hysteresis: number, hold: number): number => {
      const values = { threshold: -20, hysteresis, hold, attack: 0.1, release: 20 }
      return openings(gains(x, runPlugin(gate, { input: [x], values }).output[0]!))
    }
    expect(count(3, 20)).toBe(1)
    expect(count(3, 0)).toBe(1)
    // The same without hysteresis opens at every swing: the test would see it.
    expect(count(0, 0)).toBeGreaterThan(20)
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

  it('expands below the threshold along its drawn curve', () => {
    for (const ratio of [1, 1.5, 4])
      for (let level = -70; level <= -10; level += 6) {
        const values = { mode: 'expand', threshold: -30, ratio, range: 40, attack: 1, release: 5 }
        const x = sine(1000, 14400, 48000, 10 ** (level / 20))
        const y = runPlugin(gate, { input: [x], values }).output[0]!
        expect(Math.abs(toneLevelDb(y, 1000, 9600) - expected(level, values))).toBeLessThan(0.1)
      }
  })

  it('gates and ducks along its drawn curve', () => {
    for (const mode of ['gate', 'duck'])
      for (let level = -60; level <= -10; level += 7) {
        const values = { mode, threshold: -30, range: 24, attack: 1, release: 5 }
        const x = sine(1000, 14400, 48000, 10 ** (level / 20))
        const y = runPlugin(gate, { input: [x], values }).output[0]!
        expect(Math.abs(toneLevelDb(y, 1000, 9600) - expected(level, values))).toBeLessThan(0.1)
      }
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
