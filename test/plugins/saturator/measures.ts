import { defaults, RealFft } from '../../../src/host/sdk/index.ts'
import { saturator } from '../../../src/plugins/saturator/index.ts'
import { residueAboveDb, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

/** Measurements of the saturator: the tests and the document of measurements share them. Levels are dB re full scale. */

/** Frames of a spectrum: the tones below fit into it in whole, odd numbers of periods, so no window is needed. */
const FRAMES = 4096
/** Frames left out while filters settle: the DC block of a lopsided curve takes a second. */
const settleOf = ({ curve, bias = 0 }: Values): number => (curve === 'tube' || bias !== 0 ? 48128 : 1024)
/** What is judged as heard. */
const HEARD_HZ = 20000

/** Frames by which the output is late. */
export const latencyOf = (values: Values = {}, sampleRate = 48000): number =>
  saturator.latencyFrames!({ ...defaults(saturator.params), ...values }, sampleRate)

/** The curve drawn for a steady tone. */
export const drawnDb = (values: Values, inputDb: number): number =>
  saturator.response!.transferDb!({ ...defaults(saturator.params), ...values }, inputDb)

export interface ToneSpectrum {
  /** Levels of DC, the tone, its second and further overtones up to 20 kHz, dB. */
  readonly harmonics: readonly number[]
  /** Loudest line below 20 kHz that belongs to no overtone, dB below the tone. */
  readonly aliasDbc: number
}

/** Spectrum of a tone near `hz` at `levelDb` through the saturator. */
export function toneSpectrum(values: Values, hz: number, levelDb: number, sampleRate = 48000): ToneSpectrum {
  const periods = 2 * Math.round((hz * FRAMES) / sampleRate / 2) + 1
  const settle = settleOf(values)
  const input = sine((periods * sampleRate) / FRAMES, settle + FRAMES, sampleRate, 10 ** (levelDb / 20))
  const { output } = runPlugin(saturator, { input: [input], values, sampleRate })
  const re = new Float64Array(FRAMES / 2 + 1)
  const im = new Float64Array(FRAMES / 2 + 1)
  new RealFft(FRAMES).forward(output[0]!.subarray(settle), re, im)
  const level = (bin: number): number => 20 * Math.log10((2 * Math.hypot(re[bin]!, im[bin]!)) / FRAMES)
  const harmonics: number[] = []
  let alias = Number.NEGATIVE_INFINITY
  for (let bin = 0; bin * sampleRate <= HEARD_HZ * FRAMES; bin++) {
    if (bin % periods === 0) harmonics.push(level(bin))
    else alias = Math.max(alias, level(bin))
  }
  return { harmonics, aliasDbc: alias - harmonics[1]! }
}

/** Loudest alias in dB below the tone, of a tone at 0 dBFS. */
export const aliasDbc = (values: Values, hz: number, sampleRate = 48000): number =>
  toneSpectrum({ autoLevel: false, ...values }, hz, 0, sampleRate).aliasDbc

/** Largest distance in dB between the drawn curve and the level of a 1 kHz tone, -60 to 0 dBFS. */
export function transferErrorDb(values: Values): number {
  let worst = 0
  for (let inputDb = -60; inputDb <= 0; inputDb += 6) {
    const input = sine(1000, 7200, 48000, 10 ** (inputDb / 20))
    const { output } = runPlugin(saturator, { input: [input], values })
    const measured = toneLevelDb(output[0]!, 1000, 2400)
    worst = Math.max(worst, Math.abs(measured - drawnDb(values, inputDb)))
  }
  return worst
}

/** Gain in dB of a soft tone (-80 dBFS, where every curve is straight) at `hz`. */
export function softGainDb(values: Values, hz: number, sampleRate = 48000): number {
  const settle = Math.max(4800, settleOf(values))
  const input = sine(hz, settle + 9600, sampleRate, 0.0001)
  const { output } = runPlugin(saturator, { input: [input], values, sampleRate })
  return toneLevelDb(output[0]!, hz, settle, settle + 9600, sampleRate) + 80
}

/** Largest distance in dB of a soft tone, 20 Hz to 20 kHz, from the drawn gain. */
export function flatnessDb(values: Values, sampleRate = 48000): number {
  const drawn = saturator.response!.magnitudeDb!({ ...defaults(saturator.params), ...values }, 0, sampleRate)
  const errors = [20, 50, 200, 1000, 5000, 10000, 15000, 20000].map((hz) =>
    Math.abs(softGainDb(values, hz, sampleRate) - drawn),
  )
  return Math.max(...errors)
}

/** Knobs that are turned, each with its goal. */
export const KNOBS: readonly Values[] = [
  { bias: 80 },
  { tone: 100 },
  { mix: 0 },
  { autoLevel: false },
  { output: -12 },
  { drive: 9 },
]

/** What is left above 1.5 kHz under a 100 Hz tone when a knob goes to `goal`, dB. */
export function turnedDb(goal: Values): number {
  const { output } = runPlugin(saturator, {
    input: [sine(100, 24000, 48000, 0.3)],
    values: { curve: 'softClip', drive: 0 },
    automate: (frame) => (frame === 12800 ? goal : undefined),
  })
  return residueAboveDb(output[0]!, 1500)
}

/** Gaussian noise below about 2 kHz, RMS in dB: one-pole filtered sums of twelve uniform numbers. */
export function programme(length: number, rmsDbfs: number, seed = 1): Float64Array {
  const dice = noise(12 * length, 0.5, seed)
  let low = 0
  const x = Float64Array.from({ length }, (_, i) => {
    let sum = 0
    for (let k = 0; k < 12; k++) sum += dice[12 * i + k]!
    low += 0.2 * (sum - low)
    return low
  })
  const scale = 10 ** ((rmsDbfs - rmsDb(x)) / 20)
  return x.map((v) => v * scale)
}

/** By how much programme of -18 dBFS RMS changes its level with automatic level on, dB. */
export function levelChangeDb(curve: string, drive: number): number {
  const x = programme(24000, -18)
  const { output } = runPlugin(saturator, { input: [x], values: { curve, drive } })
  return Math.abs(rmsDb(output[0]!, 4800) - rmsDb(x, 4800))
}
