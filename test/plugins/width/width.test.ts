import { describe, expect, it } from 'vitest'
import { width } from '../../../src/plugins/width/index.ts'
import { difference, peak, rmsDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import {
  changedInMono,
  correlationOf,
  DIALS,
  drawnSideDb,
  limitError,
  midOf,
  related,
  sideGainDb,
  sideOf,
  spread,
  story,
  turnedDb,
} from './measures.ts'

const left = noise(9600, 1, 1)
const right = noise(9600, 0.7, 2)

describe('width', () => {
  it('leaves every bit alone at 100 %, and a mono strip at any setting', () => {
    for (const values of [{}, { safe: true, limit: -0.5 }]) {
      const output = spread(left, right, values)
      expect(difference(output[0]!, left)).toBe(0)
      expect(difference(output[1]!, right)).toBe(0)
    }
    expect(changedInMono()).toBe(0)
  })

  it('never moves the mid', () => {
    for (const values of [{ width: 200 }, { width: 37, monoBelow: 300 }, { width: 180, safe: true }]) {
      const before = midOf([left, right])
      const after = midOf(spread(left, right, values))
      expect(rmsDb(after.map((v, i) => v - before[i]!))).toBeLessThan(-310)
    }
  })

  it('gives both sides the same bits at 0', () => {
    const output = spread(left, right, { width: 0 })
    expect(difference(output[0]!, output[1]!)).toBe(0)
  })

  it.each([44100, 48000, 96000])('has the side gain that is drawn, at %i Hz', (sampleRate) => {
    for (const values of [{ width: 150 }, { monoBelow: 120 }, { width: 60, monoBelow: 400 }])
      for (const hz of [40, 120, 400, 2000, 15000]) {
        const gain = sideGainDb(values, hz, sampleRate)
        expect(Math.abs(gain - drawnSideDb(values, hz, sampleRate))).toBeLessThan(0.001)
      }
    expect(drawnSideDb({ monoBelow: 120 }, 120)).toBeCloseTo(-6.02, 2)
    expect(drawnSideDb({ monoBelow: 120 }, 30)).toBeCloseTo(-24.6, 1)
  })

  it('keeps the correlation at its limit', () => {
    expect(limitError()).toBeLessThan(0.01)
  })

  it('comes back to its full width when the danger is over', () => {
    const input = story()
    const [l, r] = spread(input[0]!, input[1]!, { safe: true, limit: 0.2 })
    expect(correlationOf([l!, r!], 96000, 108000)).toBeGreaterThan(0.1)
    const last = rmsDb(sideOf([l!, r!]), 136000) - rmsDb(sideOf(input), 136000)
    expect(last).toBeGreaterThan(-2)
  })

  it('shows the correlation of what leaves, and the narrowing', () => {
    const input = related(96000, -0.4)
    const plain = runPlugin(width, { input })
    expect(plain.meters['correlation']!.at(-1)).toBeCloseTo(-0.4, 1)
    expect(plain.meters['narrowing']!.at(-1)).toBe(0)
    const safe = runPlugin(width, { input, values: { safe: true, limit: 0.2 } })
    expect(safe.meters['correlation']!.at(-1)).toBeCloseTo(0.2, 1)
    expect(safe.meters['narrowing']!.at(-1)).toBeLessThan(-3)
  })

  it('moves without a click', () => {
    for (const goal of DIALS) expect(turnedDb(goal), JSON.stringify(goal)).toBeLessThan(-98)
  })

  it('gives the same samples for blocks of any size while everything moves', () => {
    const input = [left, right]
    const goal = { width: 170, monoBelow: 300, safe: true, limit: 0.5 }
    const automate = (frame: number) => (frame === 1280 ? goal : frame === 5120 ? { width: 0 } : undefined)
    const whole = runPlugin(width, { input, automate }).output
    for (const blocks of [[1], [7, 300, 64], [441]]) {
      const split = runPlugin(width, { input, automate, blocks }).output
      expect(difference(split[0]!, whole[0]!)).toBe(0)
      expect(difference(split[1]!, whole[1]!)).toBe(0)
    }
  })

  it('is exactly silent after silence, and comes back from what is not a number', () => {
    const l = new Float64Array(96000)
    l.set(left)
    const quiet = spread(l, new Float64Array(96000), { width: 150, monoBelow: 40, safe: true })
    expect(peak(quiet[1]!, 90000)).toBe(0)
    l[100] = Number.NaN
    l[101] = Number.POSITIVE_INFINITY
    const after = spread(l, new Float64Array(96000), { width: 150, monoBelow: 40, safe: true })
    expect(Number.isFinite(after[0]![9000]!)).toBe(true)
  })
})
