import { db, definePlugin } from 'gainstage/sdk'

/** Broken on purpose: garbage in every block, a gain that steps, a feedback that never ends and that a reset forgets. */
export default definePlugin({
  id: 'wasteful',
  name: 'Wasteful',
  about: 'Does what audio code must not do.',
  version: 1,
  params: { level: db({ label: 'Level', min: -40, max: 0, default: 0, help: 'Steps from block to block.' }) },
  meters: {},
  prepare: (_env, { level }) => {
    let left = 0
    return {
      process(io) {
        const gain = 10 ** (level.to / 20)
        const copies = io.input.map((x) => Array.from(x.subarray(0, io.frames)))
        for (let c = 0; c < io.output.length; c++) {
          for (let i = 0; i < io.frames; i++) {
            left = 0.5 * copies[c]![i]! + 0.999999 * left
            io.output[c]![i] = gain * copies[c]![i]! + 1e-4 * left
          }
        }
      },
      reset() {},
    }
  },
})
