/** Steepness of a step per octave: about as wide as a first-order shelf, which is what walls and air do. */
const STEEPNESS = 1.2

/** [audio] A logistic step over the octaves: 0 far below, 1/2 at 0, 1 far above. */
export const step = (octaves: number): number => 1 / (1 + Math.exp(-STEEPNESS * octaves))
