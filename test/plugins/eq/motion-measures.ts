import { eq } from '../../../src/plugins/eq/index.ts'
import { difference, peak, residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

/** Measurements of moving dials and of exactness: the tests and the document of measurements share them. */

const FRAMES = 24000
const START = 4096

type Automation = (frame: number) => Values | undefined

/** What a change leaves above 1.5 kHz under a full-scale tone at 100 Hz, dB. */
export const residueDb = (values: Values, automate: Automation): number =>
  residueAboveDb(runPlugin(eq, { input: [sine(100, FRAMES)], values, automate }).output[0]!, 1500)

/** `id` from 0 to -12 dB in 100 ms, a new value on every grid line. */
export const ramp =
  (id: string): Automation =>
  (frame) => {
    const t = (frame - START) / 4800
    return t >= 0 && t < 1.1 ? { [id]: -12 * Math.min(1, t) } : undefined
  }

/** `id` up and down between two frequencies, twice a second. */
export const sweep =
  (id: string, low: number, high: number): Automation =>
  (frame) => ({ [id]: low * (high / low) ** (0.5 - 0.5 * Math.cos((4 * Math.PI * frame) / 48000)) })

/** Everything at once. */
export const change =
  (values: Values): Automation =>
  (frame) =>
    frame === START ? values : undefined

/** Dials that are turned slowly. */
export const MOVES: readonly (readonly [name: string, values: Values, automate: Automation])[] = [
  ['a bell on the tone is pulled down', { band2Freq: 100 }, ramp('band2Gain')],
  ['a shelf is pulled down', { band1Freq: 400 }, ramp('band1Gain')],
  ['the trim is pulled down', {}, ramp('trim')],
  ['a bell sweeps', { band2Gain: 12, band2Q: 4 }, sweep('band2Freq', 200, 8000)],
  ['a low cut sweeps', { lowCutOn: true }, sweep('lowCut', 20, 400)],
  ['a high cut sweeps', { highCutOn: true }, sweep('highCut', 1000, 8000)],
]

/** What is left of noise after a boost of 12 dB and the same cut, at 44.1 kHz, dB. */
export function undoneDb(type: 'bell' | 'lowShelf' | 'highShelf', hz: number, q: number): number {
  const x = noise(FRAMES)
  const band = (n: number, gainDb: number): Values => ({
    [`band${n}Type`]: type,
    [`band${n}Freq`]: hz,
    [`band${n}Gain`]: gainDb,
    [`band${n}Q`]: q,
  })
  const values = { ...band(2, 12), ...band(3, -12) }
  const y = runPlugin(eq, { input: [x], values, sampleRate: 44100 }).output[0]!
  return 20 * Math.log10(difference(x, y) / peak(x))
}

/** Samples of 0.2 s of noise in stereo that two settings play differently. */
export function differentSamples(one: Values, other: Values, level: number): number {
  const input = [noise(9600, level, 1), noise(9600, level, 2)]
  const a = runPlugin(eq, { input, values: one }).output
  const b = runPlugin(eq, { input, values: other }).output
  let count = 0
  for (let c = 0; c < 2; c++) for (let i = 0; i < 9600; i++) if (a[c]![i] !== b[c]![i]) count++
  return count
}
