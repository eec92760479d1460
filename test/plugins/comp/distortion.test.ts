import { describe, expect, it } from 'vitest'
import { FASTEST } from './measures.ts'
import { foldingDb, harmonicsDb, tonesThrough, worstProductDb } from './spectra.ts'

const PEAK = 10 ** (-2 / 20)

describe('comp distortion', () => {
  it('keeps the gain of a bass tone still: no harmonics at 10/100 ms', () => {
    for (const hz of [42, 50, 80, 200]) {
      expect(harmonicsDb(hz, { detector: 'peak' })).toBeLessThan(-100)
      expect(harmonicsDb(hz, { detector: 'rms' })).toBeLessThan(-100)
    }
    expect(harmonicsDb(30, {})).toBeLessThan(-60)
  })

  it('makes nothing out of a high tone at the fastest times, beside any fraction of the rate', () => {
    for (const sampleRate of [44100, 48000, 96000])
      for (const hz of [11000, sampleRate / 4 - 30, sampleRate / 6 - 20])
        for (const quality of ['standard', 'high']) {
          const spectrum = tonesThrough([hz], PEAK, { ...FASTEST, quality }, sampleRate, 0.3)
          expect(worstProductDb(spectrum)).toBeLessThan(-140)
        }
    for (const hz of [11000, 12000 - 30])
      expect(worstProductDb(tonesThrough([hz], PEAK, { ...FASTEST, detector: 'rms' }))).toBeLessThan(-100)
  })

  it('makes next to nothing out of two high tones at the fastest times', () => {
    for (const sampleRate of [44100, 48000, 96000]) {
      const spectrum = tonesThrough([6000, 7000], 0.4, { ...FASTEST, quality: 'high' }, sampleRate)
      expect(worstProductDb(spectrum)).toBeLessThan(-60)
    }
  })

  it('folds less in high quality', () => {
    for (const hz of [9000, 17000]) {
      const standard = foldingDb(hz, FASTEST, 44100)
      const high = foldingDb(hz, { ...FASTEST, quality: 'high' }, 44100)
      expect(high).toBeLessThan(-62)
      expect(high).toBeLessThan(standard - 15)
    }
  })
})
