/**
 * Levels in octaves of amplitude: 1 octave is a factor of two, 6.02 dB. Own polynomials instead of Math.log2 and
 * Math.pow: several times faster, and made of +, -, * and / only, which every machine rounds alike, so that a render
 * has the same bits everywhere.
 */

/** dB in one octave of amplitude. */
export const DB_PER_OCTAVE = 20 * Math.log10(2)

const DOUBLE = new Float64Array(1)
/** The same double as two words; the high one (sign, exponent, 20 bits of mantissa) comes second on little-endian machines. */
const WORDS = new Int32Array(DOUBLE.buffer)
/** By exponent of a double: what brings it to sqrt(1/2)..sqrt(2), where the series is shortest. */
const SCALE = Float64Array.from({ length: 2048 }, (_, exponent) => Math.SQRT1_2 * 2 ** (1023 - exponent))
const LARGEST = 1e300
const L1 = 2 / Math.LN2
const L3 = L1 / 3
const L5 = L1 / 5
const L7 = L1 / 7
const L9 = L1 / 9

/**
 * [audio] log2 of `x` within 2e-9, by the series of the inverse hyperbolic tangent. For `x` of 0 or more: 0 gives about
 * -1026 and what is above 1e300, infinity too, reads as 1e300, so that the result is always a number.
 */
export function log2(x: number): number {
  const limited = x < LARGEST ? x : LARGEST
  DOUBLE[0] = limited
  const exponent = WORDS[1]! >> 20
  const mantissa = limited * SCALE[exponent & 2047]!
  const s = (mantissa - 1) / (mantissa + 1)
  const z = s * s
  return exponent - 1022.5 + s * (L1 + z * (L3 + z * (L5 + z * (L7 + z * L9))))
}

/** exp2 looks up 32 steps per octave, from UP octaves down, and a cubic does the rest. */
const STEPS = 32
const UP = 10
const DOWN = 24
const FIRST = UP * STEPS
const E1 = Math.LN2 / STEPS
const E2 = (E1 * E1) / 2
const E3 = (E1 * E1 * E1) / 6

/** 2^(UP - k / STEPS), from square roots, which are rounded alike everywhere. */
const POWERS = new Float64Array((UP + DOWN) * STEPS)
const ROOT = Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(Math.SQRT1_2))))
for (let k = 0; k < POWERS.length; k++)
  POWERS[k] = k % STEPS === 0 ? 2 ** (UP - k / STEPS) : POWERS[k - 1]! * ROOT

/** [audio] 2^y within 6e-10 of its value, for `y` in -23..10: a gain of up to 60 dB. exp2(0) is exactly 1. */
export function exp2(y: number): number {
  const steps = FIRST - STEPS * y
  const k = (steps + 0.5) | 0
  const f = k - steps
  return POWERS[k]! * (1 + f * (E1 + f * (E2 + f * E3)))
}
