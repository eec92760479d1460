import type { PanLaw } from './plan.ts'

/**
 * Gains of a mono signal panned between left and right, and of a stereo signal balanced. `position` is -1 to 1.
 *
 *  0 dB    the near side stays, the far side falls
 * -3 dB    constant power: cos and sin
 * -4.5 dB  the geometric mean of the two others
 * -6 dB    constant amplitude: a mono sum stays level
 *
 * cos/sin: J. M. Eargle, Handbook of Recording Engineering, 4th ed. 2003, on panpots.
 */

/** [audio] Gain of the left side of a mono signal; the right side is `panLeft(-position, law)`. */
export function panLeft(position: number, law: PanLaw): number {
  const x = 0.5 * (1 - position)
  if (law === 0) return x >= 0.5 ? 1 : 2 * x
  if (law === -6) return x
  const power = x >= 1 ? 1 : x <= 0 ? 0 : x === 0.5 ? Math.SQRT1_2 : Math.sin((x * Math.PI) / 2)
  return law === -3 ? power : Math.sqrt(x * power)
}

/** [audio] Gain of the left side of a stereo signal: 1 up to the centre, then it falls to 0 at hard right. */
export function balanceLeft(position: number): number {
  return position <= 0 ? 1 : position >= 1 ? 0 : Math.cos((position * Math.PI) / 2)
}
