import { eq } from '../../../src/plugins/eq/index.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, pink } from '../../support/signals.ts'

/** Measurements of the automatic gain: the tests and the document of measurements share them. All at 48 kHz. */

/** The two filters of ITU-R BS.1770 as its table for 48 kHz gives them, b0 b1 b2 a1 a2. */
const FILTERS = [
  [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
  [1, -2, 1, -1.99004745483398, 0.99007225036621],
] as const

function biquad(x: Float64Array, [b0, b1, b2, a1, a2]: (typeof FILTERS)[number]): Float64Array {
  const y = new Float64Array(x.length)
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < x.length; i++) {
    const v = x[i]!
    const out = b0 * v + s1
    s1 = b1 * v - a1 * out + s2
    s2 = b2 * v - a2 * out
    y[i] = out
  }
  return y
}

const lufs = (power: number): number => -0.691 + 10 * Math.log10(power)
const mean = (powers: readonly number[]): number => powers.reduce((sum, p) => sum + p, 0) / powers.length

/** Integrated loudness of planar sound with both gates (ITU-R BS.1770, EBU R 128): 400 ms windows every 100 ms. */
export function integratedLufs(channels: readonly Float64Array[]): number {
  const weighted = channels.map((x) => biquad(biquad(x, FILTERS[0]), FILTERS[1]))
  const step = 4800
  const steps = Array.from({ length: Math.floor(channels[0]!.length / step) }, (_, n) => {
    let sum = 0
    for (const x of weighted) for (let i = n * step; i < (n + 1) * step; i++) sum += x[i]! ** 2
    return sum / step
  })
  const windows = steps.slice(3).map((_, n) => mean(steps.slice(n, n + 4)))
  const loud = windows.filter((power) => lufs(power) > -70)
  const gate = lufs(mean(loud)) - 10
  return lufs(mean(loud.filter((power) => lufs(power) > gate)))
}

const RATE = 48000
const SECONDS = 12

/** `voice(t, i)` with t in seconds since the last of `beats` per second. */
const played = (beats: number, voice: (t: number, i: number, beat: number) => number): Float64Array =>
  Float64Array.from({ length: SECONDS * RATE }, (_, i) => {
    const at = (i / RATE) * beats
    const beat = Math.floor(at)
    return voice((at - beat) / beats, i, beat)
  })

const tone = (hz: number, i: number): number => Math.sin((2 * Math.PI * hz * i) / RATE)

/** Overtones 1/n^tilt as one period, to be read at any pitch. */
function overtones(count: number, tilt: number): (hz: number, i: number) => number {
  const period = Float64Array.from({ length: 4096 }, (_, k) => {
    let sum = 0
    for (let n = 1; n <= count; n++) sum += Math.sin((2 * Math.PI * n * k) / 4096) / n ** tilt
    return sum
  })
  return (hz, i) => period[Math.floor((i * hz * 4096) / RATE) & 4095]!
}

/** Five sounds with little in common, stereo, 12 s. */
export function programmes(): Readonly<Record<string, readonly Float64Array[]>> {
  const hiss = noise(SECONDS * RATE, 1, 7)
  const [string, key, throat] = [overtones(8, 1.3), overtones(12, 1.5), overtones(25, 0.9)]
  const drums = played(4, (t, i, beat) => {
    const kick = beat % 4 === 0 ? Math.exp(-t * 18) * tone(55, i) : 0
    const snare = beat % 4 === 2 ? Math.exp(-t * 25) * (0.5 * tone(190, i) + 0.5 * hiss[i]!) : 0
    return 0.7 * kick + 0.5 * snare + 0.06 * Math.exp(-t * 60) * hiss[i]!
  })
  const bass = played(2, (t, i, beat) => 0.4 * Math.exp(-t * 3) * string([41, 55, 49, 62][beat % 4]!, i))
  const keys = played(1, (t, i, beat) => 0.12 * Math.exp(-t) * key([262, 330, 294, 392][beat % 4]!, i))
  const voice = played(3, (t, i, beat) => {
    const vowel = beat % 5 === 4 ? 0 : Math.sin(Math.PI * 3 * t) * throat(130 + 15 * (beat % 3), i)
    return 0.15 * vowel + (beat % 5 === 3 ? 0.05 * hiss[i]! : 0)
  })
  const wide = (x: Float64Array, by: number): readonly Float64Array[] => [
    x,
    x.map((_, i) => x[Math.max(0, i - by)]!),
  ]
  const mix = drums.map((d, i) => 0.5 * (d + bass[i]! + keys[i]! + voice[i]!))
  return {
    drums: wide(drums, 0),
    bass: wide(bass, 3),
    keys: wide(keys, 400),
    voice: wide(voice, 20),
    mix: wide(mix, 90),
  }
}

/** Curves of everyday work. */
export const CURVES: Readonly<Record<string, Values>> = {
  bass: { band1Freq: 120, band1Gain: 6 },
  air: { band6Freq: 8000, band6Gain: 6 },
  presence: { band4Gain: 6 },
  'low cut': { lowCutOn: true, lowCut: 100 },
  'less mud': { band2Freq: 300, band2Gain: -6, band2Q: 0.7 },
  smile: { band1Gain: 4, band3Gain: -4, band6Gain: 4 },
}

/** LU by which a programme gets louder through the equaliser, measured from `fromSeconds` on. */
export function addedLu(input: readonly Float64Array[], values: Values, fromSeconds = 0): number {
  const part = (x: readonly Float64Array[]): number =>
    integratedLufs(x.map((c) => c.subarray(fromSeconds * RATE)))
  return part(runPlugin(eq, { input, values }).output) - part(input)
}

/** LU by which automatic gain changes a programme with each of CURVES, measured from `fromSeconds` on: the worst first. */
export const autoErrors = (
  input: readonly Float64Array[],
  fromSeconds = 0,
): readonly (readonly [curve: string, lu: number])[] =>
  Object.entries(CURVES)
    .map(([curve, values]) => [curve, addedLu(input, { ...values, autoGain: true }, fromSeconds)] as const)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))

/** Pink noise in stereo, both sides of their own. */
export const pinkPair = (seconds: number, seed = 1): readonly Float64Array[] => [
  pink(seconds * RATE, 0.05, seed),
  pink(seconds * RATE, 0.05, seed + 1),
]

/** What is known to miss 0.2 LU from a cold start, and by how much at most: a beginning that says little of the rest. */
export const KNOWN_MISSES: Readonly<Record<string, number>> = {
  'drums low cut': 0.4,
  'bass low cut': 0.25,
}
