/** Test signals: planar Float64Array, full scale 1, always the same for the same arguments. */

export { noise, pink, sine } from '../../src/host/validation/signals.ts'

/** One sample of `level` at frame `at`. */
export function impulse(length: number, at = 0, level = 1): Float64Array {
  const x = new Float64Array(length)
  x[at] = level
  return x
}

export const silence = (length: number): Float64Array => new Float64Array(length)
