import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { fillMagnitude } from '../../../src/plugins/eq/linear/magnitude.ts'
import { BAND_TYPES, bandDb, CUT_VARIANTS, cutDb } from '../../../src/plugins/eq/prototype.ts'
import { HIGH_CUT, LOW_CUT, SETTINGS_DOUBLES, UNIT_DOUBLES } from '../../../src/plugins/eq/settings.ts'
import { difference, magnitudeDb, peak } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, pink } from '../../support/signals.ts'
import { bell, CASES, latencyOf, linearErrors, linearImpulse, linearResidueDb } from './linear-measures.ts'
import { integratedLufs } from './loudness-measures.ts'

const run = (values: Values, input: readonly Float64Array[], more: object = {}): Float64Array[] =>
  runPlugin(eq, { values: { ...values, phase: 'linear' }, input, ...more }).output

const stereo = (length: number): Float64Array[] => [noise(length, 1, 1), noise(length, 1, 2)]

/** Short impulses: enough for what does not depend on their length. */
const SHORT = { linearTaps: '4096' } as const

describe('eq in linear phase', () => {
  it.each(CASES)('follows the analogue %s within 0.05 dB above 40 Hz, without phase', (_, values) => {
    const { worstDb, worstDegrees } = linearErrors(values)
    expect(worstDb).toBeLessThan(0.01)
    expect(worstDegrees).toBeLessThan(1e-9)
  })

  it('is as exact at 96 kHz', () => {
    expect(linearErrors(bell(100, 12, 4), 96000).worstDb).toBeLessThan(0.05)
    expect(linearErrors(bell(18000, 12, 4), 96000).worstDb).toBeLessThan(0.001)
  })

  it('is symmetric to the bit around the delay it reports', () => {
    for (const [linearTaps, latency] of [
      ['4096', 2048],
      ['8192', 4096],
      ['16384', 8192],
      ['32768', 16384],
    ] as const) {
      const values = { ...bell(200, 9, 2), linearTaps }
      expect(latencyOf(values)).toBe(latency)
      const h = linearImpulse(values)
      const before = h.slice(1, latency).reverse()
      expect(difference(before, h.subarray(latency + 1))).toBeLessThan(1e-15)
      expect(h.indexOf(peak(h))).toBe(latency)
    }
    expect(latencyOf({}, 88200)).toBe(16384)
    expect(latencyOf({}, 192000)).toBe(32768)
    expect(latencyOf({}, 22050)).toBe(4096)
    expect(eq.latencyFrames!(defaults(eq.params), 48000)).toBe(0)
  })

  it('is a pure delay when flat, bit for bit', () => {
    const x = stereo(30000)
    const y = run({ band1On: false }, x)
    for (const c of [0, 1]) {
      expect(y[c]!.subarray(8192)).toEqual(x[c]!.subarray(0, 30000 - 8192))
      expect(peak(y[c]!, 0, 8192)).toBe(0)
    }
  })

  it.each([8000, 44100, 64000])('is silent after its tail at %i Hz', (sampleRate) => {
    const values: Values = { ...SHORT, ...bell(100, 12, 8) }
    const tail = eq.tailSeconds!({ ...defaults(eq.params), ...values, phase: 'linear' }, QUIET_AROUND)
    const sound = noise(1280)
    const x = new Float64Array(1280 + Math.ceil(tail * sampleRate) + 12800)
    x.set(sound)
    const [y] = run(values, [x], { sampleRate })
    expect(peak(y!, 1280 + Math.ceil(tail * sampleRate))).toBeLessThan(1e-6)
  })

  it('samples the prototypes of every band and cut', () => {
    const out = new Float64Array(50)
    const expectDb = (settings: Float64Array, unit: number, wanted: (hz: number) => number): void => {
      fillMagnitude(settings, unit, 30, 400, out, out.length)
      out.forEach((m, i) => {
        const hz = 30 + 400 * i
        expect(20 * Math.log10(m)).toBeCloseTo(wanted(hz), 9)
      })
    }
    for (const [kind, type] of BAND_TYPES.entries()) {
      const settings = new Float64Array(SETTINGS_DOUBLES)
      settings.set([kind + 1, 1700, -7, 1.3], 3 * UNIT_DOUBLES)
      expectDb(settings, 3, (hz) => bandDb(type, 1700, -7, 1.3, hz))
    }
    for (const [variant] of CUT_VARIANTS.entries())
      for (const unit of [LOW_CUT, HIGH_CUT]) {
        const settings = new Float64Array(SETTINGS_DOUBLES)
        settings.set([variant + 1, 1700], unit * UNIT_DOUBLES)
        expectDb(settings, unit, (hz) => cutDb(unit === LOW_CUT ? 'low' : 'high', variant, 1700, hz))
      }
  })

  it('puts bands on left, right, mid and side in a row, as a matrix', () => {
    const values: Values = {
      ...SHORT,
      ...{ band2Channels: 'mid', band2Freq: 900, band2Gain: 8 },
      ...{ band3Channels: 'left', band3Freq: 2000, band3Gain: -6 },
      ...{ band4Channels: 'side', band4Freq: 1500, band4Gain: 5 },
      ...{ band5Channels: 'right', band5Freq: 3000, band5Gain: 4 },
      band6Gain: -3,
    }
    const gain = (centre: number, gainDb: number, hz: number): number =>
      10 ** (bandDb('bell', centre, gainDb, 1, hz) / 20)
    const silence = new Float64Array(4096)
    for (const hz of [700, 1800, 5000]) {
      let matrix = [1, 0, 0, 1]
      const then = (a: number, b: number, c: number, d: number): void => {
        const [p, q, r, s] = matrix as [number, number, number, number]
        matrix = [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s]
      }
      const mid = gain(900, 8, hz)
      then((mid + 1) / 2, (mid - 1) / 2, (mid - 1) / 2, (mid + 1) / 2)
      then(gain(2000, -6, hz), 0, 0, 1)
      const side = gain(1500, 5, hz)
      then((1 + side) / 2, (1 - side) / 2, (1 - side) / 2, (1 + side) / 2)
      then(1, 0, 0, gain(3000, 4, hz))
      const shelf = bandDb('highShelf', 12000, -3, 0.71, hz)
      for (const from of [0, 1]) {
        const input = from === 0 ? [impulse(4096), silence] : [silence, impulse(4096)]
        const heard = run(values, input)
        for (const to of [0, 1]) {
          const wanted = 20 * Math.log10(Math.abs(matrix[2 * to + from]!)) + shelf
          expect(magnitudeDb(heard[to]!, hz)).toBeCloseTo(wanted, 2)
        }
      }
    }
  })

  it('treats a mono sound like a stereo band, and leaves the side of one alone', () => {
    const values = { ...SHORT, band2Gain: 6, band2Channels: 'mid' }
    const x = noise(12000)
    const mono = run(values, [x])[0]!
    const [left, right] = run(values, [x, x])
    expect(difference(left!, mono)).toBeLessThan(1e-13)
    expect(difference(right!, mono)).toBeLessThan(1e-13)
  })

  it('uses a dynamic band with the gain it is set to', () => {
    const x = stereo(12000)
    const plain = run({ ...SHORT, ...bell(1000, -6, 1) }, x)
    const dynamic = run({ ...SHORT, ...bell(1000, -6, 1), band2Dynamic: true, band2Threshold: -60 }, x)
    expect(dynamic).toEqual(plain)
  })
})

