import { definePlugin, lookAheadFrames, type Meter } from '../../host/sdk/index.ts'
import { MultibandKernel } from './kernel.ts'
import { multibandParams } from './params.ts'
import { multibandPresets } from './presets.ts'
import { multibandResponse, multibandTailSeconds } from './response.ts'

const reduction = (n: number): Meter => ({ label: `B${n} reduction`, unit: 'dB', hold: 'min', rest: 0 })

/** The multiband compressor: crossovers, bands and measurements stand in README.md. */
export const multiband = definePlugin({
  id: 'multiband',
  name: 'Multiband',
  about:
    'Compresses bass, middle and treble each by itself, so that a boom or a harsh note does not pull the rest down.',
  version: 1,
  params: multibandParams,
  meters: {
    reduction1: reduction(1),
    reduction2: reduction(2),
    reduction3: reduction(3),
    reduction4: reduction(4),
  },
  presets: multibandPresets,
  response: multibandResponse,
  prepare: (env, params, { reduction1, reduction2, reduction3, reduction4 }) => {
    const kernel = new MultibandKernel(env, params, [reduction1, reduction2, reduction3, reduction4])
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  latencyFrames: ({ lookAhead }, sampleRate) => lookAheadFrames(lookAhead, sampleRate),
  tailSeconds: (values) => multibandTailSeconds(values),
})
