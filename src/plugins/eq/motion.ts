import { GLIDE } from './run.ts'
import { COEFFICIENTS, isDry, writeDry } from './section.ts'

/**
 * How the coefficients of one slot travel. Every grid line brings one point (g k m0 m1 m2), four in a dynamic band; between
 * the points the coefficients follow a quadratic B-spline through the last three points, so neither value nor slope jumps:
 * straight lines would leave corners in m0, m1 and m2, heard as a buzz at -95 dB under a turning gain knob (this: below
 * -120). The price is one and a half grid lines of delay, 4 ms at 48 kHz. The weights are positive, so g > 0 and k > 0
 * throughout. It is the curve of the sdk's Spline, as differences per frame: five coefficients in a filter's loop want
 * additions and nothing else.
 *
 * A jump of type, slope or on/off is a turn: the point moves from where it stands to the new design on a smooth step.
 * On and off are the same move, from and to the section that lets everything through.
 *
 * Layout per slot: design, held (where a turn began), older, old, now; five doubles each.
 */
export const MOTION = 25
const HELD = 5
const OLDER = 10
const OLD = 15
const NOW = 20

/** What a slot does until the next grid line. */
export const IDLE = 0
export const REST = 1
export const MOVING = 2

/** [audio] Starts a turn from where the slot stands. A slot that was idle starts dry, at the frequency it will have. */
export function holdPoint(m: Float64Array, slot: number, idle: boolean): void {
  const at = slot * MOTION
  for (let i = 0; i < COEFFICIENTS; i++) m[at + HELD + i] = m[at + NOW + i]!
  if (!idle) return
  m[at + HELD] = m[at]!
  m[at + HELD + 1] = m[at + 1]!
  writeDry(m, at + HELD)
}

/** [audio] Takes the next point; `share` is how much of the design it holds, the rest is the held one; 1 without a turn. */
export function takePoint(m: Float64Array, slot: number, share: number): void {
  const at = slot * MOTION
  for (let i = 0; i < COEFFICIENTS; i++) {
    const design = m[at + i]!
    const held = m[at + HELD + i]!
    m[at + OLDER + i] = m[at + OLD + i]!
    m[at + OLD + i] = m[at + NOW + i]!
    m[at + NOW + i] = share === 1 ? design : held + (design - held) * share
  }
}

/** [audio] Before an idle slot wakes: its past is dry, at the frequency of the newest point. */
export function wakeDry(m: Float64Array, slot: number): void {
  const at = slot * MOTION
  for (let past = OLDER; past <= OLD; past += COEFFICIENTS) {
    m[at + past] = m[at + NOW]!
    m[at + past + 1] = m[at + NOW + 1]!
    writeDry(m, at + past)
  }
}

/** [audio] What the three points ask for. */
export function modeOf(m: Float64Array, slot: number): number {
  const at = slot * MOTION
  if (isDry(m, at + OLDER) && isDry(m, at + OLD) && isDry(m, at + NOW)) return IDLE
  for (let i = 0; i < COEFFICIENTS; i++) {
    const now = m[at + NOW + i]!
    if (m[at + OLD + i]! !== now || m[at + OLDER + i]! !== now) return MOVING
  }
  return REST
}

/** [audio] Where the newest point of a slot is. */
export const pointAt = (slot: number): number => slot * MOTION + NOW

/** [audio] True when the newest point changes nothing. */
export const isPointDry = (m: Float64Array, slot: number): boolean => isDry(m, slot * MOTION + NOW)

/**
 * [audio] Start value, first and second difference per frame of ½(1-t)²·older + (½+t-t²)·old + ½t²·now, t = 0 at this point
 * and 1 at the next, `span` frames later.
 */
export function writeGlide(m: Float64Array, slot: number, glide: Float64Array, span: number): void {
  const to = slot * GLIDE
  for (let i = 0; i < COEFFICIENTS; i++) {
    const at = slot * MOTION + i
    bend(m[at + OLDER]!, m[at + OLD]!, m[at + NOW]!, glide, to + i, span)
  }
}

/** The same for one value: writes glide[at] and its differences one and two rows of coefficients further. */
function bend(older: number, old: number, now: number, glide: Float64Array, at: number, span: number): void {
  const second = (older - 2 * old + now) / (span * span)
  glide[at] = 0.5 * (older + old)
  glide[at + COEFFICIENTS] = (old - older) / span + 0.5 * second
  glide[at + 2 * COEFFICIENTS] = second
}

/** [audio] The curve of `writeGlide` itself, for a value that is needed at `t` only. */
export const onSpline = (older: number, old: number, now: number, t: number): number =>
  0.5 * (1 - t) * (1 - t) * older + (0.5 + t - t * t) * old + 0.5 * t * t * now

/** [audio] Ends all motion at the design. */
export function settle(m: Float64Array, slot: number): void {
  for (let i = 0; i < 3; i++) takePoint(m, slot, 1)
}
