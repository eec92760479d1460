/** Decay at which the wet signal is as loud as the dry one, s. */
const REFERENCE_DECAY = 2

/**
 * [audio] Level of what goes into the network, linear. The energy of a tail grows with its decay, 3 dB per doubling; half
 * of that is taken back, so that a long tail still sounds like more and a short one does not vanish. It acts on the
 * input, so a tail that is already sounding keeps its level. A choice of taste, not a standard.
 */
export const levelFor = (decay: number): number => (decay / REFERENCE_DECAY) ** 0.25

/**
 * [audio] Gain into the loop for a mean line length and a decay in s: with two ears feeding and one row of the matrix
 * listening, noise comes out as loud as it went in, times the level. The loop holds 1 / length of its energy per second
 * and lets it fall by 6 ln 10 nepers of energy per decay.
 */
export const injectFor = (meanSeconds: number, decay: number): number =>
  levelFor(decay) * Math.sqrt((6 * Math.LN10 * meanSeconds) / decay)
