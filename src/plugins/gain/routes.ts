/**
 * What stands on the two sides, as a matrix: shares of the left and the right input in the left output, then in the right
 * one. A mid is half the sum and a side half the difference, so `encode` and `decode` are each other's undoing and a sound
 * in the middle keeps its level in mono.
 */
const MATRICES = {
  stereo: [1, 0, 0, 1],
  swap: [0, 1, 1, 0],
  left: [1, 0, 1, 0],
  right: [0, 1, 0, 1],
  mono: [0.5, 0.5, 0.5, 0.5],
  side: [0.5, -0.5, 0.5, -0.5],
  encode: [0.5, 0.5, 0.5, -0.5],
  decode: [1, 1, 1, -1],
} as const

/** The name of a route. */
export type Route = keyof typeof MATRICES

/** [control] All names. */
export const ROUTES = Object.keys(MATRICES) as [Route, ...Route[]]

/** [idle] All matrices in the order of ROUTES, four numbers each. */
export const routeMatrices = (): Float64Array => Float64Array.from(Object.values(MATRICES).flat())
