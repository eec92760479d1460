/** Analogue prototypes: what every band and cut is meant to sound like at an infinite sample rate. */

/** Shapes of a band, in the order of the `type` parameter. */
export const BAND_TYPES = ['bell', 'lowShelf', 'highShelf', 'notch', 'bandPass'] as const
export type BandType = (typeof BAND_TYPES)[number]

/** H(x) = (n2 x² + n1 x + n0) / (d2 x² + d1 x + d0) with x = j·f/hz. */
export interface Prototype {
  readonly n2: number
  readonly n1: number
  readonly n0: number
  readonly d2: number
  readonly d1: number
  readonly d0: number
}

/** Narrowest shelf; above 1 it overshoots on both sides of its edge. */
export const HIGHEST_SHELF_Q = 2

/** Q as a band of this type uses it. */
const effectiveQ = (type: BandType, q: number): number =>
  type === 'lowShelf' || type === 'highShelf' ? Math.min(q, HIGHEST_SHELF_Q) : q

/**
 * [control] The prototype of a band; notch and bandPass have no gain. Shapes after R. Bristow-Johnson, "Cookbook
 * formulae for audio EQ biquad filter coefficients", 1998-2021.
 */
export function bandPrototype(type: BandType, gainDb: number, q: number): Prototype {
  const a = 10 ** (gainDb / 40)
  const root = Math.sqrt(a) / effectiveQ(type, q)
  switch (type) {
    case 'bell':
      return { n2: 1, n1: a / q, n0: 1, d2: 1, d1: 1 / (a * q), d0: 1 }
    case 'lowShelf':
      return { n2: a, n1: a * root, n0: a * a, d2: a, d1: root, d0: 1 }
    case 'highShelf':
      return { n2: a * a, n1: a * root, n0: a, d2: 1, d1: root, d0: a }
    case 'notch':
      return { n2: 1, n1: 0, n0: 1, d2: 1, d1: 1 / q, d0: 1 }
    case 'bandPass':
      return { n2: 0, n1: 1 / q, n0: 0, d2: 1, d1: 1 / q, d0: 1 }
  }
}

/** [control] |H|² of a prototype at x = f/hz. */
export function prototypePower(p: Prototype, x: number): number {
  const x2 = x * x
  const ne = p.n0 - p.n2 * x2
  const de = p.d0 - p.d2 * x2
  return (ne * ne + p.n1 * p.n1 * x2) / (de * de + p.d1 * p.d1 * x2)
}

/** [control] Magnitude in dB of an analogue band set to `centre` Hz, at `hz`. */
export const bandDb = (type: BandType, centre: number, gainDb: number, q: number, hz: number): number =>
  10 * Math.log10(prototypePower(bandPrototype(type, gainDb, q), hz / centre))

/** Orders of a cut, in the order of the slope parameters (6 dB per octave each). */
export const CUT_ORDERS = [1, 2, 3, 4, 6, 8] as const

/**
 * Q of every second-order section of a Butterworth cut, by order; 0 stands for a first-order section.
 * Source: S. Butterworth, "On the theory of filter amplifiers", 1930: poles evenly on a half circle.
 */
export const CUT_QS: readonly (readonly number[])[] = CUT_ORDERS.map((order) => {
  const qs = Array.from(
    { length: Math.floor(order / 2) },
    (_, k) => 1 / (2 * Math.sin(((2 * k + 1) * Math.PI) / (2 * order))),
  )
  return order % 2 === 1 ? [...qs, 0] : qs
})

/** Shapes of a cut, in the order of the shape parameters. */
export const CUT_SHAPES = ['butterworth', 'linkwitzRiley'] as const
export type CutShape = (typeof CUT_SHAPES)[number]

/**
 * What the two cut parameters come to: the slope (index in CUT_ORDERS) of a Butterworth cut, and how often it is run. Two equal
 * Butterworth cuts of half the slope make a Linkwitz-Riley cut, 6.02 dB down at its corner. Source: S. Linkwitz, "Active
 * crossover networks for noncoincident drivers", JAES 24(1), 1976.
 */
export interface CutVariant {
  readonly slope: number
  readonly times: 1 | 2
}

/** All slopes as Butterworth, then all slopes as Linkwitz-Riley; odd orders have none and stay Butterworth. */
export const CUT_VARIANTS: readonly CutVariant[] = CUT_SHAPES.flatMap((shape) =>
  CUT_ORDERS.map((order, slope): CutVariant => {
    const half = CUT_ORDERS.findIndex((other) => 2 * other === order)
    return shape === 'linkwitzRiley' && half >= 0 ? { slope: half, times: 2 } : { slope, times: 1 }
  }),
)

/** [audio] Index in CUT_VARIANTS of a slope and a shape, given by their indices. */
export const cutVariant = (slope: number, shape: number): number => slope + shape * CUT_ORDERS.length

/** [control] Magnitude in dB of an analogue cut (index in CUT_VARIANTS) at `corner` Hz. */
export function cutDb(kind: 'low' | 'high', variant: number, corner: number, hz: number): number {
  const x = kind === 'low' ? corner / hz : hz / corner
  const { slope, times } = CUT_VARIANTS[variant]!
  return -10 * times * Math.log10(1 + x ** (2 * CUT_ORDERS[slope]!))
}
