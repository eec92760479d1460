/**
 * True-peak meters by brute force, the oracles of the fast detectors. They share nothing with the limiter, and they do not
 * agree with each other above 22.8 kHz (at 48 kHz), where the shorter ones see less.
 */

function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 60; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

/** Rows of taps, one row per point between two samples. */
type Table = readonly Float64Array[]

const kaiser = (phases: number, taps: number, beta: number): Table =>
  Array.from({ length: phases }, (_, phase) =>
    Float64Array.from({ length: taps }, (_, k) => {
      const t = k - (taps / 2 - 1) - phase / phases
      const edge = t / (taps / 2)
      const window = Math.abs(edge) < 1 ? bessel0(beta * Math.sqrt(1 - edge * edge)) / bessel0(beta) : 0
      return window * (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t))
    }),
  )

/** Reads 32 points per sample from 128 taps each. */
export const LONG: Table = kaiser(32, 128, 10)
/** Reads 16 points per sample from 512 taps each: sees up to 23.7 kHz at 48 kHz. */
export const LONGEST: Table = kaiser(16, 512, 7)
/** Reads 4 points per sample from 48 taps each. */
export const SHORT: Table = kaiser(4, 48, 8)

const FIRST = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
]
const SECOND = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
]
/** The meter of ITU-R BS.1770-5, annex 2: 48 taps, 12 per point. It reads up to 0.21 dB too much of a sine. */
export const BS1770: Table = [FIRST, SECOND, SECOND.toReversed(), FIRST.toReversed()].map((row) =>
  Float64Array.from(row),
)

/** Highest point of the curve through `x`, linear, where a sample within three frames is above 0.75 of `floor`. */
export function truePeakOf(x: Float64Array, floor: number, table: Table = LONG): number {
  const length = table[0]!.length
  const padded = new Float64Array(x.length + length)
  padded.set(x, length / 2 - 1)
  let peak = 0
  let lastLoud = Number.NEGATIVE_INFINITY
  for (let i = 0; i < x.length; i++) {
    if (Math.abs(x[Math.min(x.length - 1, i + 4)]!) > 0.75 * floor) lastLoud = i + 4
    if (i - lastLoud > 3) continue
    for (const taps of table) {
      let sum = 0
      for (let k = 0; k < length; k++) sum += taps[k]! * padded[i + k]!
      peak = Math.max(peak, Math.abs(sum))
    }
  }
  return peak
}
