import { db, definePlugin, toggle } from '../../host/sdk/index.ts'
import { GainKernel } from './kernel.ts'

export const gain = definePlugin({
  id: 'gain',
  name: 'Gain',
  about: 'Level and polarity of all channels.',
  version: 1,
  params: {
    level: db({
      label: 'Level',
      min: -60,
      max: 24,
      default: 0,
      step: 0.1,
      help: 'Makes everything louder or softer.',
    }),
    invert: toggle({
      label: 'Invert',
      default: false,
      help: 'Flips the polarity, for a microphone on the other side of a drum.',
    }),
  },
  meters: {},
  presets: [
    {
      name: 'flip polarity',
      when: 'The bottom microphone of a snare thins the top one out.',
      values: { invert: true },
    },
    {
      name: 'pad',
      when: 'A source is so hot that the processors after it overreact.',
      values: { level: -20 },
    },
  ],
  prepare: (_env, { level, invert }) => {
    const kernel = new GainKernel()
    return {
      process: (io) => kernel.process(io, level.from, level.to, invert.on),
      reset: () => kernel.reset(),
    }
  },
  response: {
    magnitudeDb: ({ level }) => level,
    transferDb: ({ level }, inputDb) => inputDb + level,
  },
})
