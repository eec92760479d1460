import { definePlugin } from 'gainstage/sdk'

/** Broken on purpose: at one rate it takes memory without end, none of it JavaScript's. */
export default definePlugin({
  id: 'hoards',
  name: 'Hoards',
  about: 'Wants all of it.',
  version: 1,
  params: {},
  meters: {},
  prepare: ({ sampleRate }) => {
    const hoard: Float64Array[] = []
    while (sampleRate === 22050) hoard.push(new Float64Array(2 ** 22).fill(1))
    return {
      process(io) {
        for (let c = 0; c < io.input.length; c++)
          for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]!
      },
      reset() {},
    }
  },
})
