import { exp2 } from '../../host/sdk/index.ts'

/** The ways in which a band comes into the sum. */

/** [audio] sum += factor x sound, all channels. */
export function addSteady(
  sound: readonly Float64Array[],
  factor: number,
  sum: readonly Float64Array[],
  frames: number,
): void {
  if (factor === 0) return
  for (let c = 0; c < sum.length; c++) {
    const from = sound[c]!
    const to = sum[c]!
    for (let i = 0; i < frames; i++) to[i] = to[i]! + factor * from[i]!
  }
}

/** [audio] to += from x (dry + wet 2^reduction); `reduction` in octaves. */
export function addReduced(
  from: Float64Array,
  reduction: Float64Array,
  dry: number,
  wet: number,
  to: Float64Array,
  frames: number,
): void {
  for (let i = 0; i < frames; i++) to[i] = to[i]! + from[i]! * (dry + wet * exp2(reduction[i]!))
}

/** [audio] The same factor for two channels. */
export function addReducedPair(
  sound: readonly Float64Array[],
  reduction: Float64Array,
  dry: number,
  wet: number,
  sum: readonly Float64Array[],
  frames: number,
): void {
  const left = sound[0]!
  const right = sound[1]!
  const sumLeft = sum[0]!
  const sumRight = sum[1]!
  for (let i = 0; i < frames; i++) {
    const factor = dry + wet * exp2(reduction[i]!)
    sumLeft[i] = sumLeft[i]! + left[i]! * factor
    sumRight[i] = sumRight[i]! + right[i]! * factor
  }
}

/** [audio] to += from x (dry + wet), which move. */
export function addMoving(
  from: Float64Array,
  dries: Float64Array,
  wets: Float64Array,
  to: Float64Array,
  frames: number,
): void {
  for (let i = 0; i < frames; i++) to[i] = to[i]! + from[i]! * (dries[i]! + wets[i]!)
}

/** [audio] to += from x (dry + wet 2^reduction), which move; `reduction` in octaves. */
export function addMovingReduced(
  from: Float64Array,
  reduction: Float64Array,
  dries: Float64Array,
  wets: Float64Array,
  to: Float64Array,
  frames: number,
): void {
  for (let i = 0; i < frames; i++) to[i] = to[i]! + from[i]! * (dries[i]! + wets[i]! * exp2(reduction[i]!))
}
