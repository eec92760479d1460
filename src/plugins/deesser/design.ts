/**
 * The two shapes, as numbers of the filters in `splitter.ts`. Both leave every bit alone without reduction, and no pole of
 * either moves with the reduction: only the taps do, so that a fast attack modulates levels and nothing else.
 *
 * Shelf: a Butterworth shelf of fourth order. With r = (linear gain)^(1/4) and s in units of the poles,
 *
 *     H(s) = (1 + a r s + b r^2 s^2 + a r^3 s^3 + r^4 s^4) / (1 + a s + b s^2 + a s^3 + s^4)
 *     |H|^2 = (1 + r^8 w^8) / (1 + w^8):  falls without bumps from 1 to the gain
 *
 * Band: the bell (s^2 + gain k s + 1) / (s^2 + k s + 1).
 */

/** Damping of the two sections of the shelf: Butterworth of fourth order. */
export const SHELF_DAMPING = [2 * Math.cos(Math.PI / 8), 2 * Math.sin(Math.PI / 8)] as const

/** Middle coefficients of the fourth-order Butterworth polynomial. */
export const SHELF_A = SHELF_DAMPING[0] + SHELF_DAMPING[1]
export const SHELF_B = 2 + SHELF_DAMPING[0] * SHELF_DAMPING[1]

/**
 * [audio] Hz of the shelf's poles for a dial at `freq`: so far below that at the deepest reduction the zeros, where the
 * bottom of the shelf begins, stand at `freq`. From 1.4 times `freq` on, everything within 0.3 dB gets what is dialled.
 */
export const shelfPole = (freq: number, rangeDb: number): number => freq * 10 ** (-rangeDb / 80)

/** [audio] Damping of a band `octaves` wide between its -3 dB points. */
export const bandDamping = (octaves: number): number => 2 * Math.sinh((Math.LN2 / 2) * octaves)
