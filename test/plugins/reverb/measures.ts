import { defaults } from '../../../src/host/sdk/index.ts'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { peak } from '../../support/measure.ts'
import type { Values } from '../../support/plugin-run.ts'
import { bare, response } from './responses.ts'
import { compareEars, echoDensity, lateTexture, octaveEnergies, t30 } from './room-measures.ts'

/** What the reverb as a whole measures: the tests assert on these, the document shows them. */

export const OCTAVES: readonly number[] = [125, 250, 500, 1000, 2000, 4000, 8000]

/** The responses of both ears to an impulse in the left and in the right channel. */
export function paths(values: Values, seconds: number, sampleRate: number): Float64Array[][] {
  return ([0, 1] as const).map((ear) => response(values, seconds, ear, sampleRate))
}

/** Reverberation time the response curve promises at `hz`, s. */
export function promised(values: Values, hz: number): number {
  const full = { ...defaults(reverb.params), ...bare, ...values, preDelay: 0 }
  return -60 / reverb.response!.decayDb!(full, 1, hz)
}

export interface BandDecay {
  readonly hz: number
  /** T30, s. */
  readonly measured: number
  readonly dial: number
}

/**
 * T30 per octave of the energy of all four paths: ISO 3382-1 averages over positions, too. Moving lines, for they are what
 * people hear.
 */
export function bandDecays(values: Values, sampleRate = 48000): BandDecay[] {
  const octaves = OCTAVES.filter((hz) => hz < 0.35 * sampleRate)
  const seconds = Math.max(0.6, ...octaves.map((hz) => promised(values, hz)))
  const energies = energyPerOctave(values, octaves, seconds, sampleRate)
  return octaves.map((hz, o) => ({
    hz,
    measured: t30(energies[o]!, sampleRate),
    dial: promised(values, hz),
  }))
}

/** Largest error of the decay against the dial in any octave, per cent. */
export const worstDecayPercent = (bands: readonly BandDecay[]): number =>
  100 * Math.max(...bands.map(({ measured, dial }) => Math.abs(measured / dial - 1)))

function energyPerOctave(
  values: Values,
  octaves: readonly number[],
  seconds: number,
  sampleRate: number,
): Float64Array[] {
  const [first, second] = paths({ modulation: 50, ...values }, seconds, sampleRate).map((ears) =>
    octaveEnergies(ears[0]!, ears[1]!, octaves, sampleRate),
  )
  return first!.map((energy, o) => energy.map((e, i) => e + second![o]![i]!))
}

/**
 * How much longer than the dial the longest-lived resonances ring, as a factor, worst octave: the slope between -90 and
 * -150 dB, where only they are left. `values` with a flat decay.
 */
export function longestRinging(values: Values, sampleRate = 48000): number {
  const seconds = promised(values, 1000)
  const energies = energyPerOctave(values, OCTAVES, 2.6 * seconds, sampleRate)
  const from = Math.round(1.5 * seconds * sampleRate)
  const to = Math.round(2.5 * seconds * sampleRate)
  return Math.max(...energies.map((e) => slopeSeconds(e, from, to, sampleRate) / seconds))
}

/** Time in which the level falls by 60 dB, s, from a straight line through the mean level of 20 ms pieces. */
function slopeSeconds(energy: Float64Array, from: number, to: number, sampleRate: number): number {
  const piece = Math.round(sampleRate / 50)
  const levels: number[] = []
  for (let at = from; at + piece <= to; at += piece) {
    let sum = 0
    for (let i = at; i < at + piece; i++) sum += energy[i]!
    levels.push(10 * Math.log10(sum))
  }
  const middle = (levels.length - 1) / 2
  let moment = 0
  let spread = 0
  levels.forEach((level, k) => {
    moment += (k - middle) * level
    spread += (k - middle) ** 2
  })
  return (-60 * piece) / sampleRate / (moment / spread)
}

/** Texture of the tail, worst of all four paths. */
export interface WorstTexture {
  /** Milliseconds from the first sound until the echo density reaches 0.9 and 1.0. */
  readonly denseMs: number
  readonly fullMs: number
  readonly spread: number
  readonly excess: number
  readonly kurtosis: readonly [number, number]
  readonly correlation: number
  readonly iacc: number
  readonly monoDb: readonly [number, number]
}

export function worstTexture(values: Values, decay: number, sampleRate = 48000): WorstTexture {
  const pairs = paths({ ...values, decay }, 1.5, sampleRate)
  const ears = pairs.map(([left, right]) => compareEars(left!, right!, decay, sampleRate))
  const all = pairs.flat()
  const late = all.map((h) => lateTexture(h, decay, sampleRate))
  const range = (v: readonly number[]) => [Math.min(...v), Math.max(...v)] as const
  return {
    denseMs: Math.max(...all.map((h) => densityReachedMs(h, 0.9, sampleRate))),
    fullMs: Math.max(...all.map((h) => densityReachedMs(h, 1, sampleRate))),
    spread: Math.max(...late.map((t) => t.spread)),
    excess: Math.max(...late.map((t) => t.excess)),
    kurtosis: range(late.map((t) => t.kurtosis)),
    correlation: Math.max(...ears.map((e) => Math.abs(e.correlation))),
    iacc: Math.max(...ears.map((e) => e.iacc)),
    monoDb: range(ears.map((e) => e.monoDb)),
  }
}

/** Milliseconds from the first sound on until the echo density first reaches `level`; infinite when it does not in 0.3 s. */
function densityReachedMs(h: Float64Array, level: number, sampleRate: number): number {
  const floor = 1e-4 * peak(h)
  const onset = h.findIndex((v) => Math.abs(v) > floor)
  const at = echoDensity(h.subarray(onset), sampleRate, 0.3).findIndex((v) => v >= level)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
