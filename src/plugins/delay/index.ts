import { definePlugin } from '../../host/sdk/index.ts'
import { DelayKernel } from './kernel.ts'
import { parameters } from './parameters.ts'
import { presets } from './presets.ts'
import { response, tailSeconds } from './response.ts'

export const delay = definePlugin({
  id: 'delay',
  name: 'Delay',
  about: 'Repeats the sound, in time with the song if wanted, each repeat thinner and darker.',
  version: 1,
  params: parameters,
  meters: { ducking: { label: 'Ducking', unit: 'dB', hold: 'min', rest: 0 } },
  presets,
  response,
  prepare: (env, views, { ducking }) => {
    const kernel = new DelayKernel(env, views)
    return {
      process: (io) => kernel.process(io, ducking),
      flush: () => kernel.flush(),
      reset: () => kernel.reset(),
    }
  },
  tailSeconds: (values, { bpm }) => tailSeconds(values, bpm),
})
