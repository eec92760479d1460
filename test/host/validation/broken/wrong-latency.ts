import { db, definePlugin } from 'gainstage/sdk'

/** Broken on purpose: it delays by 64 frames and says 48. */
export default definePlugin({
  id: 'wrong-latency',
  name: 'Wrong latency',
  about: 'Delays by more than it says.',
  version: 1,
  params: { gain: db({ label: 'Gain', min: -12, max: 12, default: 0, help: 'Does nothing.' }) },
  meters: {},
  latencyFrames: () => 48,
  prepare: (env) => {
    const lines = Array.from({ length: env.channels }, () => env.allocate(64))
    let at = 0
    return {
      process(io) {
        for (let c = 0; c < io.input.length; c++) {
          for (let i = 0; i < io.frames; i++) {
            const k = (at + i) & 63
            io.output[c]![i] = lines[c]![k]!
            lines[c]![k] = io.input[c]![i]!
          }
        }
        at = (at + io.frames) & 63
      },
      reset() {
        for (const line of lines) line.fill(0)
        at = 0
      },
    }
  },
})
