import { definePlugin, lookAheadFrames } from '../../host/sdk/index.ts'
import { CompKernel } from './kernel.ts'
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
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  key: true,
  presets: compPresets,
  response: compResponse,
  prepare: (env, params, { reduction }) => {
    const kernel = new CompKernel(env, params, reduction)
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  latencyFrames: ({ lookAhead }, sampleRate) => lookAheadFrames(lookAhead, sampleRate),
  tailSeconds: ({ lookAhead }) => lookAhead / 1000,
})
