import {
  definePlugin,
  type MeterCell,
  type ParameterViews,
  type Processor,
  type ProcessorEnv,
} from '../../host/sdk/index.ts'
import { ConvolutionKernel } from './convolution/kernel.ts'
import { CHARACTERS } from './design/characters.ts'
import { follow } from './follow.ts'
import { ReverbKernel } from './kernel.ts'
import { params, type ReverbParams } from './params.ts'
import { presets } from './presets.ts'
import { decayDb, tailSeconds } from './response.ts'

export const reverb = definePlugin({
  id: 'reverb',
  name: 'Reverb',
  about:
    'A hall, plate, room or chamber with a decay time for bass, middle and treble, or any space from a file.',
  version: 1,
  params,
  meters: { ducking: { label: 'Ducking', unit: 'dB', hold: 'min', rest: 0 } },
  presets,
  prepare: (env, views, { ducking }) =>
    views.engine.index === 0
      ? prepareAlgorithm(env, views, ducking)
      : prepareConvolution(env, views, ducking),
  response: { decayDb },
  tailSeconds,
})

type Views = ParameterViews<ReverbParams>

/** [idle] */
function prepareAlgorithm(env: ProcessorEnv, views: Views, ducking: MeterCell): Processor {
  const character = CHARACTERS[views.character.index]!
  const kernel = new ReverbKernel(env, character, views.quality.index === 1 ? 32 : 16)
  follow(kernel, views)
  kernel.begin()
  return {
    process: (io) => {
      if (io.changed) follow(kernel, views)
      kernel.process(io, ducking)
    },
    reset: () => {
      follow(kernel, views)
      kernel.reset()
    },
  }
}

/** [idle] */
function prepareConvolution(env: ProcessorEnv, views: Views, ducking: MeterCell): Processor {
  const kernel = new ConvolutionKernel(env, views.impulse.channels, views.impulseDecay.target / 100)
  const followAll = (): void => {
    kernel.wantedMs = views.preDelay.target
    kernel.wet.aim(views)
  }
  followAll()
  kernel.begin()
  return {
    process: (io) => {
      if (io.changed) followAll()
      kernel.process(io, ducking)
    },
    reset: () => {
      followAll()
      kernel.reset()
    },
  }
}
