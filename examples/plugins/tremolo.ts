import { definePlugin, gainToDb, hz, percent, QUANTUM } from 'gainstage/sdk'

/**
 *     in -> x gain -> out      gain = 1 - depth x (0.5 - 0.5 cos(2 pi place)), place counted in waves
 *
 * The place is kept from grid line to grid line; a frame in between follows from its distance to the last line, never from
 * the frame before. That is why blocks of any size give the same samples.
 */
export const tremolo = definePlugin({
  id: 'tremolo',
  name: 'Tremolo',
  about: 'Makes the sound softer and louder again in even waves.',
  version: 1,
  params: {
    rate: hz({ label: 'Rate', min: 0.1, max: 20, default: 5, help: 'How many waves there are in a second.' }),
    depth: percent({ label: 'Depth', min: 0, max: 100, default: 50, help: 'How deep each wave goes down.' }),
  },
  meters: { gain: { label: 'Gain', unit: 'dB', hold: 'min', rest: 0 } },
  presets: [
    { name: 'surf guitar', when: 'A clean guitar should shimmer.', values: { rate: 6.5, depth: 70 } },
    { name: 'breath', when: 'A pad stands too still.', values: { rate: 0.3, depth: 25 } },
  ],
  prepare: (env, { rate, depth }, meters) => {
    const gains = env.allocate(QUANTUM)
    const place = env.allocate(2) // at this grid line, and at the next one
    return {
      process(io) {
        const { input, output, frames, offset } = io
        if (offset === 0) {
          place[0] = place[1]! % 1
          place[1] = place[0]! + (0.5 * (rate.from + rate.to) * QUANTUM) / env.sampleRate
        }
        const start = place[0]!
        const slope = rate.from / env.sampleRate
        const bend = (0.5 * (rate.to - rate.from)) / (QUANTUM * env.sampleRate)
        let lowest = 1
        for (let i = 0; i < frames; i++) {
          const u = offset + i
          const wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * (start + u * (slope + u * bend)))
          const gain = 1 - (0.01 * depth.from + (0.01 * (depth.to - depth.from) * u) / QUANTUM) * wave
          if (gain < lowest) lowest = gain
          gains[i] = gain
        }
        for (let c = 0; c < input.length; c++) {
          const x = input[c]!
          const y = output[c]!
          for (let i = 0; i < frames; i++) y[i] = x[i]! * gains[i]!
        }
        meters.gain.value = gainToDb(Math.max(lowest, 0.001))
      },
      reset: () => void place.fill(0),
    }
  },
})
