/** Measurements for tests. Levels are dB re full scale 1 unless said otherwise. */

/** Magnitude in dB of `x` (an impulse response) at `hz`, by direct summation. */
export function magnitudeDb(x: Float64Array, hz: number, sampleRate = 48000): number {
  const w = (2 * Math.PI * hz) / sampleRate
  let re = 0
  let im = 0
  for (let i = 0; i < x.length; i++) {
    re += x[i]! * Math.cos(w * i)
    im -= x[i]! * Math.sin(w * i)
  }
  return 20 * Math.log10(Math.hypot(re, im))
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

/** RMS in dB of `x[from..to)`; minus infinity for silence. */
export function rmsDb(x: Float64Array, from = 0, to = x.length): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += x[i]! ** 2
  return 10 * Math.log10(sum / (to - from))
}

/** Highest absolute sample of `x[from..to)`, linear. */
export function peak(x: Float64Array, from = 0, to = x.length): number {
  let top = 0
  for (let i = from; i < to; i++) top = Math.max(top, Math.abs(x[i]!))
  return top
}

/** Highest absolute difference of two signals, linear. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`)
  let top = 0
  for (let i = 0; i < a.length; i++) top = Math.max(top, Math.abs(a[i]! - b[i]!))
  return top
}

/** True when every sample is a finite number. */
export function isFiniteSignal(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i]!)) return false
  return true
}

/**
 * Energy above `hz`, RMS in dB over x[from..to): what a click or zipper noise leaves over a low tone.
 * An 8th-order high-pass (four Butterworth biquads, bilinear); the first 20 ms are left out while it settles.
 */
export function residueAboveDb(x: Float64Array, hz: number, sampleRate = 48000): number {
  let y: Float64Array = x
  for (const q of [0.5098, 0.6013, 0.9, 2.5629]) y = highPass(y, hz, q, sampleRate)
  return rmsDb(y, Math.round(sampleRate * 0.02))
}

function highPass(x: Float64Array, hz: number, q: number, sampleRate: number): Float64Array {
  const w = (2 * Math.PI * hz) / sampleRate
  const alpha = Math.sin(w) / (2 * q)
  const cos = Math.cos(w)
  const a0 = 1 + alpha
  const b0 = (1 + cos) / 2 / a0
  const b1 = -(1 + cos) / a0
  const a1 = (-2 * cos) / a0
  const a2 = (1 - alpha) / a0
  const y = new Float64Array(x.length)
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < x.length; i++) {
    const v = b0 * x[i]! + s1
    s1 = b1 * x[i]! - a1 * v + s2
    s2 = b0 * x[i]! - a2 * v
    y[i] = v
  }
  return y
}
