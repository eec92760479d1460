import { definePlugin } from '../../host/sdk/index.ts'
import { GainKernel } from './kernel.ts'
import { parameters } from './parameters.ts'
import { presets } from './presets.ts'

export const gain = definePlugin({
  id: 'gain',
  name: 'Gain',
  about: 'Level, polarity, balance and what stands on the two sides.',
  version: 1,
  params: parameters,
  meters: {},
  presets,
  prepare: (env, views) => {
    const kernel = new GainKernel(env, views)
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
    }
  },
  response: {
    magnitudeDb: ({ level }) => level,
    transferDb: ({ level }, inputDb) => inputDb + level,
  },
})