describe('automatic gain in linear phase', () => {
  const { input, values } = { input: [pink(12 * 48000, 0.05, 3)], values: { band4Gain: 9, band6Gain: 6 } }
  const loudness = (x: Float64Array): number => integratedLufs([x.subarray(8192)])

  it('keeps pink noise as loud as it was', () => {
    const loud = loudness(run(values, input)[0]!)
    const kept = loudness(run({ ...values, autoGain: true }, input)[0]!)
    expect(loud - loudness(input[0]!)).toBeGreaterThan(3)
    expect(Math.abs(kept - loudness(input[0]!.subarray(0, 12 * 48000 - 8192)))).toBeLessThan(0.2)
  })

  it('follows the curve when it is heard, and comes and goes without a trace above the tone', () => {
    const before = { ...bell(100, -6, 1), autoGain: true }
    expect(linearResidueDb(before, (frame) => ({ band2Gain: frame < 25600 ? -12 : -3 }))).toBeLessThan(-110)
    expect(linearResidueDb(before, (frame) => ({ autoGain: frame > 25600 }))).toBeLessThan(-110)
  })
})

describe('a dial in linear phase', () => {
  const ramp =
    (id: string, from: number, to: number, frames: number) =>
    (frame: number): Values | undefined =>
      frame <= frames ? { [id]: from + ((to - from) * frame) / frames } : undefined

  it('moves without a trace above the tone', () => {
    expect(linearResidueDb(bell(100, 0, 1), ramp('band2Gain', 0, -12, 12800))).toBeLessThan(-150)
    expect(linearResidueDb(bell(100, -12, 1), ramp('band2Gain', -12, 0, 12800))).toBeLessThan(-150)
    expect(linearResidueDb(bell(50, -12, 1), ramp('band2Freq', 50, 2000, 38400))).toBeLessThan(-150)
    const switched = linearResidueDb({ lowCut: 100 }, (frame) => ({ lowCutOn: (frame >> 14) % 2 === 0 }))
    expect(switched).toBeLessThan(-150)
    expect(linearResidueDb({}, ramp('trim', 0, -12, 12800))).toBeLessThan(-120)
  })

  it('ends where a new equaliser would begin', () => {
    const x = stereo(60000)
    const end: Values = { ...SHORT, ...bell(500, 6, 2), band3Gain: -4, band3Channels: 'side' }
    const moved = run(SHORT, x, {
      automate: (frame: number) =>
        frame >= 6400 && frame <= 19200 ? { ...end, band2Gain: (6 * (frame - 6400)) / 12800 } : undefined,
    })
    const fresh = run(end, x)
    for (const c of [0, 1]) expect(difference(moved[c]!.subarray(45000), fresh[c]!.subarray(45000))).toBe(0)
  })

  it('gives the same bits however the calls are split', () => {
    const x = stereo(30000)
    const automate = (frame: number): Values | undefined =>
      frame === 2560 ? { band2Gain: 9, band3Channels: 'left', band3Gain: -5, trim: -3 } : undefined
    const whole = run({ ...SHORT, band5Gain: 4 }, x, { automate })
    for (const blocks of [[1], [37, 128, 5]])
      expect(run({ ...SHORT, band5Gain: 4 }, x, { automate, blocks })).toEqual(whole)
  })
})
