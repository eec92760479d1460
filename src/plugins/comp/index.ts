import { definePlugin } from '../../host/sdk/index.ts'
import { CompKernel } from './kernel.ts'
import { latencyFrames } from './latency.ts'
import { compParams } from './params.ts'
import { compPresets } from './presets.ts'
import { compResponse } from './response.ts'

/** The compressor: curve, times and measurements stand in README.md. */
export const comp = definePlugin({
  id: 'comp',
  name: 'Compressor',
  about: 'Evens out levels, from one gentle dB on a mix to a wall for peaks.',
  version: 1,
  params: compParams,
  meters: {
    reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 },
    rise: { label: 'Rise', unit: 'dB', hold: 'max', rest: 0 },
  },
  key: true,
  presets: compPresets,
  response: compResponse,
  prepare: (env, params, meters) => {
    const kernel = new CompKernel(env, params, meters)
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  latencyFrames: ({ lookAhead, quality }, sampleRate) =>
    latencyFrames(lookAhead, quality === 'high', sampleRate),
  // The filters of high quality ring for twice their latency: 17 ms at 8 kHz, 4 at 44.1.
  tailSeconds: ({ lookAhead, quality }) => lookAhead / 1000 + (quality === 'high' ? 0.025 : 0),
})
