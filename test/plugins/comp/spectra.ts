import { RealFft } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { latencyOf } from './measures.ts'

const SIZE = 32768

/** A spectrum without leakage: all tones have whole periods in it. */
export interface Spectrum {
  /** dB relative to the first tone, one value per bin. */
  readonly db: Float64Array
  readonly binHz: number
  /** The bins of the tones. */
  readonly bins: readonly number[]
}

/** Steady tones near `hz`, each of peak `level`, through the compressor, after `seconds` of settling. */
export function tonesThrough(
  hz: readonly number[],
  level: number,
  values: Values,
  sampleRate = 48000,
  seconds = 0.8,
): Spectrum {
  const binHz = sampleRate / SIZE
  const bins = hz.map((f) => Math.round(f / binHz))
  const settle = Math.round(seconds * sampleRate)
  const x = new Float64Array(settle + SIZE)
  for (const [k, bin] of bins.entries())
    for (let i = 0; i < x.length; i++)
      x[i] = x[i]! + level * Math.sin((2 * Math.PI * ((bin * i) % SIZE)) / SIZE + k)
  const y = runPlugin(comp, { input: [x], sampleRate, values }).output[0]!
  const re = new Float64Array(SIZE / 2 + 1)
  const im = new Float64Array(SIZE / 2 + 1)
  new RealFft(SIZE).forward(y.subarray(settle), re, im)
  const reference = Math.hypot(re[bins[0]!]!, im[bins[0]!]!)
  const db = re.map((v, k) => 20 * Math.log10(Math.hypot(v, im[k]!) / reference + 1e-15))
  return { db, binHz, bins }
}

/** The strongest line that was not put in, dB relative to the first tone. */
export function worstProductDb({ db, bins }: Spectrum): number {
  let worst = Number.NEGATIVE_INFINITY
  for (let k = 1; k < db.length; k++) if (!bins.includes(k)) worst = Math.max(worst, db[k]!)
  return worst
}

/** Hz by which either tone of a pair is moved: beat and waves meet the samples in another way each time. */
const MOVES = [-30, -20, -10, 0, 10, 20, 30]

/** The strongest products of 49 pairs of tones of -8 dBFS, each within 30 Hz of `hz`; dB relative to a tone. */
export function pairProductsDb(
  values: Values,
  sampleRate: number,
  [low, high]: readonly [number, number] = [6000, 7000],
): { readonly median: number; readonly worst: number } {
  const products = MOVES.flatMap((a) =>
    MOVES.map((b) => worstProductDb(tonesThrough([low + a, high + b], 0.4, values, sampleRate, 0.4))),
  ).sort((a, b) => a - b)
  return { median: products[products.length >> 1]!, worst: products.at(-1)! }
}

/** All harmonics of a tone together, dB relative to it: 6 dB of reduction, hard knee. */
export function harmonicsDb(hz: number, values: Values, sampleRate = 48000): number {
  const setting = { threshold: -8, ratio: 4, knee: 0, attack: 10, release: 100, ...values }
  const { db, bins } = tonesThrough([hz], 1, setting, sampleRate)
  let sum = 0
  for (let k = 2 * bins[0]!; k < db.length; k += bins[0]!) sum += 10 ** (db[k]! / 10)
  return 10 * Math.log10(sum)
}

const PERIOD = 512

/**
 * What folds when a fast gain meets a high tone: a key that is loud for a quarter of every 512 frames, a tone at `hz`, and
 * the product as it would be with room for all of its band. dB relative to the tone, everything below 20 kHz together.
 */
export function foldingDb(hz: number, values: Values, sampleRate = 48000): number {
  const size = SIZE / 2
  const frames = 4 * size
  const bin = Math.round((hz / sampleRate) * size)
  const key = Float64Array.from({ length: frames }, (_, i) => (i % PERIOD < PERIOD / 4 ? 1 : 0))
  const run = (x: Float64Array, v: Values): Float64Array =>
    runPlugin(comp, { input: [x], key: [key], sampleRate, values: v }).output[0]!
  const tone = (i: number): number => Math.sin((2 * Math.PI * ((bin * i) % size)) / size)
  const gain = run(new Float64Array(frames).fill(1), { ...values, quality: 'standard' }).subarray(
    2 * size,
    3 * size,
  )
  const from = 2 * size + latencyOf(values, sampleRate)
  const heard = run(
    Float64Array.from({ length: frames }, (_, i) => tone(i)),
    values,
  ).subarray(from, from + size)
  const [re, im] = transform(gain)
  const fine = new Float64Array(2 * size)
  const wide = [new Float64Array(size + 1), new Float64Array(size + 1)] as const
  wide[0].set(re)
  wide[1].set(im)
  new RealFft(2 * size).inverse(wide[0], wide[1], fine)
  const [idealRe, idealIm] = transform(fine.map((g, i) => 2 * g * tone(i / 2)))
  const [heardRe, heardIm] = transform(heard)
  let sum = 0
  for (let k = 1; k < (20000 / sampleRate) * size; k++)
    sum += (heardRe[k]! - idealRe[k]! / 2) ** 2 + (heardIm[k]! - idealIm[k]! / 2) ** 2
  return 10 * Math.log10(sum / (heardRe[bin]! ** 2 + heardIm[bin]! ** 2))
}

/** Real and imaginary parts of bins 0 to half the length. */
function transform(x: Float64Array): [Float64Array, Float64Array] {
  const re = new Float64Array(x.length / 2 + 1)
  const im = new Float64Array(x.length / 2 + 1)
  new RealFft(x.length).forward(x, re, im)
  return [re, im]
}
