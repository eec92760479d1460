import { reverb } from '../../../src/plugins/reverb/index.ts'
import { difference, peak } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence } from '../../support/signals.ts'

/** The convolution engine, all wet, its cuts as far open as they go. */
export const recorded: Values = {
  engine: 'convolution',
  mix: 100,
  preDelay: 0,
  lowCut: 20,
  highCut: 20000,
}

/** A space made by calculation: noise that falls by 60 dB in `decay` s, an independent one per seed. */
export function space(seconds: number, decay: number, seed: number, sampleRate = 48000): Float64Array {
  const h = noise(Math.round(seconds * sampleRate), 1, seed)
  return h.map((v, i) => v * 10 ** ((-3 * i) / sampleRate / decay))
}

/** Linear convolution of `x` with `h`, the first `x.length` frames: every product counted once. */
export function convolve(x: Float64Array, h: Float64Array): Float64Array {
  const y = new Float64Array(x.length)
  for (let k = 0; k < h.length; k++) {
    const tap = h[k]!
    if (tap !== 0) for (let i = k; i < y.length; i++) y[i] = y[i]! + tap * x[i - k]!
  }
  return y
}

/**
 * What the engine makes of noise against the sum of all products with its own impulse responses, as peak re peak, dB: partitions,
 * transforms, their schedule and the routing. `files`: the impulse.
 */
export function convolutionNullDb(files: readonly Float64Array[], frames: number): number {
  const run = (input: readonly Float64Array[]) =>
    runPlugin(reverb, { input, values: recorded, files: { impulse: files } }).output
  const input = [noise(frames), noise(frames, 1, 9)]
  const fromLeft = run([impulse(frames), silence(frames)])
  const fromRight = run([silence(frames), impulse(frames)])
  const output = run(input)
  const worst = [0, 1].map((ear) => {
    const a = convolve(input[0]!, fromLeft[ear]!)
    const b = convolve(input[1]!, fromRight[ear]!)
    const direct = a.map((v, i) => v + b[i]!)
    return difference(output[ear]!, direct) / peak(direct)
  })
  return 20 * Math.log10(Math.max(...worst))
}

/** Frames from an impulse at the input to the first sound of a file that starts at once. */
export function convolutionLatency(preDelay = 0): number {
  const { output } = runPlugin(reverb, {
    input: [impulse(9000), silence(9000)],
    values: { ...recorded, preDelay },
    files: { impulse: [space(0.1, 0.1, 1)] },
  })
  return output[0]!.findIndex((v) => v !== 0)
}
