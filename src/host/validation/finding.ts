import type { PluginDefinition } from '../sdk/index.ts'
import type { Planar } from './rig.ts'

/** How well it went. */
export type Grade = 'pass' | 'warn' | 'fail'

/** What one item found. */
export interface Finding {
  readonly verdict: Grade
  /** What was measured and what is allowed, as text with units. */
  readonly measured?: string
  readonly limit?: string
  /** One sentence: what is true or what is wrong and where. */
  readonly sentence: string
}

/** What an item works on. */
export interface Subject {
  readonly plugin: PluginDefinition
  /** Uniform in 0..1; the same sequence for the same seed and item. */
  readonly random: () => number
  readonly seed: number
  /** Something in every file parameter. */
  readonly files: { readonly [parameter: string]: Planar }
}

/** One of the things that are checked. */
export interface Item {
  /** Stands in reports: `latency`. */
  readonly id: string
  readonly title: string
  run(subject: Subject): Finding | Promise<Finding>
}

/** [control] */
export const pass = (sentence: string, measured?: string, limit?: string): Finding => ({
  verdict: 'pass',
  sentence,
  ...(measured === undefined ? {} : { measured }),
  ...(limit === undefined ? {} : { limit }),
})
/** [control] */
export const fail = (sentence: string, measured?: string, limit?: string): Finding => ({
  ...pass(sentence, measured, limit),
  verdict: 'fail',
})
/** [control] */
export const warn = (sentence: string, measured?: string, limit?: string): Finding => ({
  ...pass(sentence, measured, limit),
  verdict: 'warn',
})
