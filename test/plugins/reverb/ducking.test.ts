import { describe, expect, it } from 'vitest'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { difference, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { bare } from './responses.ts'

const FS = 48000

/** Noise for half a second, then silence; the wet signal alone. */
function duckedBy(values: Values): { db: (from: number, to: number) => number; meter: number[] } {
  const x = new Float64Array(2 * FS)
  x.set(noise(FS / 2))
  const run = (v: Values) => runPlugin(reverb, { input: [x, x], values: { ...bare, decay: 4, ...v } })
  const open = run({})
  const ducked = run(values)
  return {
    db: (from, to) =>
      rmsDb(ducked.output[0]!, from * FS, to * FS) - rmsDb(open.output[0]!, from * FS, to * FS),
    meter: ducked.meters['ducking']!,
  }
}

describe('the ducking of the reverb', () => {
  it('turns the reverb down by the amount while the dry signal plays', () => {
    for (const ducking of [3, 12, 24]) {
      const { db, meter } = duckedBy({ ducking })
      expect(db(0.2, 0.45)).toBeCloseTo(-ducking, 1)
      expect(meter[100]).toBeCloseTo(-ducking, 1)
    }
  })

  it('lets it come up with the release when the dry signal stops', () => {
    const { db } = duckedBy({ ducking: 12, duckRelease: 200 })
    // 63 % of the way, in dB, after one release time.
    expect(db(0.69, 0.71)).toBeCloseTo(-12 * Math.exp(-1), 0)
    expect(db(1.6, 1.9)).toBeCloseTo(0, 1)
  })

  it('changes nothing at 0 dB and leaves the dry signal alone', () => {
    const x = noise(20000)
    const run = (v: Values) => runPlugin(reverb, { input: [x], values: v }).output[0]!
    expect(difference(run({ ducking: 0, duckRelease: 20 }), run({}))).toBe(0)
    expect(difference(run({ mix: 0, ducking: 24 }), x)).toBe(0)
  })

  it('makes no click', () => {
    const tone = sine(200, 60000, FS, 0.5)
    tone.fill(0, 30000)
    for (let i = 0; i < 2400; i++) tone[30000 - i] = tone[30000 - i]! * (i / 2400)
    for (let i = 0; i < 2400; i++) tone[i] = tone[i]! * (i / 2400)
    const values = { ...bare, ducking: 18, duckRelease: 50, lowCut: 20 }
    const { output } = runPlugin(reverb, { input: [tone, tone], values })
    const around = output[0]!.subarray(10000)
    expect(residueAboveDb(around, 5000) - rmsDb(around)).toBeLessThan(-80)
  })

  it('gives the same samples for blocks of any size', () => {
    const x = noise(4000)
    x.fill(0, 1500, 3000)
    const run = (blocks: readonly number[]) =>
      runPlugin(reverb, { input: [x, x], values: { ducking: 12, preDelay: 1 }, blocks }).output[0]!
    for (const blocks of [[1], [7, 300], [4096]]) expect(difference(run(blocks), run([128]))).toBe(0)
  })
})
