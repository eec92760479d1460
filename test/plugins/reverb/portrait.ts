import type { Values } from '../../support/plugin-run.ts'
import { OCTAVES, paths } from './measures.ts'
import { echoDensity, octaveEnergies } from './room-measures.ts'

/** What tells one space from another when the decay is the same; energies of all four paths together. */
export interface Portrait {
  /** Energy of the first 80 ms over that of the rest, dB (C80, ISO 3382-1); the same for 30 ms. */
  readonly c80: number
  readonly c30: number
  /** Centre of gravity of the energy, ms. */
  readonly centreMs: number
  /** Echo density 10 and 20 ms after the input. */
  readonly density10: number
  readonly density20: number
  /** Energy per octave at 125 Hz and at 8 kHz re 1 kHz, dB. */
  readonly bassDb: number
  readonly trebleDb: number
  /** Energy per octave re the mean of the octaves, dB, as OCTAVES. */
  readonly colour: readonly number[]
  /** Level over time, dB re the whole energy per second: one value per 5 ms. */
  readonly build: readonly number[]
  /** Mean echo density of the paths, one value per ms. */
  readonly density: readonly number[]
}

const SECONDS = 1.6
const STEP = 0.005

export function portrait(values: Values, sampleRate = 48000): Portrait {
  const pairs = paths(values, SECONDS, sampleRate)
  const all = pairs.flat()
  const energy = all[0]!.map((_, i) => all.reduce((sum, h) => sum + h[i]! ** 2, 0))
  const between = (from: number, to: number): number => {
    let sum = 0
    for (let i = Math.round(from * sampleRate); i < Math.min(energy.length, to * sampleRate); i++)
      sum += energy[i]!
    return sum
  }
  const total = between(0, SECONDS)
  const clarity = (t: number) => 10 * Math.log10(between(0, t) / between(t, SECONDS))
  const moment = energy.reduce((sum, e, i) => sum + e * i, 0)
  const densities = all.map((h) => echoDensity(h, sampleRate, 0.25))
  const density = Array.from(
    densities[0]!,
    (_, ms) => densities.reduce((sum, d) => sum + d[ms]!, 0) / all.length,
  )
  const octaves = octaveLevels(pairs, sampleRate)
  return {
    c80: clarity(0.08),
    c30: clarity(0.03),
    centreMs: (1000 * moment) / total / sampleRate,
    density10: density[10]!,
    density20: density[20]!,
    bassDb: octaves[0]! - octaves[3]!,
    trebleDb: octaves[6]! - octaves[3]!,
    colour: octaves.map((db) => db - octaves.reduce((a, b) => a + b, 0) / octaves.length),
    build: Array.from({ length: 40 }, (_, k) =>
      Math.max(-60, 10 * Math.log10(between(k * STEP, (k + 1) * STEP) / STEP / total + 1e-9)),
    ),
    density,
  }
}

/** Energy per octave over its width, dB. */
function octaveLevels(pairs: readonly Float64Array[][], sampleRate: number): number[] {
  const sums = pairs.map(([left, right]) =>
    octaveEnergies(left!, right!, OCTAVES, sampleRate).map((e) => e.reduce((a, b) => a + b, 0)),
  )
  return OCTAVES.map((hz, o) => 10 * Math.log10(sums.reduce((a, s) => a + s[o]!, 0) / hz))
}
