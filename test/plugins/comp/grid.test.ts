import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromNorm, type PlainValue } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { difference, isFiniteSignal, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

/** Noise in beats, so that every branch is taken: below the threshold, attack, release. */
const beats = (length: number, seed: number): Float64Array =>
  noise(length, 1, seed).map((v, i) => v * Math.exp(-(i % 4800) / 700))

const automate = (frame: number): Values | undefined => {
  if (frame === 1280) return { threshold: -40, makeup: 6, knee: 12, keyFilter: 'highPass' }
  if (frame === 3840) return { link: 30, detector: 'rms', autoMakeup: true, mix: 60 }
  if (frame === 6400) return { autoRelease: true, keyListen: true, release: 20, hold: 5 }
  if (frame === 8960) return { link: 100, detector: 'peak', keyListen: false, ratio: 100, autoRelease: false }
  return undefined
}

describe('comp on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(12800, 1), beats(12800, 2)]
    for (const values of [
      {},
      { lookAhead: 1.7 },
      { link: 0, keyFilter: 'band' },
      { quality: 'high' },
    ] as Values[]) {
      const whole = runPlugin(comp, { input, values, automate })
      for (const blocks of [[1], [7, 300], [4096]]) {
        const { output } = runPlugin(comp, { input, values, automate, blocks })
        for (let c = 0; c < 2; c++) expect(difference(output[c]!, whole.output[c]!)).toBe(0)
      }
    }
  })

  it('turns every dial without a click over a steady tone', () => {
    const input = [sine(100, 28800), sine(100, 28800, 48000, 0.5)]
    const values = { threshold: -20, ratio: 4, attack: 0.05, release: 100 }
    for (const turn of [
      { threshold: -32 },
      { ratio: 100 },
      { knee: 24 },
      { makeup: 12 },
      { mix: 0 },
      { autoMakeup: true },
      { range: 3 },
      { link: 0 },
      { mode: 'upward', range: 6 },
      { hold: 100 },
    ] as Values[]) {
      const run = runPlugin(comp, {
        input,
        values,
        automate: (frame) => (frame === 12800 ? turn : undefined),
      })
      for (const y of run.output)
        expect(residueAboveDb(y.subarray(4800), 1500), JSON.stringify(turn)).toBeLessThan(-90)
    }
  })

  it('stays finite whatever is dialled and played', () => {
    const anyValues = fc.record(
      Object.fromEntries(
        Object.entries(comp.params).map(([id, parameter]) => [
          id,
          fc.double({ min: 0, max: 1, noNaN: true }).map((norm): PlainValue => fromNorm(parameter, norm)),
        ]),
      ),
    )
    fc.assert(
      fc.property(
        anyValues,
        anyValues,
        fc.double({ min: -8, max: 4, noNaN: true }),
        fc.nat(),
        (a, b, size, seed) => {
          const input = [noise(1024, 10 ** size, seed), noise(1024, 10 ** size, seed + 1)]
          const { lookAhead: _, ...later } = b
          const change = (frame: number) => (frame === 384 ? later : undefined)
          const run = runPlugin(comp, { input, values: a, automate: change, blocks: [128, 50] })
          return (
            run.output.every(isFiniteSignal) && run.meters['reduction']!.every((v) => v <= 0 && v >= -60.001)
          )
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })

  it('recovers when the input was not a number', () => {
    const clean = [noise(96000), noise(96000, 1, 5)]
    const dirty = clean.map((x) => x.slice())
    for (let i = 9600; i < 10600; i++) dirty[0]![i] = i % 3 === 0 ? Number.NaN : Number.POSITIVE_INFINITY
    for (const values of [
      {},
      { detector: 'rms', keyFilter: 'highPass', autoRelease: true },
      { link: 0, lookAhead: 10, keyFilter: 'band' },
    ] as Values[]) {
      const y = runPlugin(comp, { input: dirty, values }).output
      const after = runPlugin(comp, { input: clean, values }).output
      for (let c = 0; c < 2; c++) {
        expect(isFiniteSignal(y[c]!.subarray(10600 + 48000))).toBe(true)
        expect(Math.abs(rmsDb(y[c]!, 90000) - rmsDb(after[c]!, 90000))).toBeLessThan(0.5)
      }
    }
  })

  it('starts after a reset as it started the first time', () => {
    const x = beats(6400, 3)
    const once = runPlugin(comp, { input: [x], values: { lookAhead: 1, keyFilter: 'band' } }).output[0]!
    const twice = runPlugin(resetting(3200), {
      input: [Float64Array.of(...beats(3200, 9), ...x)],
      values: { lookAhead: 1, keyFilter: 'band' },
    }).output[0]!
    expect(difference(twice.subarray(3200), once)).toBe(0)
  })
})

/** The compressor, reset after `frames`. */
function resetting(frames: number): typeof comp {
  return {
    ...comp,
    prepare: (env, params, meters) => {
      const processor = comp.prepare(env, params, meters)
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
