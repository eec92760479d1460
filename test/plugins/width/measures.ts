import { defaults } from '../../../src/host/sdk/index.ts'
import { width } from '../../../src/plugins/width/index.ts'
import { magnitudeDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise } from '../../support/signals.ts'

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
