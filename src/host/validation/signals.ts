/** Test signals and what is measured on them. Planar Float64Array, full scale 1. [control] */

/** [control] White noise, uniform in -level..level, from a 32-bit linear congruential generator (Numerical Recipes). */
export function noise(length: number, level = 1, seed = 1): Float64Array {
  const x = new Float64Array(length)
  let state = seed >>> 0
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    x[i] = level * (state / 2 ** 31 - 1)
  }
  return x
}

/** [control] `length` frames of a sine at `hz`, peak `level`. */
export function sine(hz: number, length: number, sampleRate = 48000, level = 1, phase = 0): Float64Array {
  const x = new Float64Array(length)
  for (let i = 0; i < length; i++) x[i] = level * Math.sin((2 * Math.PI * hz * i) / sampleRate + phase)
  return x
}

/** [control] Pink noise by the method of P. Kellet (1999): white noise through six first-order poles, within 0.05 dB above 10 Hz. */
export function pink(length: number, level = 0.1, seed = 1): Float64Array {
  const white = noise(length, 1, seed)
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616]
  const gains = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898]
  const state = new Float64Array(poles.length)
  let before = 0
  return white.map((x) => {
    let sum = before + x * 0.5362
    for (let p = 0; p < poles.length; p++) {
      state[p] = poles[p]! * state[p]! + gains[p]! * x
      sum += state[p]!
    }
    before = x * 0.115926
    return level * sum
  })
}

/** [control] Highest absolute sample of `x[from..to)`, linear; NaN when one is no number. */
export function peak(x: Float64Array, from = 0, to = x.length): number {
  let top = 0
  for (let i = from; i < to; i++) {
    const a = Math.abs(x[i]!)
    if (Number.isNaN(a)) return a
    if (a > top) top = a
  }
  return top
}

/** [control] RMS in dB of `x[from..to)`; minus infinity for silence. */
export function rmsDb(x: Float64Array, from = 0, to = x.length): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += x[i]! ** 2
  return 10 * Math.log10(sum / (to - from))
}

/** [control] True when every sample is a finite number. */
export function isFiniteSignal(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i]!)) return false
  return true
}

/**
 * [control] Energy above `hz`, RMS in dB over x[from..): what a click or zipper noise leaves over a low tone. An 8th-order
 * high-pass (four Butterworth biquads, bilinear); the first 20 ms are left out while it settles.
 */
export function residueAboveDb(x: Float64Array, hz: number, sampleRate = 48000): number {
  return rmsDb(aboveOnly(x, hz, sampleRate), Math.round(sampleRate * 0.02))
}

/** [control] What lies above `hz`: see `residueAboveDb`. */
export function aboveOnly(x: Float64Array, hz: number, sampleRate = 48000): Float64Array {
  let y: Float64Array = x
  for (const q of [0.5098, 0.6013, 0.9, 2.5629]) y = highPass(y, hz, q, sampleRate)
  return y
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
