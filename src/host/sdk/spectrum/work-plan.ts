import type { Transform } from './transform.ts'

/**
 * What one block asks of a ConvolverLevel, as a list of small steps that can be worked off a few at a time. FIELDS numbers each: what;
 * which input or output; slice, or first bin; last bin; ns.
 */
export const FIELDS = 5

/** A slice of the transform of an input. */
export const SPLIT = 0
/** All products of some bins of an output. */
export const MULTIPLY = 1
/** A slice of the transform back of an output. */
const JOIN = 2

/** Products in one step, 4 to 6 µs, unless that would make it shorter than SHORTEST bins. */
const PRODUCTS = 4096
const SHORTEST = 64
const NS_PER_PRODUCT = 1.2

/** [idle] SPLIT of an input, or JOIN of an output. */
export function planTransform(transform: Transform, what: number, who: number): number[] {
  const plan: number[] = []
  for (let slice = 0; slice < transform.slices; slice++) plan.push(what, who, slice, 0, transform.ns(slice))
  return plan
}

/** [idle] Everything an output needs; `products`: per bin, paths times partitions. */
export function planOutput(transform: Transform, output: number, products: number): number[] {
  const { size } = transform
  let bins = size
  while (bins > SHORTEST && bins * products > PRODUCTS) bins /= 2
  const plan: number[] = []
  for (let from = 0; from < size; from += bins)
    plan.push(MULTIPLY, output, from, from + bins, Math.ceil(NS_PER_PRODUCT * products * bins))
  plan.push(...planTransform(transform, JOIN, output))
  return plan
}

/** [idle] What a plan costs, more or less. */
export function nsOf(plan: readonly number[]): number {
  let ns = 0
  for (let at = 0; at < plan.length; at += FIELDS) ns += plan[at + 4]!
  return ns
}
