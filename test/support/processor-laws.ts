import fc from 'fast-check'
import { fromNorm, type PlainValue, type PluginDefinition } from '../../src/host/sdk/index.ts'
import { difference, isFiniteSignal, rmsDb } from './measure.ts'
import { type RunOptions, type RunResult, runPlugin, type Values } from './plugin-run.ts'
import { noise } from './signals.ts'

/** What every processor has to keep, as numbers: the tests of each ask for it with its own settings. */

/** Noise in beats, so that every branch of a dynamics processor is taken: below the threshold, attack, release. */
export const beats = (length: number, seed: number, period = 4800, fade = 700): Float64Array =>
  noise(length, 1, seed).map((v, i) => v * Math.exp(-(i % period) / fade))

/** The largest difference that other block sizes make in a run; 0 is every bit. */
export function splitDifference(plugin: PluginDefinition, run: RunOptions): number {
  const whole = runPlugin(plugin, run).output
  let worst = 0
  for (const blocks of [[1], [7, 300], [4096]])
    runPlugin(plugin, { ...run, blocks }).output.forEach((y, c) => {
      worst = Math.max(worst, difference(y, whole[c]!))
    })
  return worst
}

/** Plays noise of any size with any values, and changes all that are not structural on the way; throws unless `holds`. */
export function checkAnyValues(
  plugin: PluginDefinition,
  runs: number,
  holds: (run: RunResult) => boolean,
): void {
  const parameters = Object.entries(plugin.params)
  const anyOf = (some: typeof parameters) =>
    fc.record(
      Object.fromEntries(
        some.map(([id, parameter]) => [
          id,
          fc.double({ min: 0, max: 1, noNaN: true }).map((norm): PlainValue => fromNorm(parameter, norm)),
        ]),
      ),
    )
  const movable = parameters.filter(([, parameter]) => parameter.structural !== true)
  const decades = fc.double({ min: -8, max: 4, noNaN: true })
  fc.assert(
    fc.property(anyOf(parameters), anyOf(movable), decades, fc.nat(), (values, later, size, seed) => {
      const input = [noise(1024, 10 ** size, seed), noise(1024, 10 ** size, seed + 1)]
      const automate = (frame: number) => (frame === 384 ? later : undefined)
      const run = runPlugin(plugin, { input, values, automate, blocks: [128, 50] })
      return run.output.every(isFiniteSignal) && holds(run)
    }),
    { numRuns: runs, seed: 7 },
  )
}

/**
 * How far, in dB, a processor is from where it would be 1.7 s after 1000 samples that were no numbers; infinity when its output
 * is not finite 0.4 s after them.
 */
export function recoveryErrorDb(plugin: PluginDefinition, values: Values): number {
  const clean = [noise(96000), noise(96000, 1, 5)]
  const dirty = clean.map((x) => x.slice())
  for (let i = 9600; i < 10600; i++) dirty[0]![i] = i % 3 === 0 ? Number.NaN : Number.POSITIVE_INFINITY
  const after = runPlugin(plugin, { input: clean, values }).output
  const errors = runPlugin(plugin, { input: dirty, values }).output.map((y, c) =>
    isFiniteSignal(y.subarray(30000))
      ? Math.abs(rmsDb(y, 90000) - rmsDb(after[c]!, 90000))
      : Number.POSITIVE_INFINITY,
  )
  return Math.max(...errors)
}

/** The largest difference between a first run and the same one after another sound and a reset; 0 is every bit. */
export function restartDifference(plugin: PluginDefinition, values: Values): number {
  const before = 3200
  const x = beats(6400, 3)
  const once = runPlugin(plugin, { input: [x], values }).output[0]!
  const input = [Float64Array.of(...beats(before, 9), ...x)]
  const twice = runPlugin(resetting(plugin, before), { input, values }).output[0]!
  return difference(twice.subarray(before), once)
}

/** `plugin`, reset after `frames`, which is the end of a call. */
function resetting(plugin: PluginDefinition, frames: number): PluginDefinition {
  return {
    ...plugin,
    prepare: (env, params, meters) => {
      const processor = plugin.prepare(env, params, meters)
      let seen = 0
      return {
        ...processor,
        process: (io) => {
          if (seen === frames) processor.reset()
          seen += io.frames
          processor.process(io)
        },
      }
    },
  }
}
