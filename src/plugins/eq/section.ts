/**
 * The coefficients of one section, five doubles in a row: g k m0 m1 m2.
 *
 *            ┌─ m0 ───────────────────────┐
 *     x ─────┤                            ├─ + ─ y = m0·x + m1·band + m2·low
 *            └─►[ ∫ band ]─►[ ∫ low ]─────┘         g: pole frequency, k: damping (1/Q)
 *
 * Source of the structure: V. Zavalishin, "The art of VA filter design", 2012-2020, chapter 4.
 */
export const COEFFICIENTS = 5

/** [audio] (n0 + n1 S + n2 S²) / (1 + d1 S + d2 S²) as coefficients into out[at..]. */
export function writeSection(
  tc: number,
  d2: number,
  d1: number,
  n2: number,
  n1: number,
  n0: number,
  out: Float64Array,
  at: number,
): void {
  const root = Math.sqrt(d2)
  const k = d1 / root
  const high = n2 / d2
  out[at] = tc / root
  out[at + 1] = k
  out[at + 2] = high
  out[at + 3] = n1 / root - k * high
  out[at + 4] = n0 - high
}

/** [audio] m0 m1 m2 of a section that lets everything through untouched. */
export function writeDry(out: Float64Array, at: number): void {
  out[at + 2] = 1
  out[at + 3] = 0
  out[at + 4] = 0
}

/** [audio] True when the section at `at` changes nothing, bit for bit. */
export const isDry = (c: Float64Array, at: number): boolean =>
  c[at + 2] === 1 && c[at + 3] === 0 && c[at + 4] === 0

/** [control] |H|² of the section at c[at..] at `hz`; exact zeros give 0. */
export function sectionPower(c: Float64Array, at: number, hz: number, sampleRate: number): number {
  const k = c[at + 1]!
  const m0 = c[at + 2]!
  const t = Math.tan((Math.PI * hz) / sampleRate) / c[at]!
  const t2 = t * t
  const mid = c[at + 3]! + k * m0
  const even = m0 + c[at + 4]! - m0 * t2
  const below = 1 - t2
  return (even * even + mid * mid * t2) / (below * below + k * k * t2)
}
