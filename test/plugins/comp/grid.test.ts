import { describe, expect, it } from 'vitest'
import { comp } from '../../../src/plugins/comp/index.ts'
import { residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import {
  beats,
  checkAnyValues,
  recoveryErrorDb,
  restartDifference,
  splitDifference,
} from '../../support/processor-laws.ts'
import { sine } from '../../support/signals.ts'

const automate = (frame: number): Values | undefined => {
  if (frame === 1280) return { threshold: -40, makeup: 6, knee: 12, keyFilter: 'highPass' }
  if (frame === 3840) return { link: 30, detector: 'rms', autoMakeup: true, mix: 60 }
  if (frame === 6400) return { autoRelease: true, keyListen: true, release: 20, hold: 5 }
  if (frame === 8960) return { link: 100, detector: 'peak', keyListen: false, ratio: 100, autoRelease: false }
  return undefined
}

describe('comp on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    const input = [beats(12800, 1), beats(12800, 2)]
    for (const values of [
      {},
      { lookAhead: 1.7 },
      { link: 0, keyFilter: 'band' },
      { quality: 'high' },
    ] as Values[])
      expect(splitDifference(comp, { input, values, automate })).toBe(0)
  })

  it('turns every dial without a click over a steady tone', () => {
    const input = [sine(100, 28800), sine(100, 28800, 48000, 0.5)]
    const values = { threshold: -20, ratio: 4, attack: 0.05, release: 100 }
    for (const turn of [
      { threshold: -32 },
      { ratio: 100 },
      { knee: 24 },
      { makeup: 12 },
      { mix: 0 },
      { autoMakeup: true },
      { range: 3 },
      { link: 0 },
      { mode: 'upward', range: 6 },
      { hold: 100 },
    ] as Values[]) {
      const run = runPlugin(comp, {
        input,
        values,
        automate: (frame) => (frame === 12800 ? turn : undefined),
      })
      for (const y of run.output)
        expect(residueAboveDb(y.subarray(4800), 1500), JSON.stringify(turn)).toBeLessThan(-90)
    }
  })

  it('stays finite whatever is dialled and played', () => {
    checkAnyValues(comp, 150, ({ meters }) => meters['reduction']!.every((v) => v <= 0 && v >= -60.001))
  })

  it('recovers when the input was not a number', () => {
    for (const values of [
      {},
      { detector: 'rms', keyFilter: 'highPass', autoRelease: true },
      { link: 0, lookAhead: 10, keyFilter: 'band' },
    ] as Values[])
      expect(recoveryErrorDb(comp, values)).toBeLessThan(0.5)
  })

  it('starts after a reset as it started the first time', () => {
    expect(restartDifference(comp, { lookAhead: 1, keyFilter: 'band' })).toBe(0)
  })
})
