import { describe, expect, it } from 'vitest'
import { eq } from '../../../src/plugins/eq/index.ts'
import { difference, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

const FRAMES = 9600
const left = noise(FRAMES, 0.5, 1)
const right = noise(FRAMES, 0.5, 2)
const mid = left.map((l, i) => 0.5 * (l + right[i]!))
const side = left.map((l, i) => 0.5 * (l - right[i]!))

/** Every unit that has channels, at work. */
const UNITS = [
  ['a band', 'band3Channels', { band3Gain: 9, band3Q: 2 }],
  ['a low cut', 'lowCutChannels', { lowCutOn: true, lowCut: 300 }],
  ['a high cut', 'highCutChannels', { highCutOn: true, highCut: 3000 }],
] as const

const run = (values: Values, input: readonly Float64Array[] = [left, right]): Float64Array[] =>
  runPlugin(eq, { input, values }).output

describe('eq on some channels', () => {
  it.each(UNITS)('leaves every bit of the other channel alone: %s', (_, id, values) => {
    for (const [word, worked, other] of [
      ['left', 0, 1],
      ['right', 1, 0],
    ] as const) {
      const output = run({ ...values, [id]: word })
      const input = [left, right]
      expect(difference(output[other]!, input[other]!)).toBe(0)
      expect(difference(output[worked]!, run(values, [input[worked]!])[0]!)).toBe(0)
    }
  })

  it.each(UNITS)('works on mid or side as on a channel of its own: %s', (_, id, values) => {
    for (const [word, worked, other, sign] of [
      ['mid', mid, side, 1],
      ['side', side, mid, -1],
    ] as const) {
      const [l, r] = run({ ...values, [id]: word })
      const alone = run(values, [worked])[0]!
      const made = l!.map((x, i) => 0.5 * (x + sign * r![i]!))
      const kept = l!.map((x, i) => 0.5 * (x - sign * r![i]!))
      expect(rmsDb(made.map((x, i) => x - alone[i]!))).toBeLessThan(-300)
      expect(rmsDb(kept.map((x, i) => x - other[i]!))).toBeLessThan(-300)
    }
  })

  it('leaves every bit alone when bands on mid and side are flat', () => {
    const output = run({ band1Channels: 'mid', band2Channels: 'side', band3Channels: 'left' })
    expect(difference(output[0]!, left)).toBe(0)
    expect(difference(output[1]!, right)).toBe(0)
  })

  it.each(UNITS)('leaves every bit of a mono sound alone on the side: %s', (_, id, values) => {
    const output = run({ ...values, [id]: 'side' }, [left, left])
    expect(difference(output[0]!, left)).toBe(0)
    expect(difference(output[1]!, left)).toBe(0)
  })

  it('has no channels to choose on a mono strip', () => {
    const values = { band3Gain: 9, lowCutOn: true }
    const chosen = { ...values, band3Channels: 'side', lowCutChannels: 'right' }
    expect(difference(run(chosen, [left])[0]!, run(values, [left])[0]!)).toBe(0)
  })

  it('changes channels without a click', () => {
    const input = [sine(100, 24000), sine(100, 24000, 48000, 0.5, 1)]
    const values = { band2Freq: 100, band2Gain: 12, lowCutOn: true, lowCut: 60 }
    const words = ['left', 'mid', 'right', 'side', 'stereo']
    const automate = (frame: number): Values | undefined => {
      const word = words[frame / 4096 - 1]
      return word === undefined ? undefined : { band2Channels: word, lowCutChannels: word }
    }
    for (const x of runPlugin(eq, { input, values, automate }).output)
      expect(residueAboveDb(x, 1500)).toBeLessThan(-90)
  })

  it('gives the same samples for blocks of any size while channels change', () => {
    const values = { band2Gain: 12, lowCutOn: true, band2Channels: 'mid' }
    const automate = (frame: number): Values | undefined =>
      frame === 1280 ? { band2Channels: 'right', lowCutChannels: 'side' } : undefined
    const whole = runPlugin(eq, { input: [left, right], values, automate }).output
    const split = runPlugin(eq, { input: [left, right], values, automate, blocks: [1, 37, 300] }).output
    for (let c = 0; c < 2; c++) expect(difference(split[c]!, whole[c]!)).toBe(0)
  })
})
