import { dbToGain, defaults, gainToDb } from '../../../src/host/sdk/index.ts'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { adversary, bandLimited } from './adversary.ts'
import { limit } from './limit.ts'
import { BS1770, LONG, truePeakOf } from './reference-meter.ts'

/** What the limiter is measured by: the tests assert on these, the document prints them. */

export interface OverOptions {
  readonly seeds: number
  /** True: material up to 20 kHz; false: raw edges and noise up to Nyquist. */
  readonly bandLimited: boolean
  readonly values?: Values
  readonly sampleRate?: number
  readonly meter?: typeof LONG
}

/** True peaks of limited adversaries over a ceiling of -1 dB, dB, ascending. */
export function overs(o: OverOptions): number[] {
  const found: number[] = []
  const { sampleRate = 48000 } = o
  for (let seed = 0; seed < o.seeds; seed++) {
    const raw = adversary(seed, 2400)
    const x = o.bandLimited ? bandLimited(raw, sampleRate) : raw
    found.push(gainToDb(truePeakOf(limit([x], o.values, { sampleRate })[0]!, 0.8, o.meter ?? LONG)) + 1)
  }
  return found.sort((a, b) => a - b)
}

/** How much too high the meter of BS.1770 reads a steady sine of up to 20 kHz, dB at most. */
export function meterErrorDb(): number {
  const length = 2000
  let worst = 0
  for (let hz = 500; hz <= 20000; hz += 500) {
    // A slow rise and fall, so that the meter sees no edge.
    const x = sine(hz, length, 48000, 1, hz).map((v, i) => v * Math.sin((Math.PI * i) / length) ** 2)
    worst = Math.max(worst, gainToDb(truePeakOf(x, 0.5, BS1770)))
  }
  return worst
}

/** A tone at `hz` that needs `reductionDb`, limited for 2.5 s; the last second of it at 48 kHz. */
function limitedTone(hz: number, reductionDb: number, values: Values): Float64Array {
  const x = sine(hz, 120000, 48000, dbToGain(reductionDb))
  return limit([x], { ceiling: 0, ...values })[0]!.subarray(60000, 108000)
}

/** The part of `x` at `hz`, of which it holds whole periods: amplitudes of a cosine and a sine. */
function partOf(x: Float64Array, hz: number): { readonly cos: number; readonly sin: number } {
  const w = (2 * Math.PI * hz) / 48000
  let cos = 0
  let sin = 0
  for (let i = 0; i < x.length; i++) {
    cos += (2 / x.length) * x[i]! * Math.cos(w * i)
    sin += (2 / x.length) * x[i]! * Math.sin(w * i)
  }
  return { cos, sin }
}

/** Everything but the tone, dB relative to the whole (THD+N). */
export function distortionDb(hz: number, reductionDb: number, values: Values = {}): number {
  const x = limitedTone(hz, reductionDb, values)
  const w = (2 * Math.PI * hz) / 48000
  const { cos, sin } = partOf(x, hz)
  let total = 0
  let rest = 0
  for (let i = 0; i < x.length; i++) {
    total += x[i]! ** 2
    rest += (x[i]! - cos * Math.cos(w * i) - sin * Math.sin(w * i)) ** 2
  }
  return 10 * Math.log10(rest / total + 1e-30)
}

/** Levels of the overtones of a limited tone, dB relative to the tone: [Hz, dB]. */
export function overtones(hz: number, reductionDb: number, values: Values): [number, number][] {
  const x = limitedTone(hz, reductionDb, values)
  const level = (f: number): number => {
    const { cos, sin } = partOf(x, f)
    return gainToDb(Math.hypot(cos, sin) + 1e-12)
  }
  const tone = level(hz)
  return Array.from({ length: 20 }, (_, k) => [hz * (k + 1), level(hz * (k + 1)) - tone])
}

/** Reduction in dB around a burst of 1 ms that stands 12 dB over: [ms since its start, dB], where the tone is not near zero. */
export function burstReduction(values: Values = {}): [number, number][] {
  const start = 9600
  const x = sine(3000, 28800, 48000, 0.1)
  for (let i = start; i < start + 48; i++) x[i] = 39.8 * x[i]!
  const y = limit([x], { ceiling: 0, ...values })[0]!
  const curve: [number, number][] = []
  for (let i = start - 960; i < start + 9600; i++)
    if (Math.abs(x[i]!) > 0.05) curve.push([(i - start) / 48, gainToDb(y[i]! / x[i]!)])
  return curve
}

/** How much the gain of both sides differs at link 100, as a ratio less 1. */
export function linkError(): number {
  const loud = noise(9600, 3, 1)
  const soft = noise(9600, 0.1, 2)
  const [left, right] = limit([loud, soft])
  let worst = 0
  for (let i = 0; i < loud.length; i++)
    if (Math.abs(loud[i]!) > 0.01 && Math.abs(soft[i]!) > 0.001)
      worst = Math.max(worst, Math.abs(left![i]! / loud[i]! / (right![i]! / soft[i]!) - 1))
  return worst
}

/** Samples that differ from the delayed input while all is below the ceiling. */
export function changedBelowCeiling(values: Values): number {
  const x = noise(24000, 0.5 * dbToGain(-1))
  const y = limit([x], values)[0]!
  return y.reduce((count, v, i) => count + (v === x[i] ? 0 : 1), 0)
}

/** Frames by which the latency that is reported is wrong. */
export function latencyError(values: Values, sampleRate: number): number {
  const x = new Float64Array(2000)
  x[300] = 0.1
  return limit([x], values, { sampleRate })[0]!.indexOf(0.1) - 300
}

/** Largest difference between a steady tone's peak and the drawn curve, dB. */
export function transferErrorDb(): number {
  const values = { ...defaults(limiter.params), gain: 6, ceiling: -3 }
  let worst = 0
  for (let inputDb = -24; inputDb <= 6; inputDb += 1.5) {
    const y = limit([sine(1000, 24000, 48000, dbToGain(inputDb))], values)[0]!
    const top = y.subarray(12000).reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    worst = Math.max(worst, Math.abs(gainToDb(top) - limiter.response!.transferDb!(values, inputDb)))
  }
  return worst
}

/** Dials that are turned while a tone is held down: from these values to those. */
export const MOVES: readonly (readonly [from: Values, to: Values])[] = [
  [{ ceiling: -1 }, { ceiling: -24 }],
  [{ ceiling: -24 }, { ceiling: -1 }],
  [{ gain: -12 }, { gain: -6 }],
  [{ gain: 0 }, { gain: 12 }],
  [{ release: 5 }, { release: 1000 }],
  [{ link: 0 }, { link: 100 }],
  [{ style: 'loud' }, { style: 'clean' }],
]

/** What is left above 1.5 kHz under a 100 Hz tone of +6 dBFS around a move, dB. */
export function movedDb(from: Values, to: Values): number {
  const x = sine(100, 48000, 48000, 2)
  const automate = (frame: number): Values | undefined => (frame === 24064 ? to : undefined)
  const y = runPlugin(limiter, { input: [x, x], values: from, automate }).output[0]!
  return residueAboveDb(y.subarray(21000, 27000), 1500)
}
