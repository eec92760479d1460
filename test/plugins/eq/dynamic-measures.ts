import { dbToGain } from '../../../src/host/sdk/index.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { residueAboveDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { sine } from '../../support/signals.ts'

/** Measurements of dynamic bands: the tests and the document of measurements share them. */

/** Gain in dB that a steady sine of `levelDb` (peak) at `hz` gets once everything has settled. */
export function settledGainDb(values: Values, hz: number, levelDb: number, sampleRate = 48000): number {
  const x = sine(hz, sampleRate, sampleRate, dbToGain(levelDb))
  const y = runPlugin(eq, { input: [x], values, sampleRate }).output[0]!
  const [from, to] = [Math.round(0.6 * sampleRate), x.length]
  return toneLevelDb(y, hz, from, to, sampleRate) - toneLevelDb(x, hz, from, to, sampleRate)
}

/** Gain in dB over time (one value per ms) on a tone at `hz` that jumps from one level to another at each of `seconds`. */
export function gainOverTime(
  values: Values,
  hz: number,
  levelsDb: readonly number[],
  seconds: number,
  sampleRate = 48000,
): number[] {
  const stretch = Math.round(seconds * sampleRate)
  const x = sine(hz, levelsDb.length * stretch, sampleRate)
  const in1 = x.map((v, i) => v * dbToGain(levelsDb[Math.floor(i / stretch)]!))
  // The cosine beside the sine: both ways through the same moves give the gain without waiting for a period.
  const y = runPlugin(eq, { input: [in1], values, sampleRate }).output[0]!
  const window = Math.round(sampleRate / hz)
  const gains: number[] = []
  for (let at = window; at + window < x.length; at += sampleRate / 1000) {
    const from = Math.round(at) - (window >> 1)
    let power = 0
    let heard = 0
    for (let i = from; i < from + window; i++) {
      power += in1[i]! ** 2
      heard += y[i]! ** 2
    }
    gains.push(10 * Math.log10(heard / power))
  }
  return gains
}

/** Milliseconds after a jump of level in which 63.2 % of the gain's way are made; the jump is at `jumpMs`. */
export function timeConstantMs(
  gains: readonly number[],
  startMs: number,
  jumpMs: number,
  endMs: number,
): number {
  const at = (ms: number): number => gains[Math.round(ms - startMs)]!
  const [before, after] = [at(jumpMs - 2), at(endMs)]
  const goal = before + (1 - Math.exp(-1)) * (after - before)
  // Backwards: right after the jump the filters still ring with the level before it.
  for (let ms = endMs - 1; ms >= jumpMs; ms--) {
    const [one, two] = [at(ms), at(ms + 1)]
    if ((one - goal) * (two - goal) <= 0 && one !== two) return ms - jumpMs + (goal - one) / (two - one)
  }
  return Number.NaN
}

/** What moves of the gain leave above 1.5 kHz under a 100 Hz tone whose level swells four times a second, dB. */
export function swellResidueDb(values: Values): number {
  const x = sine(100, 48000, 48000, dbToGain(-6))
  const swell = x.map((v, i) => v * (0.55 - 0.45 * Math.cos((2 * Math.PI * 4 * i) / 48000)))
  return residueAboveDb(runPlugin(eq, { input: [swell], values }).output[0]!, 1500)
}

/** Settings whose times are measured, by name: a usual band, and one that answers in full. */
export const TIMED: Readonly<Record<string, Values>> = {
  'ratio 3, range -9 dB': { band2Dynamic: true, band2Threshold: -24, band2Ratio: 3, band2Range: -9 },
  'ratio 100, range -8 dB': { band2Dynamic: true, band2Threshold: -24, band2Ratio: 100, band2Range: -8 },
}

/** Milliseconds that 63 % of the move, and of the way back, take at 1 kHz: the tone jumps from -40 to -10 dBFS and back. */
export function timesMs(
  values: Values,
  band2Attack: number,
  band2Release: number,
): readonly [attack: number, release: number] {
  const gains = gainOverTime(
    { ...values, band2Freq: 1000, band2Attack, band2Release },
    1000,
    [-40, -10, -40],
    1,
  )
  return [timeConstantMs(gains, 1, 1000, 1900), timeConstantMs(gains, 1, 2000, 2900)]
}
