import { dbToGain, defaults, type PlainValues, RealFft } from '../../../src/host/sdk/index.ts'
import { deesser } from '../../../src/plugins/deesser/index.ts'
import type { deesserParams } from '../../../src/plugins/deesser/params.ts'
import { shapeDb } from '../../../src/plugins/deesser/response.ts'
import { residueAboveDb, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, silence, sine } from '../../support/signals.ts'
import { madeVoice, S, VOWEL, WORD } from './voice.ts'

/** What docs/measurements.md and the tests say of the de-esser: the functions behind both. */

/** [control] All values, typed, for the oracles. */
export const allValues = (values: Values): PlainValues<typeof deesserParams> =>
  ({ ...defaults(deesser.params), ...values }) as PlainValues<typeof deesserParams>

/** Everything above -60 dB is turned down by the whole range. */
const FULL: Values = { relative: false, threshold: -60, ratio: 100 }

const sum = (...parts: readonly Float64Array[]): Float64Array =>
  parts[0]!.map((_, i) => parts.reduce((total, part) => total + part[i]!, 0))

/** Change in dB of the tone at `hz` (-60 dBFS) while a loud tone at `loudHz` keeps the reduction at its full range. */
export function cutDb(values: Values, hz: number, loudHz: number, sampleRate = 48000): number {
  const length = Math.round(0.4 * sampleRate)
  const probe = sine(hz, length, sampleRate, 1e-3)
  const x = sum(sine(loudHz, length, sampleRate, 0.9), probe)
  const y = runPlugin(deesser, { input: [x], values: { ...FULL, ...values }, sampleRate }).output[0]!
  return (
    toneLevelDb(y, hz, length / 2, length, sampleRate) - toneLevelDb(x, hz, length / 2, length, sampleRate)
  )
}

/** Largest error in dB of the cut against the drawn one, 200 Hz to 18 kHz, at full reduction. */
export function shapeError(values: Values, sampleRate = 48000): number {
  const all = allValues(values)
  const loudHz = all.freq * 1.07
  let worst = 0
  for (const hz of [200, 500, 1000, 1900, 3100, 4300, 6100, 8300, 11000, 15000, 18000]) {
    const drawn = deesser.response!.magnitudeDb!(all, hz, sampleRate)
    worst = Math.max(worst, Math.abs(cutDb(values, hz, loudHz, sampleRate) - drawn))
  }
  return worst
}

/** A 1 kHz tone at -12 dBFS throughout and a 7 kHz burst at -6 dBFS in its middle: what happens to both, dB. */
export function burst(values: Values): { readonly sevenDb: number; readonly oneDb: number } {
  const length = 48000
  const seven = silence(length)
  seven.set(sine(7000, 24000, 48000, 0.5), 12000)
  const x = sum(sine(1000, length, 48000, 0.25), seven)
  const y = runPlugin(deesser, { input: [x], values: { ...FULL, ...values } }).output[0]!
  const change = (hz: number): number => toneLevelDb(y, hz, 18000, 34000) - toneLevelDb(x, hz, 18000, 34000)
  return { sevenDb: change(7000), oneDb: change(1000) }
}

/** Largest error in dB of a steady tone's output against the drawn curve, levels -50 to 0 dB, threshold absolute. */
export function curveError(values: Values): number {
  const all = allValues({ ...values, relative: false })
  const hz = all.shape === 'band' ? all.freq : 2.2 * all.freq
  let worst = 0
  for (let level = -50; level <= 0; level += 5) {
    const x = sine(hz, 14400, 48000, dbToGain(level))
    const y = runPlugin(deesser, { input: [x], values: { ...values, relative: false } }).output[0]!
    const drawn = deesser.response!.transferDb!(all, level)
    const reached = level + shapeDb(all, drawn - level, hz, 48000)
    worst = Math.max(worst, Math.abs(toneLevelDb(y, hz, 9600) - reached))
  }
  return worst
}

/** What was done to the s of each word of a made voice, dB. */
export function wordCuts(levels: readonly number[], values: Values): number[] {
  const x = madeVoice(levels)
  const y = runPlugin(deesser, { input: [x], values }).output[0]!
  return levels.map((_, word) => {
    const from = word * WORD + VOWEL + 480
    const to = word * WORD + VOWEL + S - 480
    return rmsDb(y, from, to) - rmsDb(x, from, to)
  })
}

/**
 * What a turn leaves above 1500 Hz over a tone of 100 Hz, dB against it. The tone is on the left, what is detected is a tone of
 * 7 kHz on the right, and both sides are linked.
 */
