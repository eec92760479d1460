import { defaults } from '../../../src/host/sdk/index.ts'
import { Fft } from '../../../src/host/sdk/spectrum/fft.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, sine } from '../../support/signals.ts'

/** Measurements of the linear-phase mode: the tests and the document of measurements share them. */

const RATE = 48000

/** What the analogue prototypes have, which is the curve of this mode. */
const wantedDb = (values: Values, hz: number, sampleRate: number): number =>
  eq.response!.magnitudeDb!({ ...defaults(eq.params), ...values, phase: 'linear' }, hz, sampleRate)

export const latencyOf = (values: Values = {}, sampleRate = RATE): number =>
  eq.latencyFrames!({ ...defaults(eq.params), ...values, phase: 'linear' }, sampleRate)

/** What the kernel answers to a click, as long as it may last. */
export function linearImpulse(values: Values, sampleRate = RATE): Float64Array {
  const length = 2 * latencyOf(values, sampleRate)
  const { output } = runPlugin(eq, {
    input: [impulse(length)],
    values: { ...values, phase: 'linear' },
    sampleRate,
  })
  return output[0]!
}

/** 600 frequencies from 40 Hz to 20 kHz: 67 per octave. */
const FREQUENCIES = Array.from({ length: 600 }, (_, i) => 40 * 500 ** (i / 599))

/** The curve, where the wanted level is above -24 dB. */
export interface LinearErrors {
  readonly points: readonly { readonly hz: number; readonly errorDb: number }[]
  readonly worstDb: number
  /** Largest distance of the phase from that of a pure delay, degrees. */
  readonly worstDegrees: number
}

export function linearErrors(values: Values, sampleRate = RATE): LinearErrors {
  const response = linearImpulse(values, sampleRate)
  const latency = response.length / 2
  const size = 4 * response.length
  const re = new Float64Array(size)
  const im = new Float64Array(size)
  // The middle stands at 0, so what is left of the phase is the error.
  response.forEach((x, n) => {
    re[(n - latency + size) % size] = x
  })
  new Fft(size).forward(re, im)
  const points = []
  let worstDegrees = 0
  for (const near of FREQUENCIES) {
    const k = Math.round((near * size) / sampleRate)
    const hz = (k * sampleRate) / size
    const wanted = wantedDb(values, hz, sampleRate)
    if (wanted < -24) continue
    points.push({ hz, errorDb: 20 * Math.log10(Math.hypot(re[k]!, im[k]!)) - wanted })
    worstDegrees = Math.max(worstDegrees, Math.abs((180 * Math.atan2(im[k]!, re[k]!)) / Math.PI))
  }
  const worstDb = points.reduce((top, { errorDb }) => Math.max(top, Math.abs(errorDb)), 0)
  return { points, worstDb, worstDegrees }
}

export const bell = (hz: number, gainDb: number, q: number): Values => ({
  band2Freq: hz,
  band2Gain: gainDb,
  band2Q: q,
})

/** What 16384 taps are held to, by name. */
export const CASES: readonly (readonly [name: string, values: Values])[] = [
  ['bell 60 Hz, Q 1, +12 dB', bell(60, 12, 1)],
  ['bell 100 Hz, Q 4, +12 dB', bell(100, 12, 4)],
  ['bell 1 kHz, Q 8, -18 dB', bell(1000, -18, 8)],
  ['bell 16 kHz, Q 1, +12 dB', bell(16000, 12, 1)],
  ['low shelf 80 Hz, +12 dB', { band1Freq: 80, band1Gain: 12 }],
  ['high shelf 12 kHz, -12 dB', { band6Freq: 12000, band6Gain: -12 }],
  ['band-pass 300 Hz, Q 2', { band2Type: 'bandPass', band2Freq: 300, band2Q: 2 }],
  ['low cut 40 Hz, 12 dB/oct', { lowCutOn: true, lowCut: 40, lowCutSlope: '12' }],
  ['low cut 30 Hz, 48 dB/oct', { lowCutOn: true, lowCut: 30, lowCutSlope: '48' }],
  ['high cut 10 kHz, 24 dB/oct', { highCutOn: true, highCut: 10000, highCutSlope: '24' }],
]

/** Milliseconds before its middle from which on an impulse response stays within 60 dB of the middle. */
export function preRingMs(values: Values): number {
  const response = linearImpulse(values)
  const middle = response.length / 2
  const floor = 1e-3 * Math.abs(response[middle]!)
  const first = response.findIndex((x) => Math.abs(x) > floor)
  return (1000 * (middle - first)) / RATE
}

/** What is left above 1.5 kHz of a tone of 100 Hz, full scale, after one second at rest and whatever is then done to it. */
export function linearResidueDb(values: Values, automate: (frame: number) => Values | undefined): number {
  const { output } = runPlugin(eq, {
    input: [sine(100, 120000)],
    values: { ...values, phase: 'linear' },
    automate: (frame) => (frame >= 46080 ? automate(frame - 46080) : undefined),
  })
  return residueAboveDb(output[0]!.subarray(24000), 1500)
}
