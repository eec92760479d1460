import { describe, expect, it } from 'vitest'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { difference, peak, rmsDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { limit } from './limit.ts'
import { burstReduction, distortionDb, latencyError, linkError, MOVES, movedDb } from './measures.ts'

describe('limiter sound', () => {
  it.each([
    { ceiling: 0 },
    { ceiling: -13.7 },
    { ceiling: 0, truePeak: false },
    { ceiling: -7.3, truePeak: false },
    { ceiling: -1, detection: 'precise' },
  ])('is the delayed input below the ceiling, bit for bit (%o)', (values) => {
    const x = noise(9600, 0.5 * 10 ** (values.ceiling / 20))
    const [left, right] = limit([x, noise(9600, 1e-9)], values)
    expect(difference(left!, x)).toBe(0)
    expect(difference(right!, noise(9600, 1e-9))).toBe(0)
  })

  it('is the delayed input again after it had to limit', () => {
    const x = sine(997, 96000, 48000, 0.5)
    x.fill(2, 4800, 4900)
    expect(difference(limit([x])[0]!.subarray(48000), x.subarray(48000))).toBe(0)
  })

  it.each([8000, 44100, 48000, 96000, 192000])('delays by what it reports at %i Hz', (sampleRate) => {
    for (const values of [{}, { truePeak: false }, { detection: 'precise' }])
      for (const lookAhead of [0.5, 1.5, 6])
        expect(latencyError({ ...values, lookAhead }, sampleRate)).toBe(0)
  })

  it.each([3, 6])('leaves tones clean at %i dB of reduction', (reduction) => {
    for (const truePeak of [true, false]) {
      expect(distortionDb(50, reduction, { truePeak })).toBeLessThan(reduction === 3 ? -111 : -103)
      expect(distortionDb(1000, reduction, { truePeak })).toBeLessThan(-240)
    }
  })

  it('is louder in the loud style, at the price of a bass that distorts', () => {
    const x = sine(50, 96000, 48000, 2)
    const level = (style: string) => rmsDb(limit([x], { ceiling: 0, style })[0]!, 48000)
    expect(level('loud') - level('clean')).toBeGreaterThan(0.7)
    expect(distortionDb(50, 6, { style: 'loud' })).toBeGreaterThan(-30)
    expect(distortionDb(1000, 6, { style: 'loud' })).toBeLessThan(-240)
  })

  it('leaves no hole after a burst of 1 ms and 12 dB', () => {
    for (const style of ['clean', 'loud']) {
      const late = burstReduction({ style }).filter(([ms]) => ms > 100)
      expect(Math.min(...late.map(([, db]) => db))).toBeGreaterThan(-0.03)
    }
  })

  it('comes back by its release: 63 % of the way after the time on the dial', () => {
    const x = new Float64Array(48000).fill(0.25)
    x.fill(2, 4800, 4824)
    const y = limit([x], { ceiling: 0, release: 100, truePeak: false })[0]!
    const gainAfter = y[4824 + 4800 + 36]! / 0.25
    expect((gainAfter - 0.5) / 0.5).toBeCloseTo(1 - Math.exp(-1), 1)
  })

  it('gives both sides the same gain at link 100, and each its own at 0', () => {
    const loud = noise(9600, 3, 1)
    const soft = noise(9600, 0.1, 2)
    expect(linkError()).toBeLessThan(1e-14)
    expect(difference(limit([loud, soft], { link: 0 })[1]!, soft)).toBe(0)
  })

  it('shows the deepest reduction of every call', () => {
    const x = sine(1000, 48000, 48000, 2)
    x.fill(0, 0, 4800)
    const { meters } = runPlugin(limiter, { input: [x], values: { ceiling: -6 } })
    expect(meters['reduction']![10]).toBe(0)
    expect(Math.abs(meters['reduction']!.at(-1)! + 12.05)).toBeLessThan(0.05)
  })

  it('moves gain and ceiling without a click', () => {
    for (const [from, to] of MOVES) expect(movedDb(from, to), JSON.stringify(to)).toBeLessThan(-79)
  })

  it('keeps its level when silence follows', () => {
    const x = new Float64Array(24000)
    x.set(noise(12000, 3))
    expect(peak(limit([x])[0]!, 12000)).toBe(0)
  })
})
