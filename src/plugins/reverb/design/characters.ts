/**
 * The four spaces: delay set, diffusion, early pattern. All times in ms, so that every sample rate agrees.
 *
 *   hall     late build-up, long lattice            plate    no single reflections, dense from the start
 *   room     strong single reflections at once      chamber  dense, with a few reflections
 *
 * The draws were picked by trial for the flattest late spectrum at 48 kHz, 2 s and size 70 %; see README.
 */

export type LineCount = 16 | 32

/** First and last time or level of a group of taps. */
type Range = readonly [number, number]

export interface Character {
  readonly name: 'hall' | 'plate' | 'room' | 'chamber'
  /** Shortest and longest loop delay, ms; the set between is geometric, then prime. */
  readonly loopMs: { readonly 16: Range; readonly 32: Range }
  /** Which draw of jitter on the ladder of delays. */
  readonly loopDraw: { readonly 16: number; readonly 32: number }
  /** Delays of the lattice stages, ms, an even number, 0.73 or more, rising: S stages make 2^S pulses. */
  readonly latticeMs: readonly number[]
  /** The first `bareTaps` taps per ear are bare reflections; the others listen behind the lattice. */
  readonly bareTaps: number
  readonly bareMs: Range
  readonly cloudMs: Range
  /** Energy density relative to that of the tail at time zero, dB, at the first and at the last tap. */
  readonly bareDb: Range
  readonly cloudDb: Range
  /** Share of the taps that cross to the other ear, 0..0.5: width of the early image. */
  readonly cross: number
}

/** Early taps per ear, a multiple of 5. */
export const EARLY_TAPS = 20

export const CHARACTERS: readonly Character[] = [
  {
    name: 'hall',
    loopMs: { 16: [61, 197], 32: [37, 118] },
    loopDraw: { 16: 14, 32: 9 },
    latticeMs: [0.73, 0.83, 0.97, 1.2, 1.5, 1.9, 2.5, 3.3, 4.5, 6.1, 8.1, 10.7],
    bareTaps: 4,
    bareMs: [4, 19],
    cloudMs: [3, 120],
    bareDb: [-3, -5],
    cloudDb: [-1, 0],
    cross: 0.3,
  },
  {
    name: 'plate',
    loopMs: { 16: [53, 181], 32: [32, 109] },
    loopDraw: { 16: 3, 32: 6 },
    latticeMs: [0.73, 0.79, 0.87, 0.97, 1.1, 1.25, 1.45, 1.7, 2, 2.4, 3.1, 4.1],
    bareTaps: 0,
    bareMs: [0, 1],
    cloudMs: [0, 120],
    bareDb: [0, 0],
    cloudDb: [0, 0],
    cross: 0.5,
  },
  {
    name: 'room',
    loopMs: { 16: [47, 163], 32: [29, 101] },
    loopDraw: { 16: 10, 32: 14 },
    latticeMs: [0.73, 0.83, 0.95, 1.1, 1.3, 1.55, 1.85, 2.3, 2.9, 3.7, 4.9, 6.1],
    bareTaps: 8,
    bareMs: [1.3, 21],
    cloudMs: [4, 100],
    bareDb: [2, 0],
    cloudDb: [-2, -1],
    cross: 0.2,
  },
  {
    name: 'chamber',
    loopMs: { 16: [49, 173], 32: [31, 106] },
    loopDraw: { 16: 6, 32: 9 },
    latticeMs: [0.73, 0.83, 0.95, 1.1, 1.3, 1.6, 2, 2.6, 3.4, 4.5, 6.1, 8.3],
    bareTaps: 4,
    bareMs: [2.5, 27],
    cloudMs: [3, 110],
    bareDb: [0, -3],
    cloudDb: [0, 0],
    cross: 0.4,
  },
]
