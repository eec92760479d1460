import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { BAND_TYPES, type BandType, bandDb, CUT_ORDERS, cutDb } from '../../../src/plugins/eq/prototype.ts'
import { magnitudeDb } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse } from '../../support/signals.ts'

const curve = (values: Values, hz: number, sampleRate: number): number =>
  eq.response!.magnitudeDb!({ ...defaults(eq.params), ...values }, hz, sampleRate)

/** 120 frequencies from 20 Hz to 20 kHz, half of them in the top octaves, where digital filters go wrong. */
const FREQUENCIES = Array.from({ length: 120 }, (_, i) =>
  i < 60 ? 20 * 1000 ** (i / 59) : 5000 + (15000 * (i - 60)) / 59,
)

/** Largest distance to the analogue curve where that one is above -24 dB. */
function worst(values: Values, analogue: (hz: number) => number, sampleRate: number): number {
  let top = 0
  const all = { ...defaults(eq.params), ...values }
  for (const hz of FREQUENCIES) {
    const wanted = analogue(hz)
    const error = Math.abs(eq.response!.magnitudeDb!(all, hz, sampleRate) - wanted)
    if (wanted >= -24) top = Math.max(top, error)
  }
  return top
}

const percentile = (errors: number[], share: number): number =>
  [...errors].sort((a, b) => a - b)[Math.floor(share * (errors.length - 1))]!

/** Errors over the settings on which equalisers are usually compared. */
function bandErrors(type: BandType, gains: number[], qs: number[], sampleRate: number): number[] {
  const errors: number[] = []
  for (const hz of [1000, 3000, 6000, 8000, 10000, 12000, 14000, 16000, 18000])
    for (const gainDb of gains)
      for (const q of qs) {
        const values = { band2Type: type, band2Freq: hz, band2Gain: gainDb, band2Q: q }
        errors.push(worst(values, (f) => bandDb(type, hz, gainDb, q, f), sampleRate))
      }
  return errors
}

const GAINS = [3, 6, 12, 18, -6, -12]

describe('eq response', () => {
  it.each([
    ['a busy strip', { lowCutOn: true, band2Gain: 6, band4Gain: -9, band4Q: 3, band6Gain: 4, trim: -2 }],
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
        const drawn = curve(values, hz, sampleRate)
        if (drawn > -60) expect(drawn).toBeCloseTo(magnitudeDb(output[0]!, hz, sampleRate), 4)
      }
    }
  })

  it.each([44100, 48000, 96000])('keeps bells as wide as analogue ones at %i Hz', (sampleRate) => {
    const errors = bandErrors('bell', GAINS, [0.5, Math.SQRT1_2, 1, 2, 4, 8], sampleRate)
    expect(percentile(errors, 0.5)).toBeLessThan(0.045)
    expect(percentile(errors, 0.95)).toBeLessThan(0.16)
    expect(percentile(errors, 1)).toBeLessThan(0.2)
  })

  it.each(['lowShelf', 'highShelf'] as const)('keeps a %s as high as an analogue one', (type) => {
    for (const sampleRate of [44100, 48000]) {
      const errors = bandErrors(type, GAINS, [0.5, Math.SQRT1_2, 1], sampleRate)
      expect(percentile(errors, 0.95)).toBeLessThan(0.1)
      expect(percentile(errors, 1)).toBeLessThan(0.15)
    }
  })

  it.each(['notch', 'bandPass'] as const)('keeps a %s within 0.4 dB', (type) => {
    expect(percentile(bandErrors(type, [0], [0.5, 1, 2, 4, 8], 44100), 1)).toBeLessThan(0.4)
  })

  it('stays within 0.4 dB for any band up to 18 kHz', () => {
    let state = 7
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    for (let n = 0; n < 200; n++) {
      const type = BAND_TYPES[n % 3]!
      const [hz, gainDb, q] = [20 * 900 ** random(), 48 * random() - 24, 0.15 * 200 ** random()]
      const values = { band2Type: type, band2Freq: hz, band2Gain: gainDb, band2Q: q }
      expect(worst(values, (f) => bandDb(type, hz, gainDb, q, f), 44100)).toBeLessThan(0.4)
    }
  })

  it.each(CUT_ORDERS.map((order, i) => [6 * order, order, i] as const))(
    'cuts like a Butterworth filter at %i dB per octave',
    (slope, order) => {
      for (const corner of [20, 80, 600, 2000]) {
        const values = { lowCutOn: true, lowCut: corner, lowCutSlope: String(slope) }
        expect(worst(values, (f) => cutDb('low', order, corner, f), 44100)).toBeLessThan(0.01)
        expect(curve(values, corner, 44100)).toBeCloseTo(-3.01, 2)
        // two octaves out the slope is within 1 % of its name plus what the analogue filter itself lacks there
        const octave = curve(values, corner / 4, 44100) - curve(values, corner / 8, 44100)
        const analogue = cutDb('low', order, corner, corner / 4) - cutDb('low', order, corner, corner / 8)
        expect(octave / analogue).toBeCloseTo(1, 2)
      }
      for (const corner of [1000, 1290, 4000, 10000, 13700, 20000]) {
        const values = { highCutOn: true, highCut: corner, highCutSlope: String(slope) }
        const most = order === 1 ? 0.3 : order === 2 ? 0.12 : 0.09
        expect(worst(values, (f) => cutDb('high', order, corner, f), 44100)).toBeLessThan(most)
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
