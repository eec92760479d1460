import { defaults, RealFft } from '../../../src/host/sdk/index.ts'
import { saturator } from '../../../src/plugins/saturator/index.ts'
import { rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { sine } from '../../support/signals.ts'

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

/** Largest change of level in dB of a soft tone (-60 dBFS), 20 Hz to 20 kHz: what the path itself does. */
export function flatnessDb(values: Values, sampleRate = 48000): number {
  let worst = 0
  for (const hz of [50, 200, 1000, 5000, 10000, 15000, 20000]) {
    const input = sine(hz, 14400, sampleRate, 0.001)
    const { output } = runPlugin(saturator, { input: [input], values, sampleRate })
    worst = Math.max(worst, Math.abs(toneLevelDb(output[0]!, hz, 4800, 14400, sampleRate) + 60))
  }
  return worst
}

/** Gaussian noise below about 2 kHz, RMS in dB: one-pole filtered sums of twelve uniform numbers. */
export function programme(length: number, rmsDbfs: number, seed = 1): Float64Array {
  let state = seed >>> 0
  let low = 0
  const x = Float64Array.from({ length }, () => {
    let sum = -6
    for (let k = 0; k < 12; k++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      sum += state / 2 ** 32
    }
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
