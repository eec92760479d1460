import { describe, expect, it } from 'vitest'
import { defaults } from '../../../src/host/sdk/index.ts'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { peak, rmsDb } from '../../support/measure.ts'
import { QUIET_AROUND, runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { bandDecays } from './measures.ts'
import { bare, flat } from './responses.ts'

const FS = 48000
const full = (values: Values) => ({ ...defaults(reverb.params), ...bare, ...values })

/** Short input, then silence; levels of the left ear. */
const burst = (seconds: number) => {
  const x = new Float64Array(Math.round(seconds * FS))
  x.set(noise(FS / 4))
  return x
}

describe('the decay of the reverb', () => {
  const cases: readonly (readonly [string, number, number, Values])[] = [
    ['hall as it comes', FS, 0.05, {}],
    ['plate with 32 lines', FS, 0.05, { character: 'plate', quality: '32', lowDecay: 0.75, highDecay: 0.75 }],
    ['room at 44.1 kHz, 1 s', 44100, 0.05, { character: 'room', decay: 1 }],
    ['small chamber', FS, 0.05, { character: 'chamber', size: 20, decay: 1.4 }],
    ['short room', FS, 0.05, { ...flat, character: 'room', decay: 0.3 }],
    ['short hall as it comes', FS, 0.05, { decay: 0.3 }],
    ['short plate with 32 lines', FS, 0.05, { character: 'plate', quality: '32', decay: 0.5 }],
    ['endless hall', FS, 0.05, { ...flat, decay: 10 }],
    ['hall at 96 kHz, 1 s', 96000, 0.05, { decay: 1 }],
    ['hall at 8 kHz', 8000, 0.05, {}],
  ]
  it.each(cases)('keeps to the dial in every octave: %s', (_name, sampleRate, tolerance, values) => {
    for (const { hz, measured, dial } of bandDecays(values, sampleRate))
      expect(Math.abs(measured / dial - 1), `${hz} Hz`).toBeLessThan(tolerance)
  })

  it('falls below -120 dBFS in the time it declares', () => {
    for (const values of [{ decay: 0.4 }, { character: 'plate', decay: 1.2, highDecay: 1.5 }] as const) {
      const tail = reverb.tailSeconds!(full(values), QUIET_AROUND)
      const { output } = runPlugin(reverb, {
        input: [burst(tail + 1.25), burst(tail + 1.25)],
        values: full(values),
      })
      expect(peak(output[0]!, Math.round((tail + 0.25) * FS))).toBeLessThan(1e-6)
    }
  })

  it('ends in exact zeros, without denormal numbers on the way', () => {
    const input = [burst(4), burst(4)]
    const { output } = runPlugin(reverb, { input, values: full({ ...flat, decay: 0.4 }) })
    expect(peak(output[0]!, 0, 2 * FS)).toBeGreaterThan(1e-12)
    expect(peak(output[0]!, Math.round(3.5 * FS))).toBe(0)
    expect(output[0]!.every((v) => v === 0 || Math.abs(v) > 1e-300)).toBe(true)
  })

  it.each([
    [0, 0.03],
    [100, 0.15],
  ])('frozen, holds its energy for 20 s and lets nothing in: modulation %d %%', (modulation, tolerance) => {
    const n = 24 * FS
    const input = noise(n)
    const values = full({ modulation, character: 'plate' })
    const automate = (frame: number) => (frame === 375 * 128 ? { freeze: true } : undefined)
    const { output } = runPlugin(reverb, { input: [input, input], values, automate })
    // Ears hear one row of the matrix, so the level wavers a little with the modulation while the energy stands still.
    const drift = rmsDb(output[0]!, 19 * FS, 24 * FS) - rmsDb(output[0]!, 2 * FS, 7 * FS)
    expect(Math.abs(drift)).toBeLessThan(tolerance)
    expect(reverb.tailSeconds!({ ...values, freeze: true }, QUIET_AROUND)).toBe(Number.POSITIVE_INFINITY)
  })

  it('holds the lengths of the lines while frozen, and lets go when thawed', () => {
    const input = burst(9)
    const automate = (frame: number) => {
      if (frame === 128 * 90) return { freeze: true }
      if (frame === 128 * 900) return { freeze: true, size: 20, decay: 0.4 }
      return frame === 128 * 2000 ? { freeze: false } : undefined
    }
    const { output } = runPlugin(reverb, { input: [input, input], values: full({}), automate })
    const before = rmsDb(output[0]!, 0.5 * FS, 2 * FS)
    expect(Math.abs(rmsDb(output[0]!, 3.5 * FS, 5 * FS) - before)).toBeLessThan(0.5)
    expect(peak(output[0]!, 8.9 * FS)).toBe(0)
  })
})
