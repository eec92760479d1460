import { cosine, sine } from './arithmetic.ts'

/** Frames of one period in a table; a power of two, so that a phase wraps with a mask. */
export const TABLE = 2048

/** Amplitudes of the sine and of the cosine of one harmonic. */
export type Harmonic = readonly [sin: number, cos: number]

/**
 * [control] One period with the harmonics 1..count. The first frame stands again at the end, for the
 * interpolation. A table holds no harmonic that could fold back, so it plays without aliasing up to the pitch
 * it was made for.
 */
export function wavetable(count: number, harmonic: (number: number) => Harmonic): Float64Array {
  const table = new Float64Array(TABLE + 1)
  for (let h = 1; h <= count; h++) {
    const [a, b] = harmonic(h)
    for (let i = 0; i < TABLE; i++) {
      const phase = (h * i) & (TABLE - 1)
      table[i]! += a * SINE[phase]! + b * SINE[(phase + TABLE / 4) & (TABLE - 1)]!
    }
  }
  table[TABLE] = table[0]!
  return table
}

/** [control] How many harmonics of `hz` fit below `limit` Hz, at least one. */
export const harmonicsBelow = (limit: number, hz: number): number => Math.max(1, Math.floor(limit / hz))

/** One period of a sine, with the first frame again at the end. */
export const SINE: Float64Array = Float64Array.from({ length: TABLE + 1 }, (_, i) => sine(i / TABLE))

/**
 * [control] Sine and cosine amplitudes of the harmonics of a glottal pulse: the flow rises over 40 % of the
 * period, falls over 16 % and rests (A. E. Rosenberg, "Effect of glottal pulse shape on the quality of
 * natural vowels", 1971, shape C), then differentiated, which is what the lips radiate.
 */
export function glottalHarmonics(count: number): readonly Harmonic[] {
  const flow = Float64Array.from({ length: 512 }, (_, i) => {
    const t = i / 512
    if (t < 0.4) return 0.5 - 0.5 * cosine(t / 0.8)
    return t < 0.56 ? cosine((t - 0.4) / 0.64) : 0
  })
  return Array.from({ length: count }, (_, k) => {
    let sin = 0
    let cos = 0
    for (let i = 0; i < 512; i++) {
      sin += flow[i]! * sine(((k + 1) * i) / 512)
      cos += flow[i]! * cosine(((k + 1) * i) / 512)
    }
    const scale = (k + 1) / 128
    return [-cos * scale, sin * scale]
  })
}
