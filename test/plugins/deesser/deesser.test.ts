import { describe, expect, it } from 'vitest'
import { deesser } from '../../../src/plugins/deesser/index.ts'
import { difference, peak, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { burst, curveError, shapeError, TURNS, turnResidueDb, wordCuts } from './measures.ts'
import { madeVoice } from './voice.ts'

describe('de-esser', () => {
  it('turns a burst at 7 kHz down as dialled within 0.2 dB and leaves 1 kHz within 0.04 dB', () => {
    for (const range of [3, 6, 12])
      for (const values of [
        { freq: 5000 },
        { freq: 4000, lookAhead: 3 },
        { freq: 7000, shape: 'band' },
      ] as Values[]) {
        const { sevenDb, oneDb } = burst({ range, ...values })
        expect(Math.abs(sevenDb + range)).toBeLessThan(0.2)
        expect(Math.abs(oneDb)).toBeLessThan('shape' in values ? 0.04 : 0.001)
      }
  })

  it('turns everything down in wideband mode', () => {
    const { sevenDb, oneDb } = burst({ mode: 'wideband', range: 6 })
    expect(sevenDb).toBeCloseTo(-6, 1)
    expect(oneDb).toBeCloseTo(-6, 1)
  })

  it('cuts the shape it draws, within 0.001 dB', () => {
    for (const values of [
      { range: 8 },
      { range: 24, freq: 7000 },
      { shape: 'band', freq: 7000 },
      { shape: 'band', freq: 5000, width: 2, range: 14 },
      { mode: 'wideband' },
    ] as Values[])
      for (const sampleRate of [44100, 96000]) expect(shapeError(values, sampleRate)).toBeLessThan(0.001)
  })

  it('follows the drawn curve within 0.06 dB', () => {
    for (const values of [{}, { ratio: 2, range: 20 }, { shape: 'band' }, { mode: 'wideband' }] as Values[])
      expect(curveError({ threshold: -35, ...values })).toBeLessThan(0.06)
  })

  it('leaves every bit alone below the threshold, in every mode', () => {
    const x = noise(9600, 0.02)
    const still = { relative: false, threshold: -20 }
    for (const values of [
      {},
      { shape: 'band' },
      { mode: 'wideband' },
      { link: 0 },
      { range: 0 },
    ] as Values[]) {
      const { output } = runPlugin(deesser, { input: [x, x], values: { ...still, ...values } })
      expect(difference(output[1]!, x)).toBe(0)
    }
    const vowels = sine(300, 24000)
    const y = runPlugin(deesser, { input: [vowels] })
    expect(difference(y.output[0]!, vowels)).toBe(0)
  })

  it('treats soft and loud words alike when the threshold is relative', () => {
    const whole = wordCuts([0, 0, 0, 0, 0], {})
    const soft = wordCuts([-20, -20, -20, -20, -20], {})
    expect(whole[2]).toBeLessThan(-6)
    for (let word = 1; word < 5; word++) expect(Math.abs(soft[word]! - whole[word]!)).toBeLessThan(0.005)
    // From one word to the next: the second soft word is known for what it is.
    const mixed = wordCuts([0, 0, -20, -20, -20], {})
    expect(Math.abs(mixed[3]! - whole[3]!)).toBeLessThan(0.02)
    const absolute = wordCuts([0, 0, -20, -20, -20], { relative: false, threshold: -26 })
    expect(absolute[4]! - absolute[1]!).toBeGreaterThan(2)
  })

  it('does not take the beginning of a voice for an s', () => {
    const x = silence(48000)
    x.set(sine(200, 24000, 48000, 0.5), 24000)
    expect(difference(runPlugin(deesser, { input: [x] }).output[0]!, x)).toBe(0)
  })

  it('reaches 63 % of the reduction after the attack time, of the way back after the release', () => {
    const x = sine(9000, 48000, 48000, 0.5)
    for (let i = 24000; i < 48000; i++) x[i] = x[i]! * 0.01
    x.fill(0, 0, 4800)
    const values = { relative: false, threshold: -40, ratio: 100, range: 12, attack: 5, release: 80 }
    const { meters } = runPlugin(deesser, { input: [x], values, blocks: [1] })
    const reduction = meters['reduction']!
    const attack = reduction.findIndex((v) => v <= -12 * 0.632) - 4800
    const release = reduction.findIndex((v, i) => i > 24000 && v >= -12 * 0.368) - 24000
    expect(Math.abs(attack / 48 - 5)).toBeLessThan(0.3)
    expect(Math.abs(release / 48 - 80)).toBeLessThan(4)
  })

  it('gives both channels the same cut at link 100 and each its own at 0', () => {
    const left = madeVoice([0])
    const right = left.map((v) => v / 4)
    const values = { relative: false, threshold: -30 }
    const linked = runPlugin(deesser, { input: [left, right], values }).output
    const quarter = linked[0]!.map((v) => v / 4)
    expect(difference(linked[1]!, quarter)).toBe(0)
    const dull = sine(400, left.length, 48000, 0.02)
    const own = runPlugin(deesser, { input: [left, dull], values: { ...values, link: 0 } }).output
    expect(difference(own[1]!, dull)).toBe(0)
    expect(difference(own[0]!, linked[0]!)).toBeLessThan(1e-3)
  })

  it('plays what is detected, and what is removed', () => {
    const x = madeVoice([0])
    const values = { relative: false, threshold: -30 }
    const y = runPlugin(deesser, { input: [x], values }).output[0]!
    const removed = runPlugin(deesser, { input: [x], values: { ...values, listen: 'removed' } }).output[0]!
    const missing = x.map((v, i) => v - y[i]!)
    expect(difference(removed, missing)).toBeLessThan(1e-12)
    expect(rmsDb(removed, 9600)).toBeGreaterThan(-40)
    const tone = sine(500, 24000).map((v, i) => v + Math.sin((2 * Math.PI * 9000 * i) / 48000))
    const heard = runPlugin(deesser, { input: [tone], values: { listen: 'detected' } }).output[0]!
    expect(toneLevelDb(heard, 9000, 12000)).toBeCloseTo(0, 1)
    expect(toneLevelDb(heard, 500, 12000)).toBeLessThan(-60)
  })

  it('delays by exactly the latency it reports', () => {
    const x = impulse(4800, 100, 0.01)
    for (const lookAhead of [0, 1.3, 10]) {
      const values = { lookAhead, relative: false, threshold: 0 }
      const latency = deesser.latencyFrames!(values as never, 48000)
      const y = runPlugin(deesser, { input: [x, x], values }).output[1]!
      expect(y.findIndex((v) => v !== 0)).toBe(100 + latency)
      expect(y[100 + latency]).toBe(0.01)
      expect(peak(y, 101 + latency)).toBe(0)
    }
  })

  for (const { what, values, turn, leaves } of TURNS)
    it(`leaves no click: ${what}`, () => {
      expect(turnResidueDb(values, turn)).toBeLessThan(leaves + 1)
    })
})
