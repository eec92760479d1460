import { describe, expect, it } from 'vitest'
import { SpectrumAnalyser, THIRD_OCTAVES } from '../../../src/host/analysis/spectrum-analyser.ts'
import { pink } from '../../../src/host/validation/signals.ts'
import { sine } from '../../support/signals.ts'

const RATE = 48000
const SIZE = 8192
const GRAIN = RATE / SIZE

describe('the spectrum analyser', () => {
  it.each([0, 0.25, 0.5, 0.77])(
    'reads the level of a tone %f bins beside a bin, within 0.05 dB',
    (beside) => {
      const analyser = new SpectrumAnalyser({ sampleRate: RATE, size: SIZE, window: 'flatTop' })
      const hz = (170 + beside) * GRAIN
      const tone = sine(hz, SIZE, RATE, 0.5)
      analyser.take(tone, tone)
      expect(analyser.levelDb(hz)).toBeCloseTo(20 * Math.log10(0.5), 1)
      expect(Math.abs(analyser.levelDb(hz) - 20 * Math.log10(0.5))).toBeLessThan(0.05)
    },
  )

  it('reads a tone in its band, on one side 3 dB lower', () => {
    const analyser = new SpectrumAnalyser({ sampleRate: RATE, size: SIZE })
    const tone = sine(1000, SIZE)
    analyser.take(tone, tone)
    expect(analyser.bandDb(1000)).toBeCloseTo(0, 1)
    expect(analyser.bandDb(2000)).toBeLessThan(-80)
    analyser.reset()
    analyser.take(tone, new Float64Array(SIZE))
    expect(analyser.bandDb(1000)).toBeCloseTo(-3.01, 1)
  })

  it('reads a tone in a narrow band only when that holds it', () => {
    const analyser = new SpectrumAnalyser({ sampleRate: RATE, size: SIZE })
    const tone = sine(1000, SIZE)
    analyser.take(tone, tone)
    expect(analyser.bandDb(1000, 0.5)).toBeCloseTo(0, 1)
    // Inside the third-octave around 1100 Hz, outside the sixth.
    expect(analyser.bandDb(1100)).toBeCloseTo(0, 1)
    expect(analyser.bandDb(1100, 0.5)).toBeLessThan(-60)
  })

  it('shows pink noise as a level line, in bands and with a tilt of 3 dB per octave', () => {
    const analyser = new SpectrumAnalyser({ sampleRate: RATE, size: SIZE })
    const noise = pink(RATE * 120, 0.1, 3)
    for (let at = 0; at + SIZE <= noise.length; at += SIZE / 2) {
      const part = noise.subarray(at, at + SIZE)
      analyser.take(part, part)
    }
    const inside = THIRD_OCTAVES.filter((hz) => hz > 100 && hz < 17000)
    const bands = inside.map((hz) => analyser.bandDb(hz))
    expect(Math.max(...bands) - Math.min(...bands)).toBeLessThan(1)
    const tilted = inside.map((hz) => {
      const lines = Array.from({ length: 41 }, (_, i) => analyser.levelDb(hz * 2 ** ((i - 20) / 120), 3))
      return 10 * Math.log10(lines.reduce((sum, db) => sum + 10 ** (db / 10), 0) / lines.length)
    })
    expect(Math.max(...tilted) - Math.min(...tilted)).toBeLessThan(1)
  })

  it('follows the last spectra more than those before when it is told to', () => {
    const analyser = new SpectrumAnalyser({ sampleRate: RATE, size: SIZE })
    const tone = sine(1000, SIZE)
    const silence = new Float64Array(SIZE)
    analyser.take(tone, tone, 0.5)
    const before = analyser.levelDb(1000)
    for (let i = 0; i < 10; i++) analyser.take(silence, silence, 0.5)
    expect(analyser.levelDb(1000) - before).toBeCloseTo(-30.1, 1)
  })
})
