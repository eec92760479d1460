import { fft, powerOfTwo } from './spectrum.ts'

/** Room-acoustic measures of impulse responses. */

/**
 * Energy over time of both ears together in octaves: zero-phase, magnitude of an 8th-order Butterworth, zeros in front
 * (an odd extension would fake a decay when the response starts with a lone spike). The ears go through one complex
 * transform, as real and imaginary part. One array per octave.
 */
export function octaveEnergies(
  left: Float64Array,
  right: Float64Array,
  octaves: readonly number[],
  sampleRate: number,
): Float64Array[] {
  const lead = Math.round(sampleRate / 10)
  const n = powerOfTwo(left.length + 2 * lead)
  const re = new Float64Array(n)
  const im = new Float64Array(n)
  re.set(left, lead)
  im.set(right, lead)
  fft(re, im, -1)
  return octaves.map((hz) => {
    const bandRe = new Float64Array(n)
    const bandIm = new Float64Array(n)
    for (let k = 1; k < n; k++) {
      const f = (Math.min(k, n - k) * sampleRate) / n
      const g = 1 / (1 + ((f * f - hz * hz) / ((f * hz) / Math.SQRT2)) ** 8)
      bandRe[k] = (re[k]! * g) / n
      bandIm[k] = (im[k]! * g) / n
    }
    fft(bandRe, bandIm, 1)
    return left.map((_, i) => bandRe[i + lead]! ** 2 + bandIm[i + lead]! ** 2)
  })
}

/** Reverberation time by a line through the backward-integrated decay from -5 to -35 dB (Schroeder, JASA 1965; ISO 3382-1), s. */
export function t30(energy: Float64Array, sampleRate: number): number {
  const decay = new Float64Array(energy.length)
  let sum = 0
  for (let i = energy.length - 1; i >= 0; i--) decay[i] = sum += energy[i]!
  let count = 0
  let st = 0
  let sd = 0
  let stt = 0
  let std = 0
  for (let i = 0; i < energy.length; i++) {
    const level = 10 * Math.log10(decay[i]! / sum + 1e-300)
    if (level > -5) continue
    if (level < -35) break
    const t = i / sampleRate
    count++
    st += t
    sd += level
    stt += t * t
    std += t * level
  }
  return -60 / ((count * std - st * sd) / (count * stt - st * st))
}

/** Normalised echo density every millisecond, 20 ms Hann window (Abel & Huang, AES 121, 2006). 1 is Gaussian noise. */
export function echoDensity(h: Float64Array, sampleRate: number, seconds: number): Float64Array {
  const n = Math.round(0.02 * sampleRate) & ~1
  const window = Float64Array.from({ length: n }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (n - 1)))
  const total = window.reduce((a, b) => a + b, 0)
  const hop = Math.round(sampleRate / 1000)
  return Float64Array.from({ length: Math.round(seconds * 1000) }, (_, m) => {
    let power = 0
    for (let i = 0; i < n; i++) power += window[i]! * h[m * hop + i]! ** 2
    const sigma = Math.sqrt(power / total)
    let share = 0
    for (let i = 0; i < n; i++) if (Math.abs(h[m * hop + i]!) > sigma) share += window[i]!
    return share / total / 0.31731050786291415
  })
}

/** Texture of the tail: one second from 0.25 s, decay removed, against its 1/3-octave smoothed spectrum, 200 Hz to 4 kHz. */
export interface Texture {
  /** Standard deviation and highest excess of the spectrum, dB. Gaussian noise: 5.5 and 8.6. */
  readonly spread: number
  readonly excess: number
  /** 3 for Gaussian noise. */
  readonly kurtosis: number
}

