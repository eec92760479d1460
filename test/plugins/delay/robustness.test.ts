import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromNorm, type PlainValue } from '../../../src/host/sdk/index.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { difference, isFiniteSignal, peak } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, silence } from '../../support/signals.ts'
import { viewsOf } from './play.ts'

describe('delay robustness', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [noise(36000, 1, 1), noise(36000, 1, 2)]
    input[0]!.fill(0, 6000, 9000)
    input[1]!.fill(0, 6000, 9000)
    const moves = new Map<number, Values>([
      [1280, { time: 3, feedback: 90, timeMove: 'tape' }],
      [3840, { lowCut: 20, highCut: 20000, pingPong: true }],
      [5120, { drive: 12, mix: 100 }],
      [7680, { time: 90, ducking: 12 }],
      [12800, { timeMove: 'jump', width: 30 }],
      [14080, { timeMode: 'tempo', division: '1/32' }],
      [17920, { pingPong: false, drive: 0, ducking: 0, timeMove: 'fade', time: 20 }],
      [19200, { timeMode: 'free' }],
      [19584, { time: 1, drive: 6 }],
      [20480, { time: 40 }],
      [21120, { drive: 0 }],
      [22016, { timeMode: 'tempo', division: '1/16T' }],
    ])
    for (const sampleRate of [8000, 48000]) {
      const at = (blocks: number[]) =>
        runPlugin(delay, {
          input,
          blocks,
          sampleRate,
          bpm: 127,
          values: { time: 1 },
          automate: (frame) => moves.get(frame),
        }).output
      const whole = at([128])
      for (const blocks of [[1], [7, 300], [4096]]) {
        const parts = at(blocks)
        expect(difference(parts[0]!, whole[0]!)).toBe(0)
        expect(difference(parts[1]!, whole[1]!)).toBe(0)
      }
    }
  })

  it('treats NaN, infinities and absurd levels as silence, also in the loop', () => {
    const clean = noise(9600)
    clean.fill(0, 500, 505)
    const broken = clean.slice()
    broken.set([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e200], 500)
    const values = { time: 10, feedback: 100, drive: 6, ducking: 6 }
    const y = runPlugin(delay, { input: [broken], values }).output[0]!
    expect(difference(y, runPlugin(delay, { input: [clean], values }).output[0]!)).toBe(0)
  })

  it('is silent after reset and then the same as new, also where the tap slides over old sound', () => {
    const views = viewsOf({ time: 50, feedback: 80, pingPong: true, drive: 6, timeMove: 'tape', mix: 100 })
    const time = views.time as { target: number }
    const env = { sampleRate: 48000, channels: 2, allocate: (doubles: number) => new Float64Array(doubles) }
    const processor = delay.prepare(env, views, { ducking: { value: 0 } })
    const run = (level: number) => {
      const all = new Float64Array(12800)
      const output = [new Float64Array(128), new Float64Array(128)]
      time.target = 50
      for (let frame = 0; frame < 12800; frame += 128) {
        if (frame === 1280) time.target = 120
        const input = [noise(128, level, frame + 1), noise(128, level, frame + 2)]
        processor.process({
          input,
          output,
          key: undefined,
          frames: 128,
          offset: 0,
          changed: frame === 0,
          bpm: 120,
        })
        processor.flush!()
        all.set(output[0]!, frame)
      }
      return all
    }
    const first = run(1)
    processor.reset()
    expect(peak(run(0))).toBe(0)
    processor.reset()
    expect(difference(run(1), first)).toBe(0)
  })

  it('stays finite for any settings, moves and input', () => {
    const settings = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 13, maxLength: 13 })
      .map((norms) => {
        const values: Record<string, PlainValue> = {}
        Object.entries(delay.params).forEach(([id, parameter], i) => {
          values[id] = fromNorm(parameter, norms[i]!)
        })
        return values
      })
    fc.assert(
      fc.property(
        settings,
        settings,
        fc.array(fc.tuple(fc.nat(3999), fc.double()), { maxLength: 8 }),
        fc.constantFrom(8000, 44099.5, 96000),
        fc.constantFrom(0, 0.001, 33, 120, 1e9),
        (values, moves, faults, sampleRate, bpm) => {
          const left = noise(4000, 4)
          for (const [at, v] of faults) left[at] = v
          const automate = (frame: number) => (frame === 1920 ? moves : undefined)
          const input = [left, noise(4000, 1e-14)]
          for (const y of runPlugin(delay, { input, values, automate, sampleRate, bpm }).output)
            expect(isFiniteSignal(y)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('works in mono, where ping-pong has no other side', () => {
    const input = [silence(9600)]
    input[0]![0] = 1
    const values = { mix: 100, time: 50, feedback: 50, lowCut: 20, highCut: 20000 }
    const straight = runPlugin(delay, { input, values }).output[0]!
    expect(
      difference(runPlugin(delay, { input, values: { ...values, pingPong: true } }).output[0]!, straight),
    ).toBe(0)
  })

  it('has presets that say when to use them', () => {
    expect(delay.presets!.length).toBeGreaterThanOrEqual(8)
    for (const preset of delay.presets!) {
      expect(preset.when).toMatch(/\.$/)
      expect(
        isFiniteSignal(runPlugin(delay, { input: [noise(1000)], values: preset.values }).output[0]!),
      ).toBe(true)
    }
  })
})
