import { QUANTUM } from '../../../host/sdk/index.ts'

/** How long the impulse of the linear-phase mode is. */

/** The words of the parameter: taps at up to 48 kHz. */
export const LINEAR_TAPS = ['4096', '8192', '16384', '32768'] as const

/** [control] Taps at a sample rate: twice as many from 64 kHz on, four times as many from 128 kHz on, so that the bass stays as exact. */
export function linearTaps(word: string, sampleRate: number): number {
  return Number(word) * (sampleRate < 64000 ? 1 : sampleRate < 128000 ? 2 : 4)
}

/** [control] Delay in frames: the middle of the impulse. */
export const linearLatency = (taps: number): number => taps / 2

/**
 * Taps on each side of the middle. The first QUANTUM taps stay 0, so that the convolver has nothing to work off tap by tap,
 * and the last as well, for the impulse to be symmetric.
 */
export const sideTaps = (taps: number): number => taps / 2 - QUANTUM

/** Share of each side that is faded out. Less rings, more blurs the bass: a Hann window is 10 to 60 times worse there. */
const FADED = 0.25

/** [audio] The window, `n` taps from the middle, of `side` on each side: flat, then a falling cosine. */
export function windowAt(n: number, side: number): number {
  const edge = (n / side - 1 + FADED) / FADED
  if (edge <= 0) return 1
  return edge >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * edge)
}
