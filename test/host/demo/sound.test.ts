import { expect, test } from 'vitest'
import { bass } from '../../../src/host/demo/instruments/bass.ts'
import { gestures } from '../../../src/host/demo/instruments/singing.ts'
import { pluckString } from '../../../src/host/demo/instruments/string.ts'
import { sing } from '../../../src/host/demo/instruments/voice.ts'
import { cosine, decayPerFrame, exp2, gainOf, hzOf, sine } from '../../../src/host/demo/sound/arithmetic.ts'
import { bandPass, bell, filter, highPass, lowPass } from '../../../src/host/demo/sound/filter.ts'
import { Noise } from '../../../src/host/demo/sound/noise.ts'
import { magnitudeDb, toneLevelDb } from '../../support/measure.ts'

const RATE = 48000

test('the arithmetic agrees with the library to 1e-10', () => {
  for (let x = -3; x <= 3; x += 0.0137) {
    expect(sine(x)).toBeCloseTo(Math.sin(2 * Math.PI * x), 10)
    expect(cosine(x)).toBeCloseTo(Math.cos(2 * Math.PI * x), 10)
    expect(exp2(10 * x) / 2 ** (10 * x)).toBeCloseTo(1, 10)
  }
  expect(gainOf(-6)).toBeCloseTo(10 ** (-6 / 20), 10)
  expect(hzOf(57)).toBe(220)
  expect(decayPerFrame(1, 1000) ** 1000).toBeCloseTo(0.001, 8)
})

test('the noise is even, centred and differs from seed to seed', () => {
  const x = new Noise(1).white(100000)
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length
  const power = x.reduce((sum, v) => sum + v * v, 0) / x.length
  expect(mean).toBeCloseTo(0, 2)
  expect(power).toBeCloseTo(1 / 3, 2)
  expect(x.every((v) => Math.abs(v) <= 1)).toBe(true)
  expect(new Noise(2).next()).not.toBe(new Noise(1).next())
})

test('the filters hit their gains', () => {
  const impulse = () => Float64Array.of(1, ...new Float64Array(4095))
  expect(magnitudeDb(filter(impulse(), bell(235, 1.1, 9, RATE)), 235)).toBeCloseTo(9, 2)
  expect(magnitudeDb(filter(impulse(), lowPass(1000, Math.SQRT1_2, RATE)), 1000)).toBeCloseTo(-3.01, 2)
  expect(magnitudeDb(filter(impulse(), highPass(1000, Math.SQRT1_2, RATE)), 1000)).toBeCloseTo(-3.01, 2)
  expect(magnitudeDb(filter(impulse(), bandPass(1000, 2, RATE)), 1000)).toBeCloseTo(0, 3)
})

/** Hz of the strongest tone near `hz`, to a cent, in the second half of `x`. */
function pitchNear(x: Float64Array, hz: number): number {
  let best = Number.NEGATIVE_INFINITY
  let found = 0
  for (let cents = -30; cents <= 30; cents++) {
    const at = hz * 2 ** (cents / 1200)
    const level = toneLevelDb(x, at, 12000, 36000)
    if (level > best) {
      best = level
      found = at
    }
  }
  return found
}

test.each([98, 146.83, 246.94, 392])('a string plucked at %s Hz is in tune within 3 cents', (hz) => {
  const x = new Float64Array(RATE)
  const pluck = { from: 0, to: RATE, hz, strength: 1, decaySeconds: 4, damping: 0.16 }
  pluckString(x, pluck, new Noise(3), RATE)
  expect(Math.abs(1200 * Math.log2(pitchNear(x, hz) / hz))).toBeLessThanOrEqual(3)
})

test('a muted string is gone after a third of a second, an open one rings', () => {
  const level = (decaySeconds: number, damping: number) => {
    const x = new Float64Array(RATE)
    pluckString(x, { from: 0, to: RATE, hz: 147, strength: 1, decaySeconds, damping }, new Noise(3), RATE)
    return toneLevelDb(x, 147, 14400, 24000) - toneLevelDb(x, 147, 0, 4800)
  }
  expect(level(0.45, 0.42)).toBeLessThan(-30)
  expect(level(4.5, 0.16)).toBeGreaterThan(-12)
})

test('the bass booms on F', () => {
  const level = (pitch: number) => {
    const x = bass([{ at: 0, length: 0.8, pitch, strength: 1, syllable: '' }], RATE, RATE)
    return toneLevelDb(x, hzOf(pitch), 4800, 33600)
  }
  expect(level(41) - level(38)).toBeGreaterThan(2.5)
})

test('vowels differ as in speech: "i" shines above 2 kHz, "o" stays below 1 kHz', () => {
  const singer = { seed: 1, throat: 1, vibratoDepth: 0, vibratoHz: 5, dullHz: 8000 }
  const tilt = (vowel: string) => {
    const tone = { at: 0.1, length: 0.8, pitch: 48, strength: 1, syllable: vowel }
    const x = sing(gestures([tone], 1), singer, RATE, RATE)
    const band = (fromHz: number, toHz: number) => {
      const y = filter(x.slice(), highPass(fromHz, 0.7, RATE), lowPass(toHz, 0.7, RATE))
      return 10 * Math.log10(y.reduce((sum, v) => sum + v * v, 0))
    }
    return band(1900, 2900) - band(300, 1000)
  }
  expect(tilt('i') - tilt('o')).toBeGreaterThan(10)
})
