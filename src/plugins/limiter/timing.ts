import type { PlainValues } from '../../host/sdk/index.ts'
import type { parameters } from './parameters.ts'
import { DETECTOR_FRAMES } from './true-peak.ts'

/** [control] Length of the smoothing window in frames. */
export const windowFrames = (lookAheadMs: number, sampleRate: number): number =>
  Math.max(4, Math.round((lookAheadMs * sampleRate) / 1000))

/** [control] Frames of guard around a reading: a true peak stands between two frames. */
export const guardFrames = (truePeak: boolean): number => (truePeak ? 1 : 0)

/** [control] Delay from input to output in frames: detector, window and guard. */
export function latencyFrames(
  { lookAhead, truePeak }: Pick<PlainValues<typeof parameters>, 'lookAhead' | 'truePeak'>,
  sampleRate: number,
): number {
  const detector = truePeak ? DETECTOR_FRAMES : 0
  return detector + windowFrames(lookAhead, sampleRate) - 1 + guardFrames(truePeak)
}
