import { gainToDb } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { difference } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise } from '../../support/signals.ts'
import { latencyOf } from './measures.ts'

/** Largest difference of noise at `level` (1: full scale) and what came out of it, latency taken off. */
export function changeOfNoise(values: Values, level = 1): number {
  const x = noise(9600, level)
  const late = latencyOf(values, 48000)
  const y = runPlugin(comp, { input: [x, x], values }).output[1]!
  return difference(y.subarray(late), x.subarray(0, x.length - late))
}

/** Frames by which the first change of the sound misses the onset of an external key minus the look-ahead. */
export function keyOnsetErrorFrames(lookAhead: number): number {
  const at = 4000
  const x = noise(9600)
  const values = { threshold: -30, ratio: 8, attack: 1, lookAhead }
  const latency = latencyOf(values, 48000)
  const y = runPlugin(comp, { input: [x], key: [impulse(x.length, at)], values }).output[0]!
  // At the output the key's frame stands `latency` later, so the gain moves that much before it.
  return y.findIndex((v, i) => i >= latency && v !== x[i - latency]) - at
}

/** Largest difference of the gains of two channels with different sounds, link 100 %. */
export function linkDifference(values: Values): number {
  const left = noise(24000)
  // A factor that is a power of two rounds nothing: equal gains give exactly that factor again.
  const right = left.map((v) => v / 4)
  const { output } = runPlugin(comp, { input: [left, right], values })
  return difference(
    output[1]!,
    output[0]!.map((v) => v / 4),
  )
}

/** Deepest gain in dB behind a full-scale click of so many frames: threshold -20, ratio 4, 10/100 ms. */
export function clickDipDb(frames: number): number {
  const x = new Float64Array(9600).fill(0.01)
  for (let i = 0; i < frames; i++) x[4800 + i] = i % 2 === 0 ? 1 : -1
  const values = { threshold: -20, ratio: 4, attack: 10, release: 100 }
  const y = runPlugin(comp, { input: [x], values }).output[0]!
  return gainToDb(y.subarray(4800 + frames).reduce((low, v) => Math.min(low, v), 1) / 0.01)
}
