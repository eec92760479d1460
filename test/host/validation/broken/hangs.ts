import { choice, definePlugin } from 'gainstage/sdk'

/** Broken on purpose: one of its modes never returns, another ends the process. */
export default definePlugin({
  id: 'hangs',
  name: 'Hangs',
  about: 'Stops the world in two ways.',
  version: 1,
  params: {
    mode: choice({
      label: 'Mode',
      choices: ['fine', 'hang', 'exit'],
      default: 'fine',
      help: 'What happens.',
    }),
  },
  meters: {},
  prepare: (_env, { mode }) => ({
    process(io) {
      if (mode.index === 2) process.exit(7)
      while (mode.index === 1);
      for (let c = 0; c < io.input.length; c++)
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]!
    },
    reset() {},
  }),
})