export function lateTexture(h: Float64Array, decay: number, sampleRate: number): Texture {
  const from = Math.round(0.25 * sampleRate)
  const length = Math.round(sampleRate)
  const flat = Float64Array.from(
    { length },
    (_, i) => (h[from + i] ?? 0) * 10 ** ((3 * i) / sampleRate / decay),
  )
  const mean = flat.reduce((a, b) => a + b, 0) / length
  const squares = flat.map((v) => (v - mean) ** 2)
  const m2 = squares.reduce((a, b) => a + b, 0) / length
  const m4 = squares.reduce((a, b) => a + b * b, 0) / length
  return { ...spectrumSpread(flat, sampleRate), kurtosis: m4 / (m2 * m2) }
}

function spectrumSpread(x: Float64Array, sampleRate: number): { spread: number; excess: number } {
  const n = powerOfTwo(x.length)
  const re = new Float64Array(n)
  const im = new Float64Array(n)
  for (let i = 0; i < x.length; i++)
    re[i] = x[i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (x.length - 1)))
  fft(re, im, -1)
  const sums = new Float64Array(n / 2 + 1)
  for (let k = 0; k < n / 2; k++) sums[k + 1] = sums[k]! + re[k]! ** 2 + im[k]! ** 2
  const step = sampleRate / n
  const levels: number[] = []
  for (let k = Math.ceil(200 / step); k * step < 4000; k++) {
    const low = Math.floor(k / 2 ** (1 / 6))
    const high = Math.ceil(k * 2 ** (1 / 6))
    const around = (sums[high]! - sums[low]!) / (high - low)
    levels.push(10 * Math.log10((sums[k + 1]! - sums[k]!) / around + 1e-12))
  }
  const mean = levels.reduce((a, b) => a + b, 0) / levels.length
  const variance = levels.reduce((a, b) => a + (b - mean) ** 2, 0) / levels.length
  return { spread: Math.sqrt(variance), excess: Math.max(...levels) }
}

/** The ears against each other, 0.1 s after the start on: correlation at zero lag, the largest within 1 ms, mono sum in dB. */
export interface Ears {
  readonly correlation: number
  readonly iacc: number
  readonly monoDb: number
}

export function compareEars(
  left: Float64Array,
  right: Float64Array,
  decay: number,
  sampleRate: number,
): Ears {
  const from = Math.round(0.1 * sampleRate)
  const to = Math.min(left.length - 100, from + Math.round(0.6 * decay * sampleRate))
  const reach = Math.round(sampleRate / 1000)
  let powers = 0
  let a = 0
  let b = 0
  let sum = 0
  for (let i = from; i < to; i++) {
    a += left[i]! ** 2
    b += right[i]! ** 2
    powers += (left[i]! ** 2 + right[i]! ** 2) / 2
    sum += ((left[i]! + right[i]!) / 2) ** 2
  }
  const at = (lag: number) => {
    let c = 0
    for (let i = from; i < to; i++) c += left[i]! * right[i + lag]!
    return c / Math.sqrt(a * b)
  }
  let iacc = 0
  for (let lag = -reach; lag <= reach; lag++) iacc = Math.max(iacc, Math.abs(at(lag)))
  return { correlation: at(0), iacc, monoDb: 10 * Math.log10(sum / powers) }
}

/**
 * What pink noise from 30 Hz to 20 kHz gains from its inputs to the ears, dB: mean power of the ears, sum over the
 * inputs. `pairs`: for each input, what both ears hear of an impulse.
 */
export function pinkGainDb(pairs: readonly (readonly Float64Array[])[], sampleRate: number): number {
  let power = 0
  for (const [left, right] of pairs) {
    const n = powerOfTwo(left!.length)
    const re = new Float64Array(n)
    const im = new Float64Array(n)
    re.set(left!)
    im.set(right!)
    fft(re, im, -1)
    let sum = 0
    let weights = 0
    for (let k = 1; k < n; k++) {
      const hz = (Math.min(k, n - k) * sampleRate) / n
      if (hz < 30 || hz > 20000) continue
      sum += (re[k]! ** 2 + im[k]! ** 2) / hz
      weights += 1 / hz
    }
    power += sum / weights / 2
  }
  return 10 * Math.log10(power)
}
