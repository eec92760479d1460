import { exp2 } from '../../host/sdk/index.ts'
import { SHELF_A, SHELF_B } from './design.ts'
import type { Parts } from './splitter.ts'

/**
 * From a reduction to the sound: the numerators of `design.ts`. A reduction of 0 gives the input, bit for bit.
 */

/** [audio] Replaces reductions in octaves (0 or negative) by 2^(share reduction): linear gains, or a root of them. */
export function toGains(reduction: Float64Array, share: number, frames: number): void {
  for (let i = 0; i < frames; i++) reduction[i] = exp2(share * reduction[i]!)
}

/** [audio] output = input behind the shelf. `roots`: r of `design.ts`, the fourth root of the gain. */
export function shelve(
  input: Float64Array,
  parts: Parts,
  roots: Float64Array,
  output: Float64Array,
  frames: number,
): void {
  const { p1, p2, p3, p4 } = parts
  for (let i = 0; i < frames; i++) {
    const r = roots[i]!
    const square = r * r
    const odd = SHELF_A * ((r - 1) * p1[i]! + (square * r - 1) * p3[i]!)
    const even = SHELF_B * (square - 1) * p2[i]! + (square * square - 1) * p4[i]!
    output[i] = input[i]! + (odd + even)
  }
}

/** [audio] output = input behind the bell. */
export function dip(
  input: Float64Array,
  parts: Parts,
  gains: Float64Array,
  output: Float64Array,
  frames: number,
): void {
  const { p1 } = parts
  for (let i = 0; i < frames; i++) output[i] = input[i]! + (gains[i]! - 1) * p1[i]!
}

/** [audio] output = input, all of it turned down. */
export function lower(input: Float64Array, gains: Float64Array, output: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) output[i] = input[i]! * gains[i]!
}
