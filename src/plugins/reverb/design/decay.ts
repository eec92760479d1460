import { step } from './step.ts'

/** What the decay dials promise: the reverberation time at every frequency. */
export interface DecayDials {
  /** Reverberation time (60 dB) of the middle, s. */
  readonly decay: number
  /** Decay far below `lowCross` as a multiple of the middle. */
  readonly lowDecay: number
  /** Half-way point of the low step, Hz. */
  readonly lowCross: number
  /** Decay far above `highCross` as a multiple of the middle. */
  readonly highDecay: number
  /** Half-way point of the high step, Hz. */
  readonly highCross: number
}

/** [audio] Reverberation time in s at `hz`: the multiples blend in by logistic steps over the logarithm of frequency. */
export function decayAt(dials: DecayDials, hz: number): number {
  const low = step(Math.log2(dials.lowCross / hz))
  const high = step(Math.log2(hz / dials.highCross))
  return dials.decay * dials.lowDecay ** low * dials.highDecay ** high
}

/** [audio] The longest reverberation time at any frequency, s. */
export const longestDecay = (dials: DecayDials): number =>
  dials.decay * Math.max(1, dials.lowDecay) * Math.max(1, dials.highDecay)
