import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { DETECTIONS, STYLES } from '../../../src/plugins/limiter/parameters.ts'
import { difference, isFiniteSignal, peak } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { adversary } from './adversary.ts'
import { latencyOf, limit } from './limit.ts'

/** Loud, quiet and silent passages of several families one after the other. */
function programme(): Float64Array {
  const x = new Float64Array(24000)
  for (let part = 0; part < 8; part++) {
    const level = [1, 0.02, 0, 0.3][part % 4]!
    x.set(
      adversary(part, 2900).map((v) => level * v),
      part * 3000,
    )
  }
  return x
}

describe('limiter robustness', () => {
  it.each([{ truePeak: true }, { truePeak: false }, { detection: 'precise' }])(
    'gives the same samples for blocks of any size (%o)',
    (values) => {
      const input = [programme(), programme().reverse()]
      const moves = new Map([
        [1280, { gain: 6, ceiling: -9 }],
        [2560, { link: 30 }],
        [6400, { release: 80, gain: 0, style: 'loud' }],
        [9600, { ceiling: -2, link: 100 }],
        [12800, { link: 0 }],
      ])
      const run = (blocks: number[]) =>
        runPlugin(limiter, { input, blocks, values, automate: (frame) => moves.get(frame) }).output
      const whole = run([128])
      for (const blocks of [[1], [7, 300], [4096], [64, 3, 129]]) {
        const parts = run(blocks)
        expect(difference(parts[0]!, whole[0]!)).toBe(0)
        expect(difference(parts[1]!, whole[1]!)).toBe(0)
      }
    },
  )

  it('goes on as two envelopes when the link is opened while it limits', () => {
    const input = [programme(), programme()]
    const opened = runPlugin(limiter, { input, automate: (frame) => ({ link: frame < 6400 ? 100 : 0 }) })
    const apart = runPlugin(limiter, { input, values: { link: 0 } })
    expect(difference(opened.output[1]!, apart.output[1]!)).toBe(0)
  })

  it('treats NaN, infinities and absurd levels as silence and recovers', () => {
    const clean = sine(440, 9600, 48000, 0.5)
    const broken = clean.slice()
    const faults = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e200]
    broken.set(faults, 2000)
    for (const truePeak of [true, false]) {
      const y = limit([broken, clean], { truePeak })
      expect(isFiniteSignal(y[0]!)).toBe(true)
      expect(peak(y[0]!, 2000, 2005)).toBe(0)
      expect(difference(y[0]!.subarray(2005), clean.subarray(2005))).toBe(0)
    }
  })

  it('is silent after reset and then the same as new', () => {
    const views = {
      gain: { from: 0, to: 0, target: 0 },
      ceiling: { from: -1, to: -1, target: -1 },
      release: { from: 5, to: 5, target: 5 },
      lookAhead: { from: 1.5, to: 1.5, target: 1.5 },
      truePeak: { on: true },
      style: { index: 0, choices: STYLES },
      detection: { index: 1, choices: DETECTIONS },
      link: { from: 40, to: 40, target: 40 },
    }
    const env = { sampleRate: 48000, channels: 2, allocate: (doubles: number) => new Float64Array(doubles) }
    const processor = limiter.prepare(env, views, { reduction: { value: 0 } })
    const run = (input: Float64Array) => {
      const output = [new Float64Array(128), new Float64Array(128)]
      const io = {
        input: [input, input],
        output,
        key: undefined,
        frames: 128,
        offset: 0,
        changed: true,
        bpm: 120,
      }
      processor.process(io)
      return output[1]!.slice()
    }
    const first = [run(noise(128, 5, 1)), run(noise(128, 5, 2)), run(noise(128, 5, 3))]
    processor.reset()
    expect(peak(run(new Float64Array(128)))).toBe(0)
    // The dial moves and is back: nothing of that may be left either.
    views.gain = { from: 12, to: 12, target: 12 }
    run(noise(128, 5, 4))
    views.gain = { from: 0, to: 0, target: 0 }
    processor.reset()
    const second = [run(noise(128, 5, 1)), run(noise(128, 5, 2)), run(noise(128, 5, 3))]
    for (let k = 0; k < 3; k++) expect(difference(first[k]!, second[k]!)).toBe(0)
  })

  it('stays finite and below the ceiling for any settings and input', () => {
    fc.assert(
      fc.property(
        fc.record({
          gain: fc.double({ min: -12, max: 36, noNaN: true }),
          ceiling: fc.double({ min: -24, max: 0, noNaN: true }),
          release: fc.double({ min: 1, max: 1000, noNaN: true }),
          lookAhead: fc.double({ min: 0.5, max: 6, noNaN: true }),
          truePeak: fc.boolean(),
          style: fc.constantFrom('clean', 'loud'),
          detection: fc.constantFrom('live', 'precise'),
          link: fc.double({ min: 0, max: 100, noNaN: true }),
        }),
        fc.integer({ min: 0, max: 1000 }),
        fc.array(fc.tuple(fc.nat(1999), fc.double()), { maxLength: 8 }),
        fc.constantFrom(8000, 44099.5, 48000, 96000),
        (values, seed, faults, sampleRate) => {
          const left = adversary(seed, 2000)
          for (const [at, v] of faults) left[at] = v
          const y = limit([left, adversary(seed + 1, 2000)], values, { sampleRate })
          for (const channel of y) expect(peak(channel)).toBeLessThanOrEqual(10 ** (values.ceiling / 20))
          for (const channel of y) expect(isFiniteSignal(channel)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('has a tail that covers its latency', () => {
    for (const sampleRate of [8000, 48000])
      for (const lookAhead of [0.5, 6])
        for (const detection of DETECTIONS)
          expect(
            limiter.tailSeconds!({ ...defaults(limiter.params), lookAhead, detection }, QUIET_AROUND),
          ).toBeGreaterThan(latencyOf({ lookAhead, detection }, sampleRate) / sampleRate)
  })
})