export function turnResidueDb(values: Values, turn: Values): number {
  const low = sine(100, 38400)
  const high = sine(7000, 38400, 48000, 0.5)
  const automate = (frame: number) => (frame === 12800 ? turn : undefined)
  const y = runPlugin(deesser, { input: [low, high], values, automate }).output[0]!
  return residueAboveDb(y.subarray(4800), 1500) - rmsDb(low)
}

const DOWN: Values = { relative: false, threshold: -30, ratio: 6, range: 12 }

export interface Turn {
  readonly what: string
  readonly values: Values
  readonly turn: Values
  /** What was measured of it, dB: turnResidueDb may not come out higher by more than 1 dB. */
  readonly leaves: number
}

/** Turns of one dial each that must not click. */
export const TURNS: readonly Turn[] = [
  { what: 'freq from 2 to 9 kHz', values: { ...DOWN, freq: 2000 }, turn: { freq: 9000 }, leaves: -143 },
  {
    what: 'width of a band from 3 to 0.3',
    values: { ...DOWN, shape: 'band', freq: 6000, width: 3 },
    turn: { width: 0.3 },
    leaves: -142,
  },
  { what: 'range from 12 to 24 dB', values: { ...DOWN, threshold: -60 }, turn: { range: 24 }, leaves: -143 },
  {
    what: 'threshold from -10 to -40 dB',
    values: { ...DOWN, threshold: -10 },
    turn: { threshold: -40 },
    leaves: -135,
  },
  {
    what: 'threshold from -10 to -40 dB, wideband',
    values: { ...DOWN, mode: 'wideband', attack: 5, threshold: -10 },
    turn: { threshold: -40 },
    leaves: -118,
  },
  {
    what: 'relative on, wideband',
    values: { ...DOWN, mode: 'wideband', attack: 5, threshold: -9 },
    turn: { relative: true },
    leaves: -107,
  },
  { what: 'listening to what is detected', values: DOWN, turn: { listen: 'detected' }, leaves: -117 },
  {
    what: 'listening to what is removed, wideband',
    values: { ...DOWN, mode: 'wideband' },
    turn: { listen: 'removed' },
    leaves: -123,
  },
]

/** Power spectrum of the s in a word of a made voice, before and after: [Hz, dB before, dB after], 1/6 octave wide. */
export function spectrumOfS(
  values: Values,
): readonly (readonly [hz: number, before: number, after: number])[] {
  const x = madeVoice([0, 0, 0])
  const y = runPlugin(deesser, { input: [x], values }).output[0]!
  const from = 2 * WORD + VOWEL + 352
  const before = powers(x.subarray(from, from + 4096))
  const after = powers(y.subarray(from, from + 4096))
  return Array.from({ length: 43 }, (_, i) => {
    const hz = 140 * 2 ** (i / 6)
    return [hz, bandPowerDb(before, hz), bandPowerDb(after, hz)] as const
  })
}

/** Power per bin with a Hann window; 4096 samples. */
function powers(x: Float64Array): Float64Array {
  const size = 4096
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  const hann = x.map((v, i) => v * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size)))
  new RealFft(size).forward(hann, re, im)
  return re.map((v, k) => (v * v + im[k]! * im[k]!) / size ** 2)
}

function bandPowerDb(power: Float64Array, hz: number): number {
  const bin = 48000 / 4096
  const first = Math.max(1, Math.round((hz * 2 ** (-1 / 12)) / bin))
  const last = Math.max(first, Math.round((hz * 2 ** (1 / 12)) / bin) - 1)
  let sum = 0
  for (let k = first; k <= last; k++) sum += power[k]!
  return 10 * Math.log10(sum)
}

/** Reduction in dB over a made voice whose words have `levels` in dB, one reading per 64 frames. */
export function reductionOverWords(levels: readonly number[], values: Values): readonly number[] {
  const { meters } = runPlugin(deesser, { input: [madeVoice(levels)], values, blocks: [64] })
  return meters['reduction']!
}

/** How many samples of soft noise differ at the output when nothing reaches the threshold, over all shapes. */
export function changedSamples(): number {
  const x = noise(9600, 0.02)
  return [{}, { shape: 'band' }, { mode: 'wideband' }, { link: 0 }, { range: 0 }].reduce((count, values) => {
    const quiet = { relative: false, threshold: -20, ...values }
    const y = runPlugin(deesser, { input: [x, x], values: quiet }).output[1]!
    return count + y.filter((v, i) => v !== x[i]).length
  }, 0)
}
