import { definePlugin } from '../../host/sdk/index.ts'
import { LimiterKernel } from './kernel.ts'
import { parameters } from './parameters.ts'
import { presets } from './presets.ts'
import { response } from './response.ts'
import { latencyFrames } from './timing.ts'

export const limiter = definePlugin({
  id: 'limiter',
  name: 'Limiter',
  about: 'Holds a ceiling that no peak passes, also between the samples.',
  version: 1,
  params: parameters,
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  presets,
  response,
  prepare: (env, views, { reduction }) => {
    const kernel = new LimiterKernel(env, views)
    return {
      process: (io) => kernel.process(io, reduction),
      reset: () => kernel.reset(),
    }
  },
  latencyFrames,
  // The latency; the detector's 35 frames are 5 ms at 8 kHz, the lowest rate there is.
  tailSeconds: ({ lookAhead }) => lookAhead / 1000 + 0.005,
})
