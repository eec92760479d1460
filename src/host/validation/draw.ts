import { fromNorm, type PlainValue, type PluginDefinition } from '../sdk/index.ts'
import type { Planar, Values } from './rig.ts'
import { noise } from './signals.ts'

/** [control] Uniform numbers 0..1 from a seed: mulberry32 (T. Ettinger, 2017), good enough to choose settings. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

/** [control] A value for every parameter: anywhere in the range, now and then at an end. */
export function drawValues(plugin: PluginDefinition, random: () => number): Values {
  return Object.fromEntries(
    Object.entries(plugin.params).map(([id, parameter]): [string, PlainValue] => {
      if (parameter.kind === 'file') return [id, random() < 0.5 ? '' : 'drawn.wav']
      const norm = random()
      const atEnd = random() < 0.1
      return [id, fromNorm(parameter, atEnd ? Math.round(norm) : norm)]
    }),
  )
}

/** [control] `values` with only those that may move while a processor runs. */
export const movable = (plugin: PluginDefinition, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !plugin.params[id]!.structural))

/** [control] A stereo burst that dies away for every file parameter. */
export function drawFiles(plugin: PluginDefinition): { readonly [parameter: string]: Planar } {
  const burst = [11, 12].map((seed) => noise(9600, 0.5, seed).map((x, i) => x * Math.exp(-i / 1200)))
  return Object.fromEntries(
    Object.entries(plugin.params)
      .filter(([, parameter]) => parameter.kind === 'file')
      .map(([id]) => [id, burst]),
  )
}
