import type { PlainValues, Surroundings } from '../../host/sdk/index.ts'
import { decayAt, longestDecay } from './design/decay.ts'
import type { ReverbParams } from './params.ts'

type Values = PlainValues<ReverbParams>

/**
 * [control] Level in dB of the tail at `hz`, `seconds` after an impulse, relative to its start. Frozen, it stays. What the
 * dials promise; the tests hold the sound to it.
 */
export function decayDb(values: Values, seconds: number, hz: number): number {
  if (values.freeze) return 0
  return (-60 * Math.max(0, seconds - values.preDelay / 1000)) / decayAt(values, hz)
}

/** What the cuts may ring on, s. */
const FILTERS_SECONDS = 0.2

/**
 * [control] Seconds until a full-scale signal has fallen below -120 dBFS: twice the longest decay and a tenth more, as
 * the filters may ring longer than the dial by so much, and half a second for pattern, lattice and longest line. A recorded space ends with its file.
 */
export function tailSeconds(values: Values, around: Surroundings): number {
  const file = around.fileSeconds['impulse']
  if (values.engine === 'convolution')
    return file === undefined ? 0 : values.preDelay / 1000 + file + FILTERS_SECONDS
  if (values.freeze) return Number.POSITIVE_INFINITY
  return values.preDelay / 1000 + 2.2 * longestDecay(values) + 0.5
}
