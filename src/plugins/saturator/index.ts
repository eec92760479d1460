import { definePlugin } from '../../host/sdk/index.ts'
import { SaturatorKernel } from './kernel.ts'
import { latencyFrames } from './latency.ts'
import { parameters } from './params.ts'
import { presets } from './presets.ts'
import { response } from './response.ts'

/** The constant of a lopsided curve leaves at 3 Hz: -120 dB after this long, s. */
const DC_SECONDS = 0.75

export const saturator = definePlugin({
  id: 'saturator',
  name: 'Saturator',
  about:
    'Bends the wave: thicker, louder or dirtier, from the last half dB of a master to a broken amplifier.',
  version: 1,
  params: parameters,
  meters: { drive: { label: 'Drive', unit: 'dB', hold: 'min', rest: 0 } },
  presets,
  response,
  prepare: (env, views, { drive }) => {
    const kernel = new SaturatorKernel(env, views)
    return {
      process: (io) => kernel.process(io, drive),
      flush: () => kernel.flush(),
      reset: () => kernel.reset(),
    }
  },
  latencyFrames,
  // Twice the latency at 8 kHz, the lowest rate there is.
  tailSeconds: ({ curve, bias, oversampling }) =>
    curve === 'tube' || bias !== 0 ? DC_SECONDS : oversampling === 'off' ? 0.005 : 0.025,
})
