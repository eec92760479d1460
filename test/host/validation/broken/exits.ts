import { spawn } from 'node:child_process'
import { definePlugin } from 'gainstage/sdk'

// What a plugin may send by accident, in no shape that anybody waits for.
for (const message of [null, 'ready', { kind: 'item' }, { kind: 'item', item: null }]) process.send?.(message)

/** Broken on purpose: at one rate it starts another process, which holds on to what it inherits, and ends its own. */
export default definePlugin({
  id: 'exits',
  name: 'Exits',
  about: 'Leaves early.',
  version: 1,
  params: {},
  meters: {},
  prepare: ({ sampleRate }) => ({
    process(io) {
      if (sampleRate === 22050) {
        spawn('sleep', ['600'], { stdio: 'inherit' })
        process.exit(7)
      }
      for (let c = 0; c < io.input.length; c++)
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]!
    },
    reset() {},
  }),
})
