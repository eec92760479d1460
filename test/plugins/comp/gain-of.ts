import { comp } from '../../../src/plugins/comp/index.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'

/** Gain in dB at every frame, from a signal and what came out of it; between zero crossings the last one is kept. */
export function gainDb(x: Float64Array, y: Float64Array): Float64Array {
  let gain = 0
  return x.map((value, i) => {
    if (Math.abs(value) > 1e-6) gain = 20 * Math.log10(y[i]! / value)
    return gain
  })
}

export interface Step {
  readonly hz?: number
  readonly sampleRate?: number
  readonly loudSeconds: number
  readonly quietSeconds: number
  readonly values: Values
}

/**
 * A tone at -30 dBFS, from 50 ms on at -6, then at -30 again; it steps up at a peak. Threshold -20, ratio 4: 10.5 dB of
 * reduction. `after(share)` is the time in ms from the step until that share of the final change is done.
 */
export function measureStep({ hz = 3010, sampleRate = 48000, loudSeconds, quietSeconds, values }: Step) {
  const up = Math.round(0.05 * sampleRate)
  const down = up + Math.round(loudSeconds * sampleRate)
  const length = down + Math.round(quietSeconds * sampleRate)
  const x = Float64Array.from({ length }, (_, i) => {
    const level = i >= up && i < down ? 10 ** (-6 / 20) : 10 ** (-30 / 20)
    return level * Math.cos((2 * Math.PI * hz * (i - up)) / sampleRate)
  })
  const run = runPlugin(comp, {
    input: [x],
    sampleRate,
    values: { threshold: -20, ratio: 4, knee: 0, ...values },
  })
  const gain = gainDb(x, run.output[0]!)
  const depth = gain[down - 1]!
  const since = (from: number, reached: (g: number) => boolean): number => {
    let i = from
    while (i < length && !reached(gain[i]!)) i++
    return ((i - from + 1) / sampleRate) * 1000
  }
  return {
    depth,
    reduction: Math.min(...run.meters['reduction']!),
    attackMs: (share: number) => since(up, (g) => g <= depth * share),
    releaseMs: (share: number) => since(down, (g) => g >= depth * (1 - share)),
  }
}
