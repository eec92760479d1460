import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { difference, magnitudeDb, peak, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { convolutionLatency, convolutionNullDb, convolve, recorded, space } from './convolution-measures.ts'
import { pinkGainDb, t30 } from './room-measures.ts'

const FS = 48000
const values = (v: Values = {}): Values => ({ ...recorded, ...v })
const run = (
  input: readonly Float64Array[],
  files: readonly Float64Array[],
  v: Values = {},
  blocks: readonly number[] = [128],
) => runPlugin(reverb, { input, values: values(v), files: { impulse: files }, blocks }).output

describe('the convolution', () => {
  it('is the sum of all products, to the last digits: true stereo over all lengths of partition', () => {
    const files = [1, 2, 3, 4].map((seed) => space(0.5, 0.4, seed))
    expect(convolutionNullDb(files, 18000)).toBeLessThan(-250)
  })

  it('has no latency, and the pre-delay is exact to the sample', () => {
    expect([0, 1, 12.5, 100].map(convolutionLatency)).toEqual([0, 48, 600, 4800])
  })

  it('goes the ways the channels of the file say', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((k) => impulse(2000, 100 * k))
    const places = (files: readonly Float64Array[]) => {
      const from = (ear: 0 | 1) => {
        const input = ear === 0 ? [impulse(1000), silence(1000)] : [silence(1000), impulse(1000)]
        return run(input, files).map((y) => y.findIndex((v) => Math.abs(v) > 0.1 * (peak(y) || 1)))
      }
      return [...from(0), ...from(1)]
    }
    expect(places([a!])).toEqual([100, -1, -1, 100])
    expect(places([a!, b!])).toEqual([100, -1, -1, 200])
    expect(places([a!, b!, c!])).toEqual([100, -1, -1, 200])
    expect(places([a!, b!, c!, d!])).toEqual([100, 200, 300, 400])
  })

  it('gives one channel what the left ear of two equal channels hears', () => {
    const x = noise(6000)
    const files = [1, 2, 3, 4].map((seed) => space(0.1, 0.1, seed))
    const mono = run([x], files)[0]!
    const left = run([x, x], files)[0]!
    const ratio = peak(mono) / peak(left)
    expect(
      difference(
        mono,
        left.map((v) => v * ratio),
      ),
    ).toBeLessThan(1e-12)
  })

  it.each([
    ['quiet', [space(0.4, 0.3, 1).map((v) => v * 1e-4)]],
    ['loud', [space(0.4, 0.3, 1).map((v) => v * 50), space(0.4, 0.3, 2).map((v) => v * 50)]],
    ['long', [space(1.5, 2, 1), space(1.5, 2, 2)]],
    [
      'dark',
      [
        convolve(
          space(0.4, 0.3, 1),
          Float64Array.from({ length: 60 }, (_, i) => 0.9 ** i),
        ),
      ],
    ],
    ['true stereo', [1, 2, 3, 4].map((seed) => space(0.4, 0.3, seed))],
  ])('brings pink noise back as loud as it went in: a %s impulse', (_name, files) => {
    const frames = 1.6 * FS
    const pairs = [
      run([impulse(frames), silence(frames)], files),
      run([silence(frames), impulse(frames)], files),
    ]
    expect(Math.abs(pinkGainDb(pairs, FS))).toBeLessThan(0.75)
  })

  it('is silent without a file, and with one that holds nothing or nothing but broken samples', () => {
    const input = [noise(2000), noise(2000)]
    for (const files of [[], [silence(500)], [new Float64Array(0)], [Float64Array.of(Number.NaN)]]) {
      expect(peak(run(input, files)[0]!)).toBe(0)
      expect(difference(run(input, files, { mix: 0 })[0]!, input[0]!)).toBe(0)
    }
  })

  it('shortens the decay of the file to the share the dial says', () => {
    const [h] = run([impulse(2 * FS), silence(2 * FS)], [space(2, 1.2, 5)], { impulseDecay: 50 })
    expect(
      t30(
        h!.map((v) => v * v),
        FS,
      ),
    ).toBeCloseTo(0.6, 1)
  })

  it('cuts its wet signal like the algorithm does', () => {
    const at = (v: Values, hz: number) => magnitudeDb(run([impulse(4000)], [impulse(10)], v)[0]!, hz)
    expect(at({ lowCut: 500 }, 125) - at({}, 125)).toBeCloseTo(-24.1, 0)
    expect(at({ highCut: 4000 }, 4000) - at({}, 4000)).toBeCloseTo(-3, 1)
  })

  it('moves the pre-delay without a click', () => {
    const tone = sine(200, 40000, FS, 0.5).map((v, i) => v * Math.min(1, i / 12000))
    const { output } = runPlugin(reverb, {
      input: [tone, tone],
      values: values(),
      files: { impulse: [space(0.05, 0.05, 1)] },
      automate: (frame) => (frame === 200 * 128 ? { preDelay: 37 } : undefined),
    })
    const around = output[0]!.subarray(20000)
    expect(residueAboveDb(around, 5000) - rmsDb(around)).toBeLessThan(-80)
  })

  it('gives the same samples for blocks of any size', () => {
    const input = [noise(5000, 0.5), noise(5000, 0.5, 2)]
    for (const x of input) x.fill(0, 1000, 2345)
    const files = [space(0.1, 0.1, 1), space(0.1, 0.1, 2)]
    const v = { ducking: 9, width: 60, mix: 40, preDelay: 3 }
    const whole = run(input, files, v)
    for (const blocks of [[1], [7, 300], [4096]]) {
      const split = run(input, files, v, blocks)
      expect(difference(split[0]!, whole[0]!)).toBe(0)
      expect(difference(split[1]!, whole[1]!)).toBe(0)
    }
  })

  it('ends in exact zeros within the time it declares', () => {
    const x = silence(2 * FS)
    x.set(noise(4000))
    const full = { ...defaults(reverb.params), ...values({ preDelay: 30 }) } as never
    const tail = reverb.tailSeconds!(full, { bpm: 120, fileSeconds: { impulse: 0.3 } })
    const [y] = run([x], [space(0.3, 0.3, 1)], { preDelay: 30 })
    expect(peak(y!, 4000 + Math.round(tail * FS))).toBeLessThan(1e-6)
    expect(peak(y!, 1.6 * FS)).toBe(0)
    expect(reverb.tailSeconds!(full, { bpm: 120, fileSeconds: {} })).toBe(0)
  })
})
