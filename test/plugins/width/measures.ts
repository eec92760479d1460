import { defaults } from '../../../src/host/sdk/index.ts'
import { width } from '../../../src/plugins/width/index.ts'
import { magnitudeDb, residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, sine } from '../../support/signals.ts'

/** Measurements of the width: the tests and the document of measurements share them. */

export const spread = (
  left: Float64Array,
  right: Float64Array,
  values: Values,
  automate?: (frame: number) => Values | undefined,
): Float64Array[] =>
  runPlugin(width, { input: [left, right], values, ...(automate === undefined ? {} : { automate }) }).output

/** Half the sum, or half the difference, of both channels. */
export const midOf = ([l, r]: readonly Float64Array[]): Float64Array => l!.map((v, i) => (v + r![i]!) / 2)
export const sideOf = ([l, r]: readonly Float64Array[]): Float64Array => l!.map((v, i) => (v - r![i]!) / 2)

/** Gain of the side at `hz` in dB, from an impulse in it. */
export function sideGainDb(values: Values, hz: number, sampleRate = 48000): number {
  const x = impulse(24000)
  const input = [x, x.map((v) => -v)]
  return magnitudeDb(sideOf(runPlugin(width, { input, values, sampleRate }).output), hz, sampleRate)
}

/** The drawn gain of the side. */
export const drawnSideDb = (values: Values, hz: number, sampleRate = 48000): number =>
  width.response!.magnitudeDb!({ ...defaults(width.params), ...values }, hz, sampleRate)

/** Correlation of two channels over `from` to `to`, by its definition. */
export function correlationOf([l, r]: readonly Float64Array[], from = 0, to = l!.length): number {
  let lr = 0
  let ll = 0
  let rr = 0
  for (let i = from; i < to; i++) {
    lr += l![i]! * r![i]!
    ll += l![i]! ** 2
    rr += r![i]! ** 2
  }
  return lr / Math.sqrt(ll * rr)
}

/** Two channels of noise with a given correlation, `length` frames long. */
export function related(length: number, wanted: number, seed = 1): Float64Array[] {
  const a = noise(length, 0.4, seed)
  const b = noise(length, 0.4, seed + 7)
  const own = Math.sqrt(1 - wanted * wanted)
  return [a, a.map((v, i) => wanted * v + own * b[i]!)]
}

/** Three quarters of a second each of correlation 0.8, 0, -0.7 and 0.8: what the guard has to follow. */
export function story(): Float64Array[] {
  const parts = [0.8, 0, -0.7, 0.8].map((wanted, k) => related(36000, wanted, 11 * k + 1))
  return [0, 1].map((c) => {
    const x = new Float64Array(144000)
    parts.forEach((part, k) => {
      x.set(part[c]!, 36000 * k)
    })
    return x
  })
}

/** Correlation of noise, and the limit that safe shall hold it to. */
const HELD: readonly (readonly [wanted: number, limit: number])[] = [
  [0, 0.3],
  [-0.6, 0],
  [-0.6, -0.3],
  [0.3, 0.6],
]

/** Largest distance of the correlation from its limit, once safe has settled, at a width of 140 %. */
export function limitError(): number {
  const distances = HELD.map(([wanted, limit]) => {
    const input = related(144000, wanted)
    const output = spread(input[0]!, input[1]!, { width: 140, safe: true, limit })
    return Math.abs(correlationOf(output, 48000) - limit)
  })
  return Math.max(...distances)
}

/** Dials that are turned, each with its goal. */
export const DIALS: readonly Values[] = [
  { width: 200 },
  { width: 0 },
  { monoBelow: 400 },
  { safe: true, limit: 0.9 },
]

/** What is left above 1.5 kHz under a 100 Hz tone when a dial goes to `goal`, dB. */
export function turnedDb(goal: Values): number {
  const left = sine(100, 24000, 48000, 0.5)
  const right = sine(100, 24000, 48000, 0.5, 2)
  const output = spread(left, right, {}, (frame) => (frame === 12800 ? goal : undefined))
  return Math.max(...output.map((x) => residueAboveDb(x, 1500)))
}

/** Samples of a mono strip that any setting changes. */
export function changedInMono(): number {
  const x = noise(9600)
  const y = runPlugin(width, { input: [x], values: { width: 0, monoBelow: 500, safe: true } }).output[0]!
  return y.reduce((count, v, i) => count + (v === x[i] ? 0 : 1), 0)
}
