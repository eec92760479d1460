import { describe, expect, it } from 'vitest'
import { eq } from '../../../src/plugins/eq/index.ts'
import { difference } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { change, MOVES, residueDb } from './motion-measures.ts'
import { survivesJumps } from './soak.ts'

describe('eq in motion', () => {
  it.each(MOVES)('leaves nothing above -149 dB while %s', (_, values, automate) => {
    expect(residueDb(values, automate)).toBeLessThan(-149)
  })

  it.each([
    ['the gain of a bell jumps', { band2Freq: 100 }, { band2Gain: -12 }],
    ['the trim jumps', {}, { trim: -12 }],
    ['a low cut comes in', {}, { lowCutOn: true }],
    ['a low cut goes', { lowCutOn: true }, { lowCutOn: false }],
    ['a low cut gets steep', { lowCutOn: true, lowCutSlope: '6' }, { lowCutSlope: '48' }],
    ['a high cut comes in', { highCut: 1000 }, { highCutOn: true }],
    ['a high cut gets steep', { highCut: 1000, highCutOn: true, highCutSlope: '6' }, { highCutSlope: '48' }],
    ['a loud band goes', { band2Freq: 100, band2Gain: 12 }, { band2On: false }],
    ['a bell becomes a notch', { band2Freq: 100, band2Gain: 12 }, { band2Type: 'notch' }],
    [
      'a narrow bell becomes a shelf',
      { band2Freq: 100, band2Gain: 12, band2Q: 10 },
      { band2Type: 'lowShelf' },
    ],
    ['a notch becomes a band-pass', { band2Freq: 100, band2Type: 'notch' }, { band2Type: 'bandPass' }],
  ] as const)('does not click when %s', (_, values, to) => {
    expect(residueDb(values, change(to))).toBeLessThan(-95)
  })

  it('stays finite while everything jumps on every grid line', () => {
    expect(survivesJumps(500, 1)).toBe(true)
  })

  it('gives the same samples for blocks of any size', () => {
    const input = [noise(9600, 1, 1), noise(9600, 1, 2)]
    const values = { lowCutOn: true, band2Gain: 3, band5Gain: -6 }
    const automate = (frame: number): Values | undefined => {
      if (frame === 1280) return { band2Gain: -12, band3Freq: 90, band3Gain: 9, trim: -3 }
      if (frame === 1536) return { band5Type: 'notch', lowCutSlope: '48', highCutOn: true }
      if (frame === 2048) return { band5Type: 'lowShelf', lowCutOn: false, band2On: false }
      return frame === 6400 ? { band2On: true, highCutSlope: '6', band3Gain: 0 } : undefined
    }
    for (const channels of [1, 2]) {
      const used = input.slice(0, channels)
      const whole = runPlugin(eq, { input: used, values, automate }).output
      for (const blocks of [[1], [7, 300], [4096]]) {
        const split = runPlugin(eq, { input: used, values, automate, blocks }).output
        for (let c = 0; c < channels; c++) expect(difference(split[c]!, whole[c]!)).toBe(0)
      }
    }
  })

  it('treats both channels of a stereo strip like a mono one', () => {
    const x = noise(9600)
    const values = { lowCutOn: true, band2Gain: 3 }
    const automate = change({ band2Gain: -9, band4Type: 'notch' })
    const mono = runPlugin(eq, { input: [x], values, automate }).output[0]!
    const stereo = runPlugin(eq, { input: [x, x], values, automate }).output
    expect(difference(stereo[0]!, mono)).toBe(0)
    expect(difference(stereo[1]!, mono)).toBe(0)
  })

  it('ends where a fresh strip with the same settings stands', () => {
    const x = noise(96000)
    const values = { lowCutOn: true, band3Gain: 6, band4Type: 'notch', highCutOn: true, highCutSlope: '24' }
    const moved = runPlugin(eq, { input: [x], automate: change(values) }).output[0]!
    const fresh = runPlugin(eq, { input: [x], values }).output[0]!
    expect(difference(moved.subarray(90000), fresh.subarray(90000))).toBeLessThan(1e-12)
  })
})
