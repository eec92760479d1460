import { audioFile, db, definePlugin, msFromZero, toggle } from '../../src/host/sdk/index.ts'

/** Plugins that only tests need: each does one thing that a host must cope with. */

/** Delays by 100 frames and says so. */
export const late = lateBy(100)

/** Delays by `frames` frames and says so. */
export function lateBy(frames: number) {
  return definePlugin({
    id: 'late',
    name: 'Late',
    about: `Delays by ${frames} frames.`,
    version: 1,
    params: { unused: db({ label: 'Unused', min: 0, max: 1, default: 0, help: 'Nothing.' }) },
    meters: {},
    latencyFrames: () => frames,
    prepare: (env) => {
      const lines = Array.from({ length: env.channels }, () => env.allocate(frames))
      let at = 0
      return {
        process(io) {
          for (let c = 0; c < io.input.length; c++) {
            for (let i = 0; i < io.frames; i++) {
              const k = (at + i) % frames
              io.output[c]![i] = lines[c]![k]!
              lines[c]![k] = io.input[c]![i]!
            }
          }
          at = (at + io.frames) % frames
        },
        reset() {
          for (const line of lines) line.fill(0)
        },
      }
    },
  })
}

/** Gives NaN or throws while the switch is on. */
export const faulty = definePlugin({
  id: 'faulty',
  name: 'Faulty',
  about: 'Breaks on demand.',
  version: 1,
  params: {
    nan: toggle({ label: 'NaN', default: false, help: 'Gives NaN.' }),
    throws: toggle({ label: 'Throws', default: false, help: 'Throws.' }),
    flush: toggle({ label: 'Flush', default: false, help: 'Throws on the grid line.' }),
  },
  meters: {},
  prepare: (_env, { nan, throws, flush }) => ({
    process(io) {
      if (throws.on) throw new Error('out of luck')
      for (let c = 0; c < io.input.length; c++) {
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]!
        if (nan.on) io.output[c]![io.frames - 1] = Number.NaN
      }
    },
    reset() {},
    flush() {
      if (flush.on) throw new Error('out of luck')
    },
  }),
})

/** Passes the key signal through instead of the input. */
export const keyThrough = definePlugin({
  id: 'key-through',
  name: 'Key through',
  about: 'Gives its key.',
  version: 1,
  key: true,
  params: { unused: msFromZero({ label: 'Unused', min: 0, max: 1, default: 0, help: 'Nothing.' }) },
  meters: {},
  prepare: () => ({
    process(io) {
      for (let c = 0; c < io.input.length; c++) {
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.key?.[c]?.[i] ?? 0
      }
    },
    reset() {},
  }),
})

/** Plays its file over and over, whatever comes in. */
export const sampler = definePlugin({
  id: 'sampler',
  name: 'Sampler',
  about: 'Gives the samples of a file.',
  version: 1,
  params: { sample: audioFile({ label: 'Sample', help: 'What it plays.' }) },
  meters: {},
  tailSeconds: (_values, { fileSeconds }) => fileSeconds['sample'] ?? 0,
  prepare: (_env, { sample }) => {
    let at = 0
    return {
      process(io) {
        const from = sample.channels[0]
        for (let i = 0; i < io.frames; i++) {
          const x = from === undefined ? 0 : from[at++ % from.length]!
          for (let c = 0; c < io.output.length; c++) io.output[c]![i] = x
        }
      },
      reset() {},
    }
  },
})
