import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { CUT_ORDERS, CUT_SHAPES } from '../../../src/plugins/eq/prototype.ts'
import { magnitudeDb } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse } from '../../support/signals.ts'
import {
  BELL_QS,
  bandErrorDb,
  curveDb,
  cutErrorDb,
  cutValues,
  gridErrorsDb,
  PASS_QS,
  percentile,
  SHELF_QS,
  slopeShare,
} from './measures.ts'
import { RANGES, rangeErrorDb } from './soak.ts'

describe('eq response', () => {
  it.each([
    ['a busy strip', { lowCutOn: true, band2Gain: 6, band4Gain: -9, band4Q: 3, band6Gain: 4, trim: -2 }],
    [
      'Linkwitz-Riley cuts',
      {
        lowCutOn: true,
        lowCutShape: 'linkwitzRiley',
        highCutOn: true,
        highCutSlope: '36',
        highCutShape: 'linkwitzRiley',
      },
    ],
    ['steep cuts', { lowCutOn: true, lowCutSlope: '48', highCutOn: true, highCutSlope: '36', highCut: 9000 }],
    [
      'first-order cuts',
      { lowCutOn: true, lowCut: 500, lowCutSlope: '6', highCutOn: true, highCutSlope: '6' },
    ],
    ['notch and band-pass', { band3Type: 'notch', band3Q: 2, band5Type: 'bandPass', band5Q: 0.5 }],
    ['the top of the range', { band5Freq: 20000, band5Gain: 18, band6Freq: 20000, band6Gain: -24 }],
  ] as const)('draws the curve that the kernel has: %s', (_, values) => {
    for (const sampleRate of [32000, 44100, 96000]) {
      const { output } = runPlugin(eq, { input: [impulse(16384)], values, sampleRate })
      for (const hz of [31, 100, 333, 1000, 3100, 7000, 12000, 15500]) {
        const drawn = curveDb(values, hz, sampleRate)
        if (drawn > -60) expect(drawn).toBeCloseTo(magnitudeDb(output[0]!, hz, sampleRate), 4)
      }
    }
  })

  it.each([
    [44100, 0.045, 0.15, 0.2],
    [48000, 0.03, 0.09, 0.12],
    [96000, 0.003, 0.01, 0.01],
  ])('keeps bells as wide as analogue ones at %i Hz', (sampleRate, half, most, all) => {
    const errors = gridErrorsDb('bell', BELL_QS, sampleRate)
    expect(errors.length).toBe(324)
    expect(percentile(errors, 0.5)).toBeLessThan(half)
    expect(percentile(errors, 0.95)).toBeLessThan(most)
    expect(percentile(errors, 1)).toBeLessThan(all)
  })

  it.each(['lowShelf', 'highShelf'] as const)('keeps a %s as high as an analogue one', (type) => {
    for (const sampleRate of [44100, 48000]) {
      const errors = gridErrorsDb(type, SHELF_QS, sampleRate)
      expect(errors.length).toBe(162)
      expect(percentile(errors, 0.95)).toBeLessThan(0.1)
      expect(percentile(errors, 1)).toBeLessThan(0.15)
    }
  })

  it('lets a shelf overshoot like an analogue one', () => {
    for (const hz of [200, 3000, 8000, 14000])
      for (const gainDb of [-18, 6, 12])
        expect(bandErrorDb('highShelf', hz, gainDb, 2, 44100)).toBeLessThan(0.3)
  })

  it.each(['notch', 'bandPass'] as const)('keeps a %s within 0.4 dB', (type) => {
    expect(percentile(gridErrorsDb(type, PASS_QS, 44100), 1)).toBeLessThan(0.4)
    expect(percentile(gridErrorsDb(type, PASS_QS, 48000), 1)).toBeLessThan(0.2)
  })

  it.each([
    ['bells up to 18 kHz', 0.25],
    ['shelves of Q 0.1 to 1, up to 18 kHz', 0.22],
    ['shelves of Q 1 to 2, up to 12 kHz', 0.4],
    ['notches', 0.42],
    ['band-passes', 1.3],
  ])('keeps any of its %s within %f dB', (name, limitDb) => {
    const range = RANGES.find((one) => one.name === name)!
    expect(rangeErrorDb(range, 150, 44100)).toBeLessThan(limitDb)
  })

  it.each(CUT_SHAPES.flatMap((shape) => CUT_ORDERS.map((order) => [shape, order] as const)))(
    'cuts like an analogue %s filter of order %i',
    (shape, order) => {
      const atCorner = shape === 'linkwitzRiley' && order % 2 === 0 ? -6.0206 : -3.0103
      for (const corner of [20, 80, 600, 2000]) {
        const cut = { kind: 'low', order, shape, corner } as const
        expect(cutErrorDb(cut, 44100)).toBeLessThan(0.02)
        expect(Math.abs(curveDb(cutValues(cut), corner, 44100) - atCorner)).toBeLessThan(0.01)
        expect(Math.abs(slopeShare(cut, 44100) - 1)).toBeLessThan(0.01)
      }
      for (const corner of [1000, 1290, 4000, 10000, 13700, 20000])
        for (const sampleRate of [44100, 48000]) {
          const cut = { kind: 'high', order, shape, corner } as const
          expect(cutErrorDb(cut, sampleRate)).toBeLessThan(0.05)
          expect(Math.abs(curveDb(cutValues(cut), corner, sampleRate) - atCorner)).toBeLessThan(0.05)
        }
    },
  )

  it('rings for as long as it says', () => {
    for (const values of [
      { lowCutOn: true, lowCut: 20, lowCutSlope: '48' },
      { band1Type: 'bell', band1Freq: 40, band1Gain: 24, band1Q: 8 },
      { band2Type: 'notch', band2Freq: 100, band2Q: 0.1 },
    ] as Values[]) {
      const seconds = eq.tailSeconds!({ ...defaults(eq.params), ...values }, QUIET_AROUND)
      const input = [impulse(Math.ceil(seconds * 8000) + 1000)]
      const { output } = runPlugin(eq, { input, values, sampleRate: 8000 })
      const rest = output[0]!.subarray(Math.ceil(seconds * 8000))
      expect(rest.reduce((top, x) => Math.max(top, Math.abs(x)), 0)).toBeLessThan(1e-6)
    }
    expect(eq.tailSeconds!(defaults(eq.params), QUIET_AROUND)).toBe(0)
  })
})
