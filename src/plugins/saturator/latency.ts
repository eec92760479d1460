import { type OversamplingFactor, oversamplingLatency } from '../../host/sdk/index.ts'
import type { OVERSAMPLING } from './params.ts'

const FACTORS: readonly (OversamplingFactor | undefined)[] = [undefined, 4, 8]

/** [control] The factor of an index into OVERSAMPLING; none when it is off. */
export const factorOf = (index: number): OversamplingFactor | undefined => FACTORS[index]

/** [control] Frames by which the output is late. */
export function latencyFrames(
  { oversampling }: { readonly oversampling: (typeof OVERSAMPLING)[number] },
  sampleRate: number,
): number {
  if (oversampling === 'off') return 0
  // One more for the mean of the curve: see Shaper.
  return oversamplingLatency(oversampling === '4x' ? 4 : 8, sampleRate) + 1
}
