/**
 * The four spaces: delay set, diffusion, early pattern. All times in ms, so that every sample rate agrees.
 *
 *   hall     late build-up, long lattice            plate    no single reflections, dense from the start
 *   room     strong single reflections at once      chamber  dense, with a few reflections
 *
 * The draws were picked by trial: flat late spectra at 2 s, 44.1 to 96 kHz and all sizes, an even build-up, decays that are
 * true from 0.3 s on; see README.
 */

export type LineCount = 16 | 32

/** Colour of everything behind the lattice: two steps, each as wide as a first-order shelf. */
export interface Voice {
  readonly lowDb: number
  readonly lowHz: number
  readonly highDb: number
  readonly highHz: number
}

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
  /** From here to the shortest line. */
  readonly cloudFromMs: number
  /** Energy density relative to that of the tail at time zero, dB, at the first and at the last tap. */
  readonly bareDb: Range
  readonly cloudDb: Range
  /** Share of the taps that cross to the other ear, 0..0.5: width of the early image. */
  readonly cross: number
  /** Which draw of times and signs the early pattern takes. */
  readonly tapDraw: number
  readonly voice: Voice
  /** What brings all characters to one loudness, dB. */
  readonly levelDb: number
}

/** Early taps per ear, a multiple of 5. */
export const EARLY_TAPS = 15

export const CHARACTERS: readonly Character[] = [
  {
    name: 'hall',
    loopMs: { 16: [74, 240], 32: [46, 148] },
    loopDraw: { 16: 54, 32: 22 },
    latticeMs: [0.73, 0.83, 0.97, 1.2, 1.5, 1.9, 2.5, 3.3, 4.5, 6.1, 8.1, 10.7],
    bareTaps: 5,
    bareMs: [12, 38],
    cloudFromMs: 6,
    bareDb: [-11, -12],
    cloudDb: [-8, -5],
    cross: 0.3,
    tapDraw: 6,
    voice: { lowDb: 1.5, lowHz: 250, highDb: -2, highHz: 6000 },
    levelDb: 1.2,
  },
  {
    name: 'plate',
    loopMs: { 16: [60, 200], 32: [42, 140] },
    loopDraw: { 16: 250, 32: 70 },
    latticeMs: [0.73, 0.79, 0.87, 0.97, 1.1, 1.25, 1.45, 1.7, 2, 2.4, 3.1, 4.1],
    bareTaps: 0,
    bareMs: [0, 1],
    cloudFromMs: 0,
    bareDb: [0, 0],
    cloudDb: [0, -0.5],
    cross: 0.5,
    tapDraw: 60,
    voice: { lowDb: -4, lowHz: 300, highDb: 4, highHz: 4000 },
    levelDb: 0.3,
  },
  {
    name: 'room',
    loopMs: { 16: [66, 222], 32: [40, 132] },
    loopDraw: { 16: 57, 32: 55 },
    latticeMs: [0.73, 0.83, 0.95, 1.1, 1.3, 1.55, 1.85, 2.3, 2.9, 3.7, 4.9, 6.1],
    bareTaps: 8,
    bareMs: [1.3, 27],
    cloudFromMs: 4,
    bareDb: [4, 0],
    cloudDb: [0, -3],
    cross: 0.2,
    tapDraw: 0,
    voice: { lowDb: 0, lowHz: 150, highDb: -2, highHz: 5000 },
    levelDb: -0.7,
  },
  {
    name: 'chamber',
    loopMs: { 16: [68, 230], 32: [41, 136] },
    loopDraw: { 16: 7, 32: 17 },
    latticeMs: [0.73, 0.83, 0.95, 1.1, 1.3, 1.6, 2, 2.6, 3.4, 4.5, 6.1, 8.3],
    bareTaps: 3,
    bareMs: [2.5, 17],
    cloudFromMs: 2,
    bareDb: [-3, -5],
    cloudDb: [1, -2],
    cross: 0.4,
    tapDraw: 0,
    voice: { lowDb: -3, lowHz: 200, highDb: -5, highHz: 3500 },
    levelDb: 0,
  },
]
