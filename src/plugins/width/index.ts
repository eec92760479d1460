import { definePlugin } from '../../host/sdk/index.ts'
import { WidthKernel } from './kernel.ts'
import { meters } from './meters.ts'
import { MONO_OFF_HZ, parameters } from './params.ts'
import { presets } from './presets.ts'
import { response } from './response.ts'

export const width = definePlugin({
  id: 'width',
  name: 'Width',
  about: 'Makes a stereo sound wider or narrower, keeps its bass in the middle and its mono sum whole.',
  version: 1,
  params: parameters,
  meters,
  presets,
  response,
  prepare: (env, views, cells) => {
    const kernel = new WidthKernel(env, views, cells)
    return {
      process: (io) => kernel.process(io),
      flush: () => kernel.flush(),
      reset: () => kernel.reset(),
    }
  },
  // Fourteen time constants of the high-pass, and a little for the second pole.
  tailSeconds: ({ monoBelow }) => (monoBelow > MONO_OFF_HZ ? 18 / (2 * Math.PI * monoBelow) : 0),
})
