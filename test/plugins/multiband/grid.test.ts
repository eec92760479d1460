import { describe, expect, it } from 'vitest'
import { multiband } from '../../../src/plugins/multiband/index.ts'
import { difference } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import {
  beats,
  checkAnyValues,
  recoveryErrorDb,
  restartDifference,
  splitDifference,
} from '../../support/processor-laws.ts'

const automate = (frame: number): Values | undefined => {
  if (frame === 640) return { band1Threshold: -40, crossover1: 400, band2Solo: true, mix: 70 }
  if (frame === 2560) return { link: 30, detector: 'rms', band2Solo: false, band3On: false, knee: 0 }
  if (frame === 4480) return { link: 100, detector: 'peak', band3On: true, band1Mute: true, crossover2: 900 }
  return undefined
}

describe('multiband on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(6400, 1, 2400, 400), beats(6400, 2, 2400, 400)]
    for (const values of [{ bands: '4' }, { bands: '2', lookAhead: 1.7 }] as Values[])
      expect(splitDifference(multiband, { input, values, automate })).toBe(0)
  })

  it('does to one channel what it does to two', () => {
    const x = beats(9600, 3)
    const values = { bands: '4' }
    const both = runPlugin(multiband, { input: [x, x], values }).output[1]!
    expect(difference(runPlugin(multiband, { input: [x], values }).output[0]!, both)).toBe(0)
  })

  it('stays finite whatever is dialled and played', () => {
    checkAnyValues(multiband, 60, ({ meters }) => meters['reduction1']!.every((v) => v <= 0 && v >= -60.001))
  })

  it('recovers when the input was not a number', () => {
    for (const values of [{}, { detector: 'rms', link: 0, lookAhead: 10 }] as Values[])
      expect(recoveryErrorDb(multiband, values)).toBeLessThan(0.5)
  })

  it('starts after a reset as it started the first time', () => {
    expect(restartDifference(multiband, { lookAhead: 1, bands: '4' })).toBe(0)
  })
})
