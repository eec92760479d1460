import { QUANTUM } from '../../../host/sdk/index.ts'

/** Length of a fade between two impulses, seconds: long enough that a tone of 100 Hz leaves nothing above -120 dB elsewhere. */
const SECONDS = 0.03

/** [idle] The same in grid lines. */
export const fadeLines = (sampleRate: number): number => Math.ceil((SECONDS * sampleRate) / QUANTUM)

/**
 * [audio] from + (to - from)·s into y, where s rises from 0 at frame 0 to 1 at frame `length` without a kink in its slope or its
 * bend (6t⁵ - 15t⁴ + 10t³); y may be one of both. `at`: the first frame. Equal gain: both hold the same sound, in phase.
 */
export function fadeOver(
  from: Float64Array,
  to: Float64Array,
  y: Float64Array,
  frames: number,
  at: number,
  length: number,
): void {
  for (let i = 0; i < frames; i++) {
    const t = (at + i) / length
    const s = t * t * t * (10 + t * (6 * t - 15))
    const a = from[i]!
    y[i] = a + (to[i]! - a) * s
  }
}
