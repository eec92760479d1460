/** Test signals: planar Float64Array, full scale 1, always the same for the same arguments. */

/** `length` frames of a sine at `hz`, peak `level`. */
export function sine(hz: number, length: number, sampleRate = 48000, level = 1, phase = 0): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => level * Math.sin((2 * Math.PI * hz * i) / sampleRate + phase),
  )
}

/** White noise, uniform in -level..level, from a 32-bit linear congruential generator (Numerical Recipes). */
export function noise(length: number, level = 1, seed = 1): Float64Array {
  let state = seed >>> 0
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return level * (state / 2 ** 31 - 1)
  })
}

/** One sample of `level` at frame `at`. */
export function impulse(length: number, at = 0, level = 1): Float64Array {
  const x = new Float64Array(length)
  x[at] = level
  return x
}

export const silence = (length: number): Float64Array => new Float64Array(length)
