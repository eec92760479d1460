import { definePlugin, lookAheadFrames } from '../../host/sdk/index.ts'
import { GateKernel } from './kernel.ts'
import { gateParams } from './params.ts'
import { gatePresets } from './presets.ts'
import { gateResponse } from './response.ts'

/** The gate, expander and ducker: what each dial does stands in README.md. */
export const gate = definePlugin({
  id: 'gate',
  name: 'Gate',
  about: 'Shuts out what is soft, turns it down gently, or ducks a sound under a key.',
  version: 1,
  params: gateParams,
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  key: true,
  presets: gatePresets,
  response: gateResponse,
  prepare: (env, params, { reduction }) => {
    const kernel = new GateKernel(env, params, reduction)
    return {
      process: (io) => kernel.process(io),
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  latencyFrames: ({ lookAhead }, sampleRate) => lookAheadFrames(lookAhead, sampleRate),
  tailSeconds: ({ lookAhead }) => lookAhead / 1000,
})
