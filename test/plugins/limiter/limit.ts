import { defaults } from '../../../src/host/sdk/index.ts'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { type RunOptions, runPlugin, type Values } from '../../support/plugin-run.ts'

/** Latency in frames with `values` over the defaults. */
export function latencyOf(values: Values = {}, sampleRate = 48000): number {
  return limiter.latencyFrames!({ ...defaults(limiter.params), ...values }, sampleRate)
}

/** `input` through the limiter, aligned with it: the latency is cut off the front and silence fed in at the end. */
export function limit(
  input: readonly Float64Array[],
  values: Values = {},
  options: Partial<RunOptions> = {},
): Float64Array[] {
  const latency = latencyOf(values, options.sampleRate)
  const padded = input.map((x) => {
    const y = new Float64Array(x.length + latency)
    y.set(x)
    return y
  })
  return runPlugin(limiter, { ...options, input: padded, values }).output.map((y) => y.subarray(latency))
}
