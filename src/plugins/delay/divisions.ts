/** Note lengths from long to short, so that a knob turns one way: D is dotted, T a triplet. In quarter notes. */
const QUARTERS = {
  '1/1': 4,
  '1/2D': 3,
  '1/2': 2,
  '1/4D': 3 / 2,
  '1/2T': 4 / 3,
  '1/4': 1,
  '1/8D': 3 / 4,
  '1/4T': 2 / 3,
  '1/8': 1 / 2,
  '1/16D': 3 / 8,
  '1/8T': 1 / 3,
  '1/16': 1 / 4,
  '1/16T': 1 / 6,
  '1/32': 1 / 8,
} as const

/** The name of a note length. */
export type Division = keyof typeof QUARTERS

/** [control] All names, from long to short. */
export const DIVISIONS = Object.keys(QUARTERS) as [Division, ...Division[]]

/** [control] Length in quarter notes. */
export const quartersOf = (division: Division): number => QUARTERS[division]
