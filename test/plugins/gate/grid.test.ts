import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromNorm, isRefusal, type PlainValue, toPlain } from '../../../src/host/sdk/index.ts'
import { gate } from '../../../src/plugins/gate/index.ts'
import { difference, isFiniteSignal, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { dialNoiseDb } from './measures.ts'

/** Noise in beats: it opens, holds and closes. */
const beats = (length: number, seed: number): Float64Array =>
  noise(length, 1, seed).map((v, i) => v * Math.exp(-(i % 3200) / 300))

const automate = (frame: number): Values | undefined => {
  if (frame === 1280) return { threshold: -20, range: 20, keyFilter: 'highPass', hold: 5 }
  if (frame === 3840) return { mode: 'expand', ratio: 5, keyListen: true }
  if (frame === 6400) return { mode: 'duck', keyListen: false, release: 20, range: 100 }
  if (frame === 8960) return { mode: 'gate', threshold: -10, attack: 20, keyFilter: 'off' }
  return undefined
}

describe('gate on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(12800, 1), beats(12800, 2)]
    for (const values of [{}, { lookAhead: 1.7, hold: 0, release: 5 }, { mode: 'expand' }] as Values[]) {
      const whole = runPlugin(gate, { input, values, automate })
      for (const blocks of [[1], [7, 300], [4096]]) {
        const { output } = runPlugin(gate, { input, values, automate, blocks })
        for (let c = 0; c < 2; c++) expect(difference(output[c]!, whole.output[c]!)).toBe(0)
      }
    }
  })

  it('turns its dials without a click over a steady tone', () => {
    for (const [values, turn] of [
      [{ threshold: -20, range: 6 }, { range: 30 }],
      [{ threshold: -20, range: 30 }, { range: 6 }],
      [{ mode: 'duck', threshold: -60, range: 6 }, { range: 30 }],
      [{ mode: 'expand', threshold: -24, ratio: 2 }, { ratio: 5 }],
      [{ mode: 'expand', threshold: -24, ratio: 2 }, { threshold: -10 }],
    ] as [Values, Values][]) {
      expect(dialNoiseDb(values, turn), JSON.stringify(turn)).toBeLessThan(-100)
    }
  })

  it('stays finite whatever is dialled and played', () => {
    const anyValues = fc.record(
      Object.fromEntries(
        Object.entries(gate.params).map(([id, parameter]) => [
          id,
          fc.double({ min: 0, max: 1, noNaN: true }).map((norm): PlainValue => fromNorm(parameter, norm)),
        ]),
      ),
    )
    const size = fc.double({ min: -8, max: 4, noNaN: true })
    fc.assert(
      fc.property(anyValues, anyValues, size, fc.nat(), (a, b, decades, seed) => {
        const input = [noise(1024, 10 ** decades, seed), noise(1024, 10 ** decades, seed + 1)]
        const { lookAhead: _, ...later } = b
        const change = (frame: number) => (frame === 384 ? later : undefined)
        const run = runPlugin(gate, { input, values: a, automate: change, blocks: [128, 50] })
        return run.output.every(isFiniteSignal) && run.meters['reduction']!.every((v) => v <= 0 && v >= -100)
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  it('recovers when the input was not a number', () => {
    const clean = [noise(96000), noise(96000, 1, 5)]
    const dirty = clean.map((x) => x.slice())
    for (let i = 9600; i < 10600; i++) dirty[0]![i] = i % 3 === 0 ? Number.NaN : Number.POSITIVE_INFINITY
    for (const values of [
      {},
      { keyFilter: 'band' },
      { mode: 'expand', lookAhead: 10 },
      { mode: 'duck' },
    ] as Values[]) {
      const y = runPlugin(gate, { input: dirty, values }).output
      const after = runPlugin(gate, { input: clean, values }).output
      for (let c = 0; c < 2; c++) {
        expect(isFiniteSignal(y[c]!.subarray(10600 + 48000))).toBe(true)
        expect(Math.abs(rmsDb(y[c]!, 90000) - rmsDb(after[c]!, 90000))).toBeLessThan(0.01)
      }
    }
  })

  it('starts after a reset as it started the first time', () => {
    const x = beats(6400, 3)
    const values = { mode: 'expand', threshold: -10, lookAhead: 1, keyFilter: 'band' }
    const once = runPlugin(gate, { input: [x], values }).output[0]!
    const twice = runPlugin(resetting(3200), {
      input: [Float64Array.of(...beats(3200, 9), ...x)],
      values,
    }).output[0]!
    expect(difference(twice.subarray(3200), once)).toBe(0)
  })
})

/** The gate, reset after `frames`. */
function resetting(frames: number): typeof gate {
  return {
    ...gate,
    prepare: (env, params, meters) => {
      const processor = gate.prepare(env, params, meters)
      let seen = 0
      return {
        ...processor,
        process: (io) => {
          if (seen === frames) processor.reset()
          seen += io.frames
          processor.process(io)
        },
      }
    },
  }
}

describe('gate presets', () => {
  it('are ten or more, each with a sentence and values in range', () => {
    expect(gate.presets!.length).toBeGreaterThanOrEqual(10)
    for (const preset of gate.presets!) {
      expect(preset.when).toMatch(/^[A-Z].{20,}\.$/)
      for (const [id, value] of Object.entries(preset.values)) {
        const parameter = gate.params[id as keyof typeof gate.params]
        expect(isRefusal(toPlain(parameter, value as PlainValue)), `${preset.name} ${id}`).toBe(false)
      }
    }
  })
})
