import { describe, expect, it } from 'vitest'
import { multiband } from '../../../src/plugins/multiband/index.ts'
import { difference, rmsDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { bandError, flatness, PASSING, quietResponse, sumError } from './measures.ts'

describe('multiband crossovers', () => {
  for (const bands of [2, 3, 4])
    it(`sums ${bands} bands to the all-passes of their crossovers, within 1e-11 dB and 1e-12 rad`, () => {
      for (const sampleRate of [44100, 96000]) {
        const { db, phase } = flatness(bands, sampleRate)
        expect(db).toBeLessThan(1e-11)
        expect(phase).toBeLessThan(1e-12)
      }
    })

  it('gives every band the slopes it draws: 24 dB per octave, -6 dB at the crossover', () => {
    for (const bands of [2, 3, 4]) expect(bandError(bands, 48000)).toBeLessThan(1e-9)
    const values = { bands: '2', crossover1: 1000, band1Solo: true }
    const [there, octave] = quietResponse(values, [1000, 2000])
    expect(there!.db).toBeCloseTo(-6.02, 2)
    expect(octave!.db).toBeCloseTo(-24.6, 0)
  })

  it('draws the sum of the bands with their gains, mutes and mix', () => {
    expect(sumError({ bands: '4', band1Gain: 6, band2Gain: -3, band4Gain: -12 })).toBeLessThan(1e-11)
    expect(sumError({ band2Mute: true, mix: 50, band3Gain: 9, band1On: false })).toBeLessThan(1e-11)
  })

  it('keeps the same phase at any mix, so that parallel compression does not comb', () => {
    const hertz = [50, 150, 500, 2000, 9000]
    const dry = quietResponse({ mix: 0, band1Gain: 6 }, hertz)
    const half = quietResponse({ mix: 50, band1Gain: 6, band2Gain: 6, band3Gain: 6 }, hertz)
    for (let i = 0; i < hertz.length; i++) {
      expect(half[i]!.phase).toBeCloseTo(dry[i]!.phase, 9)
      expect(half[i]!.db).toBeCloseTo(20 * Math.log10((1 + 10 ** 0.3) / 2), 9)
    }
  })

  it('does not let a crossover fall below the one before it', () => {
    const x = [noise(9600)]
    const crossed = runPlugin(multiband, {
      input: x,
      values: { ...PASSING, crossover1: 900, crossover2: 300 },
    })
    const equal = runPlugin(multiband, { input: x, values: { ...PASSING, crossover1: 900, crossover2: 900 } })
    expect(difference(crossed.output[0]!, equal.output[0]!)).toBe(0)
  })

  it('stays flat while the crossovers move', () => {
    const x = [noise(48000)]
    const turn = { crossover1: 900, crossover2: 9000 }
    const automate = (frame: number) => (frame === 12800 ? turn : undefined)
    const y = runPlugin(multiband, { input: x, values: PASSING, automate }).output[0]!
    expect(Math.abs(rmsDb(y, 12800, 16000) - rmsDb(x[0]!, 12800, 16000))).toBeLessThan(0.2)
  })
})
