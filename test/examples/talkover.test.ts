import { describe, expect, it } from 'vitest'
import { talkover } from '../../examples/plugins/talkover.ts'
import { defaults } from '../../src/host/sdk/index.ts'
import { difference, rmsDb } from '../support/measure.ts'
import { runPlugin } from '../support/plugin-run.ts'
import { noise, silence, sine } from '../support/signals.ts'

const RATE = 48000
const music = sine(1000, RATE, RATE, 0.5)
/** Silence for half a second, then speech. */
const speech = Float64Array.from(sine(300, RATE, RATE, 0.5), (x, i) => (i < RATE / 2 ? 0 : x))

describe('talkover', () => {
  it('turns the music down by its depth while the key speaks', () => {
    const { output, meters } = runPlugin(talkover, { input: [music], key: [speech], values: { depth: -12 } })
    const before = rmsDb(output[0]!, 4800, RATE / 2 - 480)
    const during = rmsDb(output[0]!, RATE - 4800, RATE)
    expect(during - before).toBeGreaterThan(-12.1)
    expect(during - before).toBeLessThan(-11)
    expect(Math.min(...meters['reduction']!)).toBeLessThan(-11)
  })

  it('is late by its look-ahead, as it says, and otherwise leaves every bit alone without a key', () => {
    for (const lookAhead of [0, 5, 20]) {
      const values = { lookAhead }
      const late = talkover.latencyFrames?.({ ...defaults(talkover.params), ...values }, RATE) ?? 0
      expect(late).toBe((lookAhead * RATE) / 1000)
      const { output } = runPlugin(talkover, { input: [music], values })
      expect(difference(output[0]!.subarray(late), music.subarray(0, RATE - late))).toBe(0)
    }
  })

  it('gives the same samples for blocks of any size', () => {
    const input = [noise(9600, 0.5, 1), noise(9600, 0.5, 2)]
    const key = [Float64Array.from(noise(9600, 0.5, 3), (x, i) => (i % 4000 < 2000 ? x : 0)), silence(9600)]
    const automate = (frame: number) => (frame === 1280 ? { depth: -30, attack: 2 } : undefined)
    const whole = runPlugin(talkover, { input, key, automate }).output
    for (const blocks of [[1], [7, 300, 64], [4096]]) {
      const { output } = runPlugin(talkover, { input, key, automate, blocks })
      expect(difference(output[0]!, whole[0]!)).toBe(0)
      expect(difference(output[1]!, whole[1]!)).toBe(0)
    }
  })

  it('reads what its first version saved', () => {
    expect(talkover.migrate?.({ amount: 0.5, attack: 20 }, 1)).toEqual({
      depth: expect.closeTo(-6.02, 2),
      attack: 20,
    })
  })
})
