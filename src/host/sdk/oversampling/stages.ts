import { pairsFor } from './half-band.ts'

/** How many times the rate is raised. */
export type OversamplingFactor = 2 | 4 | 8

/** One doubling of the rate. */
export interface Stage {
  /** Pairs of taps of its half-band filter, even. */
  readonly pairs: number
  /** Upper end of its pass band, cycles per frame of its lower rate. */
  readonly pass: number
  /** 1 where the way down waits one frame of the higher rate longer, so that all stages together delay by whole frames. */
  readonly late: 0 | 1
}

/** Pairs of the second and the third stage: their transition is wide at any rate (stop band 119 dB and more). */
const INNER_PAIRS = [8, 6] as const

/**
 * The pass band in cycles per frame: 20 kHz, as far as that leaves a transition like the one at 44.1 kHz (20 to 24.1 kHz);
 * from 60 kHz on a third of the rate.
 */
const passBand = (sampleRate: number): number => Math.min(20 / 44.1, Math.max(20000 / sampleRate, 1 / 3))

/** [control] Upper end of the flat pass band, Hz. Aliases can stand between here and half the rate, never below. */
export const oversamplingPassHz = (sampleRate: number): number => passBand(sampleRate) * sampleRate

/** [control] Frames of the highest rate by which up and down are late, before anything waits. */
function causalFrames(pairs: readonly number[]): number {
  let frames = 0
  for (let s = 0; s < pairs.length; s++) frames = 2 * frames + 4 * pairs[s]! - 3
  return frames
}

function pairsOf(factor: OversamplingFactor, sampleRate: number): readonly number[] {
  const steep = pairsFor(passBand(sampleRate))
  return [steep, ...INNER_PAIRS].slice(0, Math.log2(factor))
}

/** [control] The doublings of `factor`, from the lowest rate up. */
export function oversamplingStages(factor: OversamplingFactor, sampleRate: number): readonly Stage[] {
  const pairs = pairsOf(factor, sampleRate)
  // A frame of waiting weighs 1 in the last stage, 2 in the one before, 4 in the first: the bits of what is missing.
  const missing = oversamplingLatency(factor, sampleRate) * factor - causalFrames(pairs)
  return pairs.map((count, s) => ({
    pairs: count,
    pass: passBand(sampleRate) / 2 ** s,
    late: ((missing >> (pairs.length - 1 - s)) & 1) === 1 ? 1 : 0,
  }))
}

/** [control] Delay of `up` followed by `down`, in whole frames of the base rate. */
export const oversamplingLatency = (factor: OversamplingFactor, sampleRate: number): number =>
  Math.ceil(causalFrames(pairsOf(factor, sampleRate)) / factor)
