import { describe, expect, it } from 'vitest'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { difference } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { GLIDES, MOVES, traceMove } from './move-measures.ts'

const FS = 48000

describe('moves of the dials', () => {
  it.each(Object.entries(MOVES))('of %s make no click over a low tone', (_name, move) => {
    const { residueDb, bend } = traceMove(move)
    expect(residueDb).toBeLessThan(-140)
    expect(bend).toBeLessThan(2)
  })

  it.each(Object.entries(GLIDES))('of %s glide without a click over a low tone', (_name, move) => {
    const { residueDb, bend } = traceMove(move)
    expect(residueDb).toBeLessThan(-90)
    expect(bend).toBeLessThan(2.5)
  })

  it('give the same samples for blocks of any size', () => {
    const n = 90 * 128
    const input = [noise(n, 0.5), noise(n, 0.5, 2)]
    // Sound, a pause that starts in the middle of a quantum, and sound again.
    for (const x of input) x.fill(0, 30 * 128 + 55, 70 * 128 + 77)
    const script: Record<number, Values> = {
      0: { decay: 0.7 },
      5: { decay: 4, size: 20 },
      8: { preDelay: 3.3, highDecay: 0.9 },
      40: { freeze: true, mix: 100 },
      55: { freeze: false, lowCut: 300, early: 80, modulation: 100 },
    }
    const automate = (frame: number) => script[frame / 128]
    for (const sampleRate of [FS, 8000]) {
      const whole = runPlugin(reverb, { input, automate, sampleRate }).output
      for (const blocks of [[1], [7, 300], [4096]]) {
        const split = runPlugin(reverb, { input, automate, blocks, sampleRate }).output
        expect(difference(split[0]!, whole[0]!)).toBe(0)
        expect(difference(split[1]!, whole[1]!)).toBe(0)
      }
    }
  })

  it('give the same samples for blocks of any size around falling asleep and waking', () => {
    const n = 36000
    const x = new Float64Array(n)
    x.set(noise(500))
    x.set(noise(500, 1, 3), 33050)
    const run = (blocks: readonly number[]) =>
      runPlugin(reverb, {
        input: [x],
        values: { decay: 0.3, lowDecay: 0.2, highDecay: 0.1, size: 0, preDelay: 0 },
        blocks,
        sampleRate: 8000,
      }).output[0]!
    const whole = run([4096])
    expect(whole.subarray(30000, 33050).every((v) => v === 0)).toBe(true)
    for (const blocks of [[1], [7, 300], [31]]) expect(difference(run(blocks), whole)).toBe(0)
  })
})
