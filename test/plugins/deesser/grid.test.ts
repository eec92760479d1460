import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromNorm, type PlainValue } from '../../../src/host/sdk/index.ts'
import { deesser } from '../../../src/plugins/deesser/index.ts'
import { difference, isFiniteSignal, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'

/** Noise in beats, so that every branch is taken: below the threshold, attack, release. */
const beats = (length: number, seed: number): Float64Array =>
  noise(length, 1, seed).map((v, i) => v * Math.exp(-(i % 2400) / 400))

const automate = (frame: number): Values | undefined => {
  if (frame === 640) return { threshold: -40, freq: 9000, relative: false, listen: 'removed' }
  if (frame === 2560) return { link: 30, range: 20, width: 2, listen: 'detected' }
  if (frame === 4480) return { link: 100, relative: true, listen: 'off', release: 10 }
  return undefined
}

describe('de-esser on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(6400, 1), beats(6400, 2)]
    for (const values of [{}, { shape: 'band', lookAhead: 1.7 }, { mode: 'wideband', link: 0 }] as Values[]) {
      const whole = runPlugin(deesser, { input, values, automate })
      for (const blocks of [[1], [7, 300]]) {
        const { output } = runPlugin(deesser, { input, values, automate, blocks })
        for (let c = 0; c < 2; c++) expect(difference(output[c]!, whole.output[c]!)).toBe(0)
      }
    }
  })

  it('does to one channel what it does to two', () => {
    const x = beats(9600, 3)
    const values = { threshold: -30 }
    const both = runPlugin(deesser, { input: [x, x], values }).output[1]!
    expect(difference(runPlugin(deesser, { input: [x], values }).output[0]!, both)).toBe(0)
  })

  it('stays finite whatever is dialled and played', () => {
    const anyValues = fc.record(
      Object.fromEntries(
        Object.entries(deesser.params).map(([id, parameter]) => [
          id,
          fc.double({ min: 0, max: 1, noNaN: true }).map((norm): PlainValue => fromNorm(parameter, norm)),
        ]),
      ),
    )
    fc.assert(
      fc.property(anyValues, anyValues, fc.double({ min: -8, max: 4, noNaN: true }), (a, b, size) => {
        const input = [noise(1024, 10 ** size, 1), noise(1024, 10 ** size, 2)]
        const { lookAhead: _, mode: __, shape: ___, ...later } = b
        const change = (frame: number) => (frame === 384 ? later : undefined)
        const run = runPlugin(deesser, { input, values: a, automate: change, blocks: [128, 50] })
        return (
          run.output.every(isFiniteSignal) && run.meters['reduction']!.every((v) => v <= 0 && v >= -24.001)
        )
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  it('recovers when the input was not a number', () => {
    const clean = [noise(60000), noise(60000, 1, 5)]
    const dirty = clean.map((x) => x.slice())
    for (let i = 9600; i < 10600; i++) dirty[0]![i] = i % 3 === 0 ? Number.NaN : Number.POSITIVE_INFINITY
    for (const values of [
      {},
      { shape: 'band', link: 0, lookAhead: 10, relative: false, threshold: -30 },
    ] as Values[]) {
      const y = runPlugin(deesser, { input: dirty, values }).output
      const after = runPlugin(deesser, { input: clean, values }).output
      for (let c = 0; c < 2; c++) {
        expect(isFiniteSignal(y[c]!.subarray(30000))).toBe(true)
        expect(Math.abs(rmsDb(y[c]!, 50000) - rmsDb(after[c]!, 50000))).toBeLessThan(0.5)
      }
    }
  })

  it('starts after a reset as it started the first time', () => {
    const x = beats(6400, 3)
    const values = { lookAhead: 1, threshold: -30 }
    const once = runPlugin(deesser, { input: [x], values }).output[0]!
    const input = [Float64Array.of(...beats(3200, 9), ...x)]
    const twice = runPlugin(resetting(3200), { input, values }).output[0]!
    expect(difference(twice.subarray(3200), once)).toBe(0)
  })
})

/** The de-esser, reset after `frames`. */
function resetting(frames: number): typeof deesser {
  return {
    ...deesser,
    prepare: (env, params, meters) => {
      const processor = deesser.prepare(env, params, meters)
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
