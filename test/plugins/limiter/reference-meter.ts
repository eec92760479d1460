/**
 * True-peak meter by brute force, the oracle of the fast detector: 32 points per sample from 128 taps each, Kaiser window
 * with beta 10. It shares nothing with the limiter.
 */

const PHASES = 32
const TAPS = 128

function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 60; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

const table = Array.from({ length: PHASES }, (_, phase) =>
  Float64Array.from({ length: TAPS }, (_, k) => {
    const t = k - (TAPS / 2 - 1) - phase / PHASES
    const edge = t / (TAPS / 2)
    const window = Math.abs(edge) < 1 ? bessel0(10 * Math.sqrt(1 - edge * edge)) / bessel0(10) : 0
    return window * (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t))
  }),
)

/** Highest point of the curve through `x`, linear, where a sample within three frames is above 0.75 of `floor`. */
export function truePeakOf(x: Float64Array, floor: number): number {
  const padded = new Float64Array(x.length + TAPS)
  padded.set(x, TAPS / 2 - 1)
  let peak = 0
  let lastLoud = Number.NEGATIVE_INFINITY
  for (let i = 0; i < x.length; i++) {
    if (Math.abs(x[Math.min(x.length - 1, i + 4)]!) > 0.75 * floor) lastLoud = i + 4
    if (i - lastLoud > 3) continue
    for (const taps of table) {
      let sum = 0
      for (let k = 0; k < TAPS; k++) sum += taps[k]! * padded[i + k]!
      peak = Math.max(peak, Math.abs(sum))
    }
  }
  return peak
}
