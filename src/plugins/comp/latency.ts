import { lookAheadFrames, oversamplingLatency } from '../../host/sdk/index.ts'

/** Times the rate at which sound and gain are multiplied in high quality: the product of two full bands fills two. */
export const FINE_FACTOR = 2

/** [control] Frames from input to output. */
export const latencyFrames = (lookAheadMs: number, high: boolean, sampleRate: number): number =>
  lookAheadFrames(lookAheadMs, sampleRate) + (high ? oversamplingLatency(FINE_FACTOR, sampleRate) : 0)
