/**
 * The scale of level meters: full scale at the top, and more room for a dB the louder it is. Points of the deflection of
 * digital peak meters of IEC 60268-18 in its usual piecewise linear form; below -70 dB nothing shows.
 */
const POINTS: readonly (readonly [db: number, norm: number])[] = [
  [-70, 0],
  [-60, 0.025],
  [-50, 0.075],
  [-40, 0.15],
  [-30, 0.3],
  [-20, 0.5],
  [0, 1],
]

/** Levels that are written beside the meters, dB, the ones that must not be missing first. */
export const MARKS: readonly number[] = [0, -20, -10, -40, -6, -30, -60, -3, -15, -25, -50]

/** From here on a meter is yellow, dB: the reference level of EBU R 68 is 18 dB below full scale, speech peaks above it. */
const YELLOW_DB = -12
/** From here on it is red, dB: what is left is less than inter-sample peaks may need. */
const RED_DB = -2

export type Zone = 'low' | 'high' | 'hot'

/** [control] Height 0..1 of a level in dB. */
export function meterNorm(db: number): number {
  if (!(db > POINTS[0]![0])) return 0
  for (let i = 1; i < POINTS.length; i++) {
    const [upper, top] = POINTS[i]!
    if (db > upper) continue
    const [lower, bottom] = POINTS[i - 1]!
    return bottom + ((top - bottom) * (db - lower)) / (upper - lower)
  }
  return 1
}

const YELLOW = meterNorm(YELLOW_DB)
const RED = meterNorm(RED_DB)

/** [control] Which color a height 0..1 has. */
export const zoneOf = (norm: number): Zone => (norm >= RED ? 'hot' : norm >= YELLOW ? 'high' : 'low')
