import { describe, expect, it } from 'vitest'
import { gate } from '../../../src/plugins/gate/index.ts'
import type { Values } from '../../support/plugin-run.ts'
import {
  beats,
  checkAnyValues,
  recoveryErrorDb,
  restartDifference,
  splitDifference,
} from '../../support/processor-laws.ts'
import { dialNoiseDb } from './measures.ts'

const automate = (frame: number): Values | undefined => {
  if (frame === 1280) return { threshold: -20, range: 20, keyFilter: 'highPass', hold: 5 }
  if (frame === 3840) return { mode: 'expand', ratio: 5, keyListen: true }
  if (frame === 6400) return { mode: 'duck', keyListen: false, release: 20, range: 100 }
  if (frame === 8960) return { mode: 'gate', threshold: -10, attack: 20, keyFilter: 'off' }
  return undefined
}

describe('gate on the grid', () => {
  it('gives the same samples for blocks of any size', () => {
    // They open, hold and close.
    const input = [beats(12800, 1, 3200, 300), beats(12800, 2, 3200, 300)]
    for (const values of [{}, { lookAhead: 1.7, hold: 0, release: 5 }, { mode: 'expand' }] as Values[])
      expect(splitDifference(gate, { input, values, automate })).toBe(0)
  })

  it('turns its dials without a click over a steady tone', () => {
    for (const [values, turn] of [
      [{ threshold: -20, range: 6 }, { range: 30 }],
      [{ threshold: -20, range: 30 }, { range: 6 }],
      [{ mode: 'duck', threshold: -60, range: 6 }, { range: 30 }],
      [{ mode: 'expand', threshold: -24, ratio: 2 }, { ratio: 5 }],
      [{ mode: 'expand', threshold: -24, ratio: 2 }, { threshold: -10 }],
    ] as [Values, Values][]) {
      expect(dialNoiseDb(values, turn), JSON.stringify(turn)).toBeLessThan(-120)
    }
  })

  it('stays finite whatever is dialled and played', () => {
    checkAnyValues(gate, 150, ({ meters }) => meters['reduction']!.every((v) => v <= 0 && v >= -100))
  })

  it('recovers when the input was not a number', () => {
    for (const values of [
      {},
      { keyFilter: 'band' },
      { mode: 'expand', lookAhead: 10 },
      { mode: 'duck' },
    ] as Values[])
      expect(recoveryErrorDb(gate, values)).toBeLessThan(0.01)
  })

  it('starts after a reset as it started the first time', () => {
    expect(restartDifference(gate, { mode: 'expand', threshold: -10, lookAhead: 1, keyFilter: 'band' })).toBe(
      0,
    )
  })
})
