import type { PlainValues } from '../../host/sdk/index.ts'
import { FINE_FRAMES } from './fine-peak.ts'
import type { parameters } from './parameters.ts'
import { DETECTOR_FRAMES } from './true-peak.ts'

/** The window of the precise stage: longer than needed for level, so that its gain is nearly straight. */
const PRECISE_WINDOW_MS = 2
/** Frames of guard around a reading of the precise stage. */
export const PRECISE_GUARD = 1

/** [control] Length of the smoothing window in frames. */
export const windowFrames = (lookAheadMs: number, sampleRate: number): number =>
  Math.max(4, Math.round((lookAheadMs * sampleRate) / 1000))

/** [control] The same of the precise stage. */
export const preciseWindow = (sampleRate: number): number => windowFrames(PRECISE_WINDOW_MS, sampleRate)

/** [control] Frames of guard around a reading: a true peak stands between two frames. */
export const guardFrames = (truePeak: boolean): number => (truePeak ? 1 : 0)

/** [control] Delay of a stage in frames: detector, window and guard. */
export const stageFrames = (detector: number, window: number, guard: number): number =>
  detector + window - 1 + guard

/** [control] Delay from input to output in frames. */
export function latencyFrames(
  { lookAhead, truePeak, detection }: PlainValues<typeof parameters>,
  sampleRate: number,
): number {
  const detector = truePeak ? DETECTOR_FRAMES : 0
  const first = stageFrames(detector, windowFrames(lookAhead, sampleRate), guardFrames(truePeak))
  if (!truePeak || detection !== 'precise') return first
  return first + stageFrames(FINE_FRAMES, preciseWindow(sampleRate), PRECISE_GUARD)
}
