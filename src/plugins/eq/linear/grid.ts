import { QUANTUM } from '../../../host/sdk/index.ts'

/** How long the impulse of the linear-phase mode is. */

/** The words of the parameter: taps at 44.1 and 48 kHz. */
export const LINEAR_TAPS = ['4096', '8192', '16384', '32768'] as const

/** Slowest rate that `linearTaps` answers with the words themselves, Hz; at any rate an impulse lasts taps/SLOWEST seconds at most. */
const SLOWEST = 32000

/**
 * [control] Taps at a sample rate: as many as the word says from 32 to 64 kHz, and twice, four times, half or a quarter as many
 * an octave or two above or below, so that the bass is as exact and the delay as long at any rate.
 */
export function linearTaps(word: string, sampleRate: number): number {
  const octaves = Math.floor(Math.log2(sampleRate / SLOWEST))
  return Number(word) * 2 ** Math.min(2, Math.max(-2, octaves))
}

/** [control] Seconds an impulse may last at any rate. */
export const longestSeconds = (word: string): number => Number(word) / SLOWEST

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
