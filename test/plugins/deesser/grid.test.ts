import { describe, expect, it } from 'vitest'
import { deesser } from '../../../src/plugins/deesser/index.ts'
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
  if (frame === 640) return { threshold: -40, freq: 9000, relative: false, listen: 'removed' }
  if (frame === 2560) return { link: 30, range: 20, width: 2, listen: 'detected' }
  if (frame === 4480) return { link: 100, relative: true, listen: 'off', release: 10 }
  return undefined
}

describe('de-esser on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(6400, 1, 2400, 400), beats(6400, 2, 2400, 400)]
    for (const values of [{}, { shape: 'band', lookAhead: 1.7 }, { mode: 'wideband', link: 0 }] as Values[])
      expect(splitDifference(deesser, { input, values, automate })).toBe(0)
  })

  it('does to one channel what it does to two', () => {
    const x = beats(9600, 3)
    const values = { threshold: -30 }
    const both = runPlugin(deesser, { input: [x, x], values }).output[1]!
    expect(difference(runPlugin(deesser, { input: [x], values }).output[0]!, both)).toBe(0)
  })

  it('stays finite whatever is dialled and played', () => {
    checkAnyValues(deesser, 60, ({ meters }) => meters['reduction']!.every((v) => v <= 0 && v >= -24.001))
  })

  it('recovers when the input was not a number', () => {
    for (const values of [
      {},
      { shape: 'band', link: 0, lookAhead: 10, relative: false, threshold: -30 },
    ] as Values[])
      expect(recoveryErrorDb(deesser, values)).toBeLessThan(0.5)
  })

  it('starts after a reset as it started the first time', () => {
    expect(restartDifference(deesser, { lookAhead: 1, threshold: -30 })).toBe(0)
  })
})
