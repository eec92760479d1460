import { BAND_TYPES, CUT_ORDERS, CUT_VARIANTS, HIGHEST_SHELF_Q } from '../prototype.ts'
import { HIGH_CUT, LOW_CUT, UNIT_DOUBLES } from '../settings.ts'

/** Magnitudes of the analogue bands and cuts of prototype.ts for whole rows of frequencies, without allocation. */

/** Indices of BAND_TYPES. */
const BELL = BAND_TYPES.indexOf('bell')
const LOW_SHELF = BAND_TYPES.indexOf('lowShelf')
const HIGH_SHELF = BAND_TYPES.indexOf('highShelf')
const NOTCH = BAND_TYPES.indexOf('notch')

/** n2 n1 n0 d2 d1 d0 of the band at hand (see Prototype). */
const prototype = new Float64Array(6)

/** [audio] True when a unit of the settings changes nothing: off, or a bell or shelf at 0 dB. */
export function isUnitFlat(settings: Float64Array, unit: number): boolean {
  const at = unit * UNIT_DOUBLES
  const kind = settings[at]!
  if (kind === 0) return true
  if (unit === LOW_CUT || unit === HIGH_CUT) return false
  return kind - 1 <= HIGH_SHELF && settings[at + 2] === 0
}

/**
 * [audio] |H| of a unit that is not off, at `count` frequencies from `firstHz` on, `stepHz` apart, none of them 0, into `out`.
 * About 6 ns each.
 */
export function fillMagnitude(
  settings: Float64Array,
  unit: number,
  firstHz: number,
  stepHz: number,
  out: Float64Array,
  count: number,
): void {
  const at = unit * UNIT_DOUBLES
  const kind = settings[at]! - 1
  const hz = settings[at + 1]!
  if (unit === LOW_CUT || unit === HIGH_CUT) fillCut(unit === LOW_CUT, kind, hz, firstHz, stepHz, out, count)
  else {
    writePrototype(kind, settings[at + 2]!, settings[at + 3]!)
    fillBand(hz, firstHz, stepHz, out, count)
  }
}

/** `bandPrototype` of prototype.ts as numbers. */
function writePrototype(type: number, gainDb: number, q: number): void {
  const a = 10 ** (gainDb / 40)
  const root = Math.sqrt(a) / Math.min(q, HIGHEST_SHELF_Q)
  if (type === BELL) write(1, a / q, 1, 1, 1 / (a * q), 1)
  else if (type === LOW_SHELF) write(a, a * root, a * a, a, root, 1)
  else if (type === HIGH_SHELF) write(a * a, a * root, a, 1, root, a)
  else if (type === NOTCH) write(1, 0, 1, 1, 1 / q, 1)
  else write(0, 1 / q, 0, 1, 1 / q, 1)
}

function write(n2: number, n1: number, n0: number, d2: number, d1: number, d0: number): void {
  prototype[0] = n2
  prototype[1] = n1
  prototype[2] = n0
  prototype[3] = d2
  prototype[4] = d1
  prototype[5] = d0
}

function fillBand(hz: number, firstHz: number, stepHz: number, out: Float64Array, count: number): void {
  const n2 = prototype[0]!
  const n1 = prototype[1]! ** 2
  const n0 = prototype[2]!
  const d2 = prototype[3]!
  const d1 = prototype[4]! ** 2
  const d0 = prototype[5]!
  for (let i = 0; i < count; i++) {
    const x = (firstHz + i * stepHz) / hz
    const x2 = x * x
    const n = n0 - n2 * x2
    const d = d0 - d2 * x2
    out[i] = Math.sqrt((n * n + n1 * x2) / (d * d + d1 * x2))
  }
}

function fillCut(
  low: boolean,
  variant: number,
  hz: number,
  firstHz: number,
  stepHz: number,
  out: Float64Array,
  count: number,
): void {
  const { slope, times } = CUT_VARIANTS[variant]!
  const order = CUT_ORDERS[slope]!
  for (let i = 0; i < count; i++) {
    const f = firstHz + i * stepHz
    const x = low ? hz / f : f / hz
    const x2 = x * x
    let power = x2
    for (let n = 1; n < order; n++) power *= x2
    out[i] = times === 2 ? 1 / (1 + power) : 1 / Math.sqrt(1 + power)
  }
}
