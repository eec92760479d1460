import { type Curve, curves } from './curves.ts'

/** Pieces per unit of input: the curve is met within 1e-7, the knee of softClip included. */
export const PIECES = 32
/** Doubles per piece. */
export const STRIDE = 5

/**
 * A curve in pieces: a cubic each that meets value and slope of the curve at both ends, and its integral beside it. With
 * t = 0..1 along a piece:
 *
 *     integral(t) = k0 + t (k1 + t (k2 + t (k3 + t k4))),    value(t) = PIECES x its derivative
 *
 * So the mean of the curve between two inputs is exact, and any curve costs the same.
 */
export interface CurveTable {
  /** k0 to k4 of every piece, and of a straight one after the last. */
  readonly pieces: Float64Array
  readonly low: number
  readonly high: number
  /** What the curve gives below `low` and above `high`. */
  readonly floor: number
  readonly ceiling: number
}

const tables: (CurveTable | undefined)[] = []

/** [idle] The table of a curve, by its index in CURVES; made once and shared. */
export function curveTable(index: number): CurveTable {
  const table = tables[index] ?? makeTable(curves[index]!)
  tables[index] = table
  return table
}

function makeTable(curve: Curve): CurveTable {
  const { low, high } = curve
  const count = (high - low) * PIECES
  const pieces = new Float64Array((count + 1) * STRIDE)
  const h = 1 / PIECES
  const zero = -low * PIECES
  for (let k = 0; k <= count; k++) {
    const x = (k - zero) / PIECES
    const y = k < count ? curve.value(x) : curve.value(high)
    const rise = k < count ? curve.value(x + h) - y : 0
    const slope = k < count ? h * curve.slope(x) : 0
    const next = k < count ? h * curve.slope(x + h) : 0
    const at = k * STRIDE
    pieces[at + 1] = h * y
    pieces[at + 2] = (h * slope) / 2
    pieces[at + 3] = (h * (3 * rise - 2 * slope - next)) / 3
    pieces[at + 4] = (h * (slope + next - 2 * rise)) / 4
  }
  integrate(pieces, zero, count)
  return { pieces, low, high, floor: curve.value(low), ceiling: curve.value(high) }
}

/** Fills in k0: outwards from 0, where the integral is 0, so that it is most exact where signals are small. */
function integrate(pieces: Float64Array, zero: number, count: number): void {
  for (let k = zero; k < count; k++) pieces[(k + 1) * STRIDE] = pieces[k * STRIDE]! + across(pieces, k)
  for (let k = zero - 1; k >= 0; k--) pieces[k * STRIDE] = pieces[(k + 1) * STRIDE]! - across(pieces, k)
}

function across(pieces: Float64Array, k: number): number {
  const at = k * STRIDE
  return pieces[at + 1]! + (pieces[at + 2]! + (pieces[at + 3]! + pieces[at + 4]!))
}

/** [audio] The curve at `x`; exactly 0 at 0. */
export function curveValue(table: CurveTable, x: number): number {
  const { pieces, low, high } = table
  const c = x < low ? low : x > high ? high : x
  const p = (c - low) * PIECES
  const k = p | 0
  const t = p - k
  const at = k * STRIDE
  return (
    PIECES *
    (pieces[at + 1]! + t * (2 * pieces[at + 2]! + t * (3 * pieces[at + 3]! + t * (4 * pieces[at + 4]!))))
  )
}

/** [audio] Slope of the curve at `x`. */
export function curveSlope(table: CurveTable, x: number): number {
  const { pieces, low, high } = table
  const c = x < low ? low : x > high ? high : x
  const p = (c - low) * PIECES
  const k = p | 0
  const t = p - k
  const at = k * STRIDE
  return PIECES * PIECES * (2 * pieces[at + 2]! + t * (6 * pieces[at + 3]! + t * (12 * pieces[at + 4]!)))
}

/** [audio] Integral of the curve from 0 to `x`. */
export function curveIntegral(table: CurveTable, x: number): number {
  const { pieces, low, high } = table
  const c = x < low ? low : x > high ? high : x
  const p = (c - low) * PIECES
  const k = p | 0
  const t = p - k
  const at = k * STRIDE
  const inside =
    pieces[at]! + t * (pieces[at + 1]! + t * (pieces[at + 2]! + t * (pieces[at + 3]! + t * pieces[at + 4]!)))
  return inside + (x - c) * (x < 0 ? table.floor : table.ceiling)
}
