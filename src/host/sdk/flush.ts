/** Amplitudes below -300 dBFS are over. */
const TINY_AMPLITUDE = 1e-15
/** The same for powers. */
const TINY_POWER = 1e-30

/**
 * [audio] On every grid line: ends inaudible decays in `state[from]` .. `state[to - 1]`, which hold amplitudes, and what is
 * not a finite number. Denormal numbers would cost a hundred times their work, and a NaN would stay in a recursion for good.
 */
export function flushState(state: Float64Array, from: number, to: number): void {
  flushBelow(state, from, to, TINY_AMPLITUDE)
}

/** [audio] flushState for powers. */
export function flushPowers(state: Float64Array, from: number, to: number): void {
  flushBelow(state, from, to, TINY_POWER)
}

function flushBelow(state: Float64Array, from: number, to: number, least: number): void {
  for (let i = from; i < to; i++) {
    const size = Math.abs(state[i]!)
    if (!(size > least && size < Number.POSITIVE_INFINITY)) state[i] = 0
  }
}
