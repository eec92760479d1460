const LONGEST_MS = 12
const SHARE = 0.25

/**
 * [audio] ms for which a level is held at least, for a release in ms: 12, or a quarter of the release if that is less. It bridges
 * the zero crossings of tones above 43 Hz, so that they give a steady gain.
 */
export const bridgeMs = (releaseMs: number): number => Math.min(LONGEST_MS, SHARE * releaseMs)
