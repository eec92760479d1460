import type { ParameterViews, Processor, ProcessorEnv } from '../../../host/sdk/index.ts'
import type { EqParameters } from '../parameters.ts'
import { SETTINGS_DOUBLES } from '../settings.ts'
import { goalReader } from './goals.ts'
import { linearTaps } from './grid.ts'
import { LinearKernel } from './linear-kernel.ts'

/** [idle] The running equaliser in its linear-phase mode. */
export function prepareLinear(env: ProcessorEnv, views: ParameterViews<EqParameters>): Processor {
  const read = goalReader(views)
  const settings = env.allocate(SETTINGS_DOUBLES)
  read(settings)
  const { choices, index } = views.linearTaps
  const kernel = new LinearKernel(env, linearTaps(choices[index]!, env.sampleRate), settings)
  return {
    process: (io) => {
      if (io.changed) read(settings)
      kernel.process(io, settings)
    },
    reset: () => kernel.reset(),
    flush: () => kernel.flush(),
  }
}
