/**
 * The coefficients of state-variable sections whose frequency moves: one set per frame.
 * Source: A. Simper, "Linear Trapezoidal Integrated State Variable Low Pass Filter", 2013.
 */

/** Poles stay below this share of the sample rate. */
const HIGHEST = 0.45

/** [audio] Warped frequency of the bilinear transform, tan(pi hz / rate), for `hz` up to 0.45 of the rate. */
export const warped = (hz: number, sampleRate: number): number =>
  Math.tan(Math.PI * Math.min(hz / sampleRate, HIGHEST))

/** The coefficients of one section frame by frame: 2 a1 - 1, 2 a2 and 2 a3 of the paper, QUANTUM frames. */
export interface SectionCoefficients {
  readonly c1: Float64Array
  readonly c2: Float64Array
  readonly c3: Float64Array
}

/** [audio] Writes the coefficients of `frames` frames from warped frequencies `g`, which may be `c1`, and dampings `k`. */
export function writeSection(
  g: Float64Array,
  k: Float64Array,
  section: SectionCoefficients,
  frames: number,
): void {
  const { c1, c2, c3 } = section
  for (let i = 0; i < frames; i++) {
    const w = g[i]!
    const twice = 2 / (1 + w * (w + k[i]!))
    c1[i] = twice - 1
    c2[i] = w * twice
    c3[i] = w * w * twice
  }
}
