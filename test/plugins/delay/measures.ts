import { defaults, type PlainValues } from '../../../src/host/sdk/index.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { magnitudeDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse } from '../../support/signals.ts'

/** Measurements of the delay: the tests assert on them, and the document of measurements prints them. */

/** Repeats alone, nothing in the loop but the line. */
export const BARE: Values = { mix: 100, lowCut: 20, highCut: 20000 }

/** Level of each of `repeats` repeats of an impulse at `hz`, relative to the first one, dB; 100 ms apart, no feedback loss. */
export function decayDb(values: Values, repeats: number, hz: number, sampleRate = 48000): number[] {
  const period = Math.round(sampleRate / 10)
  const settings = { time: 100, feedback: 100, mix: 100, ...values }
  const input = [impulse((repeats + 2) * period)]
  const y = runPlugin(delay, { input, values: settings, sampleRate }).output[0]!
  const level = (repeat: number): number =>
    magnitudeDb(y.subarray((1 + repeat) * period, (2 + repeat) * period), hz, sampleRate)
  return Array.from({ length: repeats }, (_, k) => level(k + 1) - level(0))
}

/** What `response` draws for the same. */
export function drawnDecayDb(values: Values, repeats: number, hz: number): number {
  const settings = { ...defaults(delay.params), time: 100, feedback: 100, ...values }
  return delay.response!.decayDb!(settings as PlainValues<typeof delay.params>, (repeats + 0.5) / 10, hz)
}

/** Largest distance to the drawn decay in dB per repeat, 40 Hz to 10 kHz. */
export function worstDecayErrorDb(values: Values, sampleRate: number): number {
  let worst = 0
  for (const hz of [40, 120, 400, 1200, 3000, 5000, 7500, 10000]) {
    const measured = decayDb(values, 2, hz, sampleRate)
    for (let k = 0; k < 2; k++)
      worst = Math.max(worst, Math.abs(measured[k]! - drawnDecayDb(values, k + 1, hz)) / (k + 1))
  }
  return worst
}
