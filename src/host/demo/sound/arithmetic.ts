/**
 * The few transcendental functions the demo needs, built from + - x / alone: IEEE 754 fixes those to the bit,
 * while `Math.sin` and `Math.pow` may differ between builds of the runtime. So the stems are the same on
 * every machine.
 */

/** [control] sin(2 pi turns), by its Taylor series; within 1e-11. */
export function sine(turns: number): number {
  let t = turns - Math.floor(turns + 0.5)
  if (t > 0.25) t = 0.5 - t
  else if (t < -0.25) t = -0.5 - t
  const x = t * 2 * Math.PI
  const y = x * x
  const inner = 1 - (y / 72) * (1 - (y / 110) * (1 - (y / 156) * (1 - y / 210)))
  return x * (1 - (y / 6) * (1 - (y / 20) * (1 - (y / 42) * inner)))
}

/** [control] cos(2 pi turns). */
export const cosine = (turns: number): number => sine(turns + 0.25)

/** [control] 2 to the power of `x`, |x| up to some hundreds; relative error below 1e-11. */
export function exp2(x: number): number {
  const whole = Math.floor(x)
  const y = (x - whole) * Math.LN2
  let sum = 1
  for (let k = 13; k > 0; k--) sum = 1 + (y / k) * sum
  const factor = whole < 0 ? 0.5 : 2
  for (let k = Math.abs(whole); k > 0; k--) sum *= factor
  return sum
}

/** [control] Linear gain of `db`. */
export const gainOf = (db: number): number => exp2(db * 0.16609640474436813)

/** [control] Hz of a MIDI note number (69 = 440 Hz, fractions are cents / 100). */
export const hzOf = (note: number): number => 440 * exp2((note - 69) / 12)

/** [control] Factor per frame of a decay by 60 dB in `seconds`. */
export const decayPerFrame = (seconds: number, sampleRate: number): number =>
  exp2(-9.965784284662087 / (seconds * sampleRate))

/** [control] Coefficient of a one-pole smoother with a time constant of `seconds`. */
export const smoothing = (seconds: number, sampleRate: number): number =>
  1 - exp2(-Math.LOG2E / (seconds * sampleRate))
