import { describe, expect, it } from 'vitest'
import { saturator } from '../../../src/plugins/saturator/index.ts'
import type { Values } from '../../support/plugin-run.ts'
import { aliasDbc, flatnessDb, levelChangeDb, softGainDb, toneSpectrum, transferErrorDb } from './measures.ts'

const CURVES = ['softClip', 'tape', 'tube'] as const
const relative = (curve: string, levelDb: number): number[] => {
  const { harmonics } = toneSpectrum({ curve, drive: 0, autoLevel: false }, 1000, levelDb)
  return harmonics.map((level) => level - harmonics[1]!)
}

describe('the sound of the saturator', () => {
  it('has the overtones that its README says', () => {
    const tape = relative('tape', -12)
    expect(tape[3]).toBeCloseTo(-45.5, 0)
    expect(tape[5]).toBeLessThan(-85)
    expect(Math.max(tape[2]!, tape[4]!)).toBeLessThan(-200)
    const tube = relative('tube', -12)
    expect(tube[2]).toBeCloseTo(-31.6, 0)
    expect(tube[3]).toBeCloseTo(-51.8, 0)
    const clip = relative('softClip', -12)
    expect(clip[3]).toBeCloseTo(-67.7, 0)
    expect(clip[2]).toBeLessThan(-200)
  })

  it('adds even overtones with a bias', () => {
    const { harmonics } = toneSpectrum({ curve: 'tape', bias: 40, drive: 6 }, 1000, -12)
    expect(harmonics[2]! - harmonics[1]!).toBeGreaterThan(-35)
    expect(harmonics[0]).toBeLessThan(-60)
  })

  it.each(CURVES)('%s is as loud as the drawn curve says', (curve) => {
    for (const [drive, bias, mix] of [
      [0, 0, 100],
      [12, 0, 100],
      [18, 40, 50],
      [30, -100, 100],
    ] as const)
      for (const autoLevel of [false, true])
        expect(transferErrorDb({ curve, drive, bias, mix, autoLevel })).toBeLessThan(0.01)
  })

  it('leaves the level and the colour of soft sounds alone', () => {
    for (const curve of ['softClip', 'tape'])
      expect(flatnessDb({ curve, drive: 6, autoLevel: false }, 44100)).toBeLessThan(0.003)
    expect(flatnessDb({ drive: 6, tone: 70, autoLevel: false, oversampling: '8x' })).toBeLessThan(0.003)
    expect(flatnessDb({ drive: 0, mix: 50, autoLevel: false })).toBeLessThan(0.003)
  })

  it('loses a tenth of a dB at 20 Hz to the DC block of a lopsided curve, and nothing from 100 Hz on', () => {
    for (const values of [
      { curve: 'tube', autoLevel: false },
      { bias: 40, autoLevel: false },
    ]) {
      expect(softGainDb(values, 20)).toBeCloseTo(-0.1, 1)
      expect(Math.abs(softGainDb(values, 100))).toBeLessThan(0.005)
    }
  })

  it('draws the gain that soft sounds get, auto level and mix included', () => {
    for (const { name, values } of [{ name: 'defaults', values: {} }, ...saturator.presets!]) {
      expect(flatnessDb(values as Values), name).toBeLessThan(0.1)
    }
    expect(softGainDb({}, 1000)).toBeCloseTo(0.51, 2)
  })

  it.each(CURVES)('%s at 8x has no alias above -100 dB up to 12 dB of drive into full scale', (curve) => {
    for (const sampleRate of [44100, 48000])
      for (const drive of [0, 6, 12])
        for (const hz of [1000, 5000, 10000, 15000])
          expect(
            aliasDbc({ curve, drive, oversampling: '8x' }, hz, sampleRate),
            `${drive} dB, ${hz} Hz, ${sampleRate}`,
          ).toBeLessThan(-100)
  })

  it.each(CURVES)('%s at 4x has no alias above -80 dB up to 6 dB of drive', (curve) => {
    for (const hz of [1000, 5000, 10000, 15000])
      expect(aliasDbc({ curve, drive: 6 }, hz, 44100)).toBeLessThan(-80)
  })

  it.each(CURVES)('%s keeps programme of nominal level as loud as it was', (curve) => {
    for (const drive of [-12, 0, 12, 24]) expect(levelChangeDb(curve, drive)).toBeLessThan(0.3)
  })
})
