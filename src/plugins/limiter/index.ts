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
  // The latency; at 8 kHz, the lowest rate there is, 35 frames of the detector are 5 ms and 144 of the precise stage 18.
  tailSeconds: ({ lookAhead, detection }) => lookAhead / 1000 + (detection === 'precise' ? 0.024 : 0.005),
})
