import { definePlugin } from '../../host/sdk/index.ts'
import { CHARACTERS } from './design/characters.ts'
import { follow } from './follow.ts'
import { ReverbKernel } from './kernel.ts'
import { params } from './params.ts'
import { presets } from './presets.ts'
import { decayDb, tailSeconds } from './response.ts'

export const reverb = definePlugin({
  id: 'reverb',
  name: 'Reverb',
  about: 'A hall, plate, room or chamber with a decay time for bass, middle and treble.',
  version: 1,
  params,
  meters: {},
  presets,
  prepare: (env, views) => {
    const character = CHARACTERS[views.character.index]!
    const kernel = new ReverbKernel(env, character, views.quality.index === 1 ? 32 : 16)
    follow(kernel, views)
    kernel.begin()
    return {
      process: (io) => {
        if (io.changed) follow(kernel, views)
        kernel.process(io)
      },
      reset: () => {
        follow(kernel, views)
        kernel.reset()
      },
    }
  },
  response: { decayDb },
  tailSeconds,
})
