import { cosine, gainOf, sine } from './arithmetic.ts'

/** b0 b1 b2 a1 a2 of a second-order section, a0 = 1. */
export type Section = readonly [number, number, number, number, number]

/**
 * Second-order sections after Robert Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter
 * coefficients" (1998). They only colour instruments here; the desk's own equaliser has better ones.
 */
function section(
  hz: number,
  q: number,
  sampleRate: number,
  build: (
    cos: number,
    alpha: number,
  ) => readonly [b0: number, b1: number, b2: number, a0: number, a2: number],
): Section {
  const turns = Math.min(hz / sampleRate, 0.49)
  const cos = cosine(turns)
  const [b0, b1, b2, a0, a2] = build(cos, sine(turns) / (2 * q))
  return [b0 / a0, b1 / a0, b2 / a0, (-2 * cos) / a0, a2 / a0]
}

/** [control] 12 dB per octave above `hz`. */
export const lowPass = (hz: number, q: number, sampleRate: number): Section =>
  section(hz, q, sampleRate, (cos, alpha) => [(1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, 1 - alpha])

/** [control] 12 dB per octave below `hz`. */
export const highPass = (hz: number, q: number, sampleRate: number): Section =>
  section(hz, q, sampleRate, (cos, alpha) => [(1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, 1 - alpha])

/** [control] 0 dB at `hz`. */
export const bandPass = (hz: number, q: number, sampleRate: number): Section =>
  section(hz, q, sampleRate, (_cos, alpha) => [alpha, 0, -alpha, 1 + alpha, 1 - alpha])

/** [control] `db` at `hz`. */
export const bell = (hz: number, q: number, db: number, sampleRate: number): Section => {
  const a = gainOf(db / 2)
  return section(hz, q, sampleRate, (cos, alpha) => [
    1 + alpha * a,
    -2 * cos,
    1 - alpha * a,
    1 + alpha / a,
    1 - alpha / a,
  ])
}

/** [control] Runs `x` through the sections, in place. */
export function filter(x: Float64Array, ...sections: readonly Section[]): Float64Array {
  for (const [b0, b1, b2, a1, a2] of sections) {
    let s1 = 0
    let s2 = 0
    for (let i = 0; i < x.length; i++) {
      const v = x[i]!
      const y = b0 * v + s1
      s1 = b1 * v - a1 * y + s2
      s2 = b2 * v - a2 * y
      x[i] = y
    }
  }
  return x
}

/** [control] Adds `gain` times `x` to `out` from frame `at` on; what falls outside is left out. */
export function mixInto(out: Float64Array, x: Float64Array, gain: number, at = 0): void {
  const end = Math.min(x.length, out.length - at)
  for (let i = Math.max(0, -at); i < end; i++) out[at + i]! += gain * x[i]!
}
