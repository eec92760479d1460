import { definePlugin, lookAheadFrames } from '../../host/sdk/index.ts'
import { DeesserKernel } from './kernel.ts'
import { deesserParams } from './params.ts'
import { deesserPresets } from './presets.ts'
import { deesserResponse } from './response.ts'

/** The filters that are taken away ring this long at most: a band of 0.3 octaves at 2 kHz. */
const RING_SECONDS = 0.02

/** The de-esser: shapes, detector and measurements stand in README.md. */
export const deesser = definePlugin({
  id: 'deesser',
  name: 'De-esser',
  about:
    'Turns down a sharp s, a whistle or a cymbal while it lasts, and leaves the rest of the sound alone.',
  version: 1,
  params: deesserParams,
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  presets: deesserPresets,
  response: deesserResponse,
  prepare: (env, params, { reduction }) => {
    const kernel = new DeesserKernel(env, params, reduction)
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  latencyFrames: ({ lookAhead }, sampleRate) => lookAheadFrames(lookAhead, sampleRate),
  tailSeconds: ({ lookAhead }) => lookAhead / 1000 + RING_SECONDS,
})
