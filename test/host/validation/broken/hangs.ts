import { definePlugin } from 'gainstage/sdk'

/** Broken on purpose: at one rate it never returns. */
export default definePlugin({
  id: 'hangs',
  name: 'Hangs',
  about: 'Stops the world.',
  version: 1,
  params: {},
  meters: {},
  prepare: ({ sampleRate }) => ({
    process(io) {
      while (sampleRate === 22050);
      for (let c = 0; c < io.input.length; c++)
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]!
    },
    reset() {},
  }),
})
