import { LEFT, MID, RIGHT, SIDE } from '../channels.ts'
import { CHANNELS_OF, TRIM, UNIT_DOUBLES, UNITS } from '../settings.ts'
import { isUnitFlat } from './magnitude.ts'

/**
 * At every frequency the equaliser is a matrix of two by two real gains. Its rows of gains are called planes: what of an input
 * stays on its side, and what goes over to the other one.
 *
 *     left  -+- LEFT_STAYS ---> + left          stereo units scale all; left and right units scale what arrives on their
 *            +- LEFT_CROSSES -+ |               side; mid and side units mix what stays with what crosses
 *     right -+- RIGHT_CROSSES-|-+
 *            +- RIGHT_STAYS --+-> right
 */
export const LEFT_STAYS = 0
export const LEFT_CROSSES = 1
export const RIGHT_STAYS = 2
export const RIGHT_CROSSES = 3
export const PLANES = 4

/** Sets of planes that have to be known, as bits: without left and right units both inputs are treated alike. */
export const ALIKE = 0
export const CROSSING = 1
export const UNLIKE = 2

/** [audio] What the units of the settings ask for: ALIKE, or CROSSING and UNLIKE added up. */
export function planesNeeded(settings: Float64Array): number {
  let crossing = 0
  let unlike = 0
  for (let unit = 0; unit < UNITS; unit++) {
    const channels = settings[unit * UNIT_DOUBLES + CHANNELS_OF]!
    if (isUnitFlat(settings, unit)) continue
    if (channels === MID || channels === SIDE) crossing = CROSSING
    if (channels === LEFT || channels === RIGHT) unlike = UNLIKE
  }
  return crossing + unlike
}

/** [audio] True when `plane` is one of those needed. */
export const isPlaneNeeded = (plane: number, needed: number): boolean =>
  (plane < RIGHT_STAYS || (needed & UNLIKE) !== 0) && (plane % 2 === 0 || (needed & CROSSING) !== 0)

/** [audio] True when all of the settings but the trim change nothing. */
export function areSettingsFlat(settings: Float64Array): boolean {
  for (let unit = 0; unit < UNITS; unit++) if (!isUnitFlat(settings, unit)) return false
  return true
}

/** [audio] True when both settings ask for the same impulses. */
export function sameSettings(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < TRIM; i++) if (a[i] !== b[i]) return false
  return true
}

/** [audio] A unit with magnitudes m[0..count) and these channels, applied to the bins from `at` on of all planes that are needed. */
export function applyUnit(
  planes: readonly Float64Array[],
  needed: number,
  channels: number,
  m: Float64Array,
  at: number,
  count: number,
): void {
  const last = (needed & UNLIKE) === 0 ? RIGHT_STAYS : PLANES
  for (let stays = LEFT_STAYS; stays < last; stays += 2) {
    if (channels === MID || channels === SIDE)
      mix(planes[stays]!, planes[stays + 1]!, channels === MID ? 1 : -1, m, at, count)
    else {
      // What stays of the left arrives on the left; what crosses arrives on the right.
      const onLeft = stays === LEFT_STAYS ? stays : stays + 1
      const onRight = stays === LEFT_STAYS ? stays + 1 : stays
      if (channels !== RIGHT && isPlaneNeeded(onLeft, needed)) scale(planes[onLeft]!, m, at, count)
      if (channels !== LEFT && isPlaneNeeded(onRight, needed)) scale(planes[onRight]!, m, at, count)
    }
  }
}

function scale(plane: Float64Array, m: Float64Array, at: number, count: number): void {
  for (let i = 0; i < count; i++) plane[at + i] = plane[at + i]! * m[i]!
}

/** Mid m, side 1 (sign 1) or the other way round: both sides get half the sum and half the difference of the two. */
function mix(
  stays: Float64Array,
  crosses: Float64Array,
  sign: number,
  m: Float64Array,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const same = 0.5 * (m[i]! + 1)
    const other = 0.5 * sign * (m[i]! - 1)
    const s = stays[at + i]!
    const c = crosses[at + i]!
    stays[at + i] = same * s + other * c
    crosses[at + i] = other * s + same * c
  }
}
