import { describe, expect, it } from 'vitest'
import { dbToGain } from '../../../src/host/sdk/index.ts'
import { FASTEST } from './measures.ts'
import { foldingDb, harmonicsDb, pairProductsDb, tonesThrough, worstProductDb } from './spectra.ts'

const PEAK = dbToGain(-2)

describe('comp distortion', () => {
  it('keeps the gain of a bass tone still: no harmonics at 10/100 ms', () => {
    for (const hz of [42, 50, 80, 200]) {
      expect(harmonicsDb(hz, { detector: 'peak' })).toBeLessThan(-190)
      expect(harmonicsDb(hz, { detector: 'rms' })).toBeLessThan(-170)
    }
  })

  it('lets the gain follow the waves of lower tones a little', () => {
    expect(harmonicsDb(30, {})).toBeLessThan(-67)
    expect(harmonicsDb(30, { detector: 'rms' })).toBeLessThan(-123)
    expect(harmonicsDb(20, {})).toBeLessThan(-50)
    expect(harmonicsDb(20, { detector: 'rms' })).toBeLessThan(-73)
  })

  it('makes nothing out of a high tone at the fastest times, beside any fraction of the rate', () => {
    for (const sampleRate of [44100, 48000, 96000])
      for (const hz of [11000, sampleRate / 4 - 30, sampleRate / 6 - 20])
        for (const quality of ['standard', 'high']) {
          const spectrum = tonesThrough([hz], PEAK, { ...FASTEST, quality }, sampleRate, 0.3)
          expect(worstProductDb(spectrum)).toBeLessThan(-220)
        }
    for (const hz of [11000, 12000 - 30])
      expect(worstProductDb(tonesThrough([hz], PEAK, { ...FASTEST, detector: 'rms' }))).toBeLessThan(-129)
  })

  it('makes little out of two high tones at the fastest times, however they meet the samples', () => {
    for (const [sampleRate, mostly, always] of [
      [44100, -60, -53],
      [48000, -65, -58],
      [96000, -91, -64],
    ] as const) {
      const { median, worst } = pairProductsDb(FASTEST, sampleRate)
      expect(median).toBeLessThan(mostly)
      expect(worst).toBeLessThan(always)
    }
  })

  it('reads the beat of two tones far apart as steadily', () => {
    expect(pairProductsDb(FASTEST, 48000, [5500, 7500]).worst).toBeLessThan(-66)
    expect(pairProductsDb(FASTEST, 48000, [4250, 8750]).worst).toBeLessThan(-56)
  })

  it('folds less in high quality', () => {
    for (const hz of [9000, 17000]) {
      const standard = foldingDb(hz, FASTEST, 44100)
      const high = foldingDb(hz, { ...FASTEST, quality: 'high' }, 44100)
      expect(high).toBeLessThan(-65)
      expect(standard).toBeGreaterThan(high + 15)
    }
  })
})
