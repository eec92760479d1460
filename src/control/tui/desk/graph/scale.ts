/** The scales of graphs. [control] */

/** Frequencies, from left to right in octaves of the same width. */
export const LOWEST_HZ = 20
export const HIGHEST_HZ = 20000
const DECADES = Math.log10(HIGHEST_HZ / LOWEST_HZ)
export const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ)
/** Third-octaves (of a tenth of a decade) in it. */
export const THIRDS = 10 * DECADES

/** Levels of a spectrum, dB re full scale: a song's loudest bands stand at about half the height. */
export const SPECTRUM_TOP_DB = 0
export const SPECTRUM_BOTTOM_DB = -80

/** Levels before and after a compressor or a gate, dB re full scale. */
export const QUIETEST_DB = -60
export const LOUDEST_DB = 6

/** Ranges of a gain scale, dB, from which the smallest that shows the curve is taken. */
export const RANGES_DB: readonly number[] = [6, 12, 24]

/** [control] Hz at a place 0..1. */
export const hzAt = (place: number): number => LOWEST_HZ * 10 ** (DECADES * place)
/** [control] The place of a frequency, 0..1. */
export const placeOf = (hz: number): number => Math.log10(hz / LOWEST_HZ) / DECADES
/** [control] dB at a place 0..1 of the levels before and after an insert. */
export const levelAt = (place: number): number => QUIETEST_DB + (LOUDEST_DB - QUIETEST_DB) * place
/** [control] The place of a level, below 0 or above 1 where the scale does not reach. */
export const levelPlace = (db: number): number => (db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)

/** Size of a plot in cells. */
export interface PlotSize {
  readonly rows: number
  readonly columns: number
}

/** [control] Cells from left to right of levels over levels: a cell is about twice as high as wide, and both scales are the same. */
export const transferColumns = ({ rows, columns }: PlotSize): number => Math.min(columns, 2 * rows)
