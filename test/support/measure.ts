/** Measurements for tests. Levels are dB re full scale 1 unless said otherwise. */

export { isFiniteSignal, peak, residueAboveDb, rmsDb } from '../../src/host/validation/signals.ts'

/** A response at one frequency: gain in dB and phase in radians. */
export interface ResponsePoint {
  readonly db: number
  readonly phase: number
}

/** Magnitude in dB of `x` (an impulse response) at `hz`, by direct summation. */
export const magnitudeDb = (x: Float64Array, hz: number, sampleRate = 48000): number =>
  responseAt(x, hz, sampleRate).db

/** Gain and phase of `x` (an impulse response) at `hz`, by direct summation. */
export function responseAt(x: Float64Array, hz: number, sampleRate = 48000): ResponsePoint {
  const w = (2 * Math.PI * hz) / sampleRate
  let re = 0
  let im = 0
  for (let i = 0; i < x.length; i++) {
    re += x[i]! * Math.cos(w * i)
    im -= x[i]! * Math.sin(w * i)
  }
  return { db: 20 * Math.log10(Math.hypot(re, im)), phase: Math.atan2(im, re) }
}

/** Amplitude of the sine at `hz` in `x[from..to)`, with a Hann window; whole periods are not needed. */
export function toneLevelDb(
  x: Float64Array,
  hz: number,
  from = 0,
  to = x.length,
  sampleRate = 48000,
): number {
  const n = to - from
  let re = 0
  let im = 0
  let sum = 0
  for (let i = 0; i < n; i++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / n)
    const phase = (2 * Math.PI * hz * i) / sampleRate
    re += w * x[from + i]! * Math.cos(phase)
    im += w * x[from + i]! * Math.sin(phase)
    sum += w
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / sum)
}

/** Highest absolute difference of two signals, linear. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`)
  let top = 0
  for (let i = 0; i < a.length; i++) top = Math.max(top, Math.abs(a[i]! - b[i]!))
  return top
}
