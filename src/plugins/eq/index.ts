import { definePlugin } from '../../host/sdk/index.ts'
import { EqKernel } from './kernel.ts'
import { LINEAR } from './linear/parameters.ts'
import { prepareLinear } from './linear/prepare.ts'
import { isLinear, linearLatencyFrames, linearMagnitudeDb, linearTailSeconds } from './linear/response.ts'
import { eqParameters } from './parameters.ts'
import { eqPresets } from './presets.ts'
import { eqMagnitudeDb, eqTailSeconds } from './response.ts'
import { bandViews, readViews, SETTINGS_DOUBLES } from './settings.ts'

export const eq = definePlugin({
  id: 'eq',
  name: 'Equaliser',
  about: 'Two cuts and six free bands: clears what is too much and brings out what is missing.',
  version: 1,
  params: eqParameters,
  key: true,
  meters: {
    reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 },
    lift: { label: 'Lift', unit: 'dB', hold: 'max', rest: 0 },
  },
  presets: eqPresets,
  prepare: (env, views, { reduction, lift }) => {
    if (views.phase.index === LINEAR) return prepareLinear(env, views)
    const bands = bandViews(views)
    const settings = env.allocate(SETTINGS_DOUBLES)
    readViews(views, bands, settings)
    const kernel = new EqKernel(env, settings, reduction, lift)
    return {
      process: (io) => {
        if (io.changed) readViews(views, bands, settings)
        kernel.process(io)
      },
      reset: () => kernel.reset(),
      flush: () => kernel.flush(),
    }
  },
  response: {
    magnitudeDb: (values, hz, sampleRate) =>
      isLinear(values) ? linearMagnitudeDb(values, hz, sampleRate) : eqMagnitudeDb(values, hz, sampleRate),
  },
  latencyFrames: (values, sampleRate) => (isLinear(values) ? linearLatencyFrames(values, sampleRate) : 0),
  tailSeconds: (values) => (isLinear(values) ? linearTailSeconds(values) : eqTailSeconds(values)),
})
