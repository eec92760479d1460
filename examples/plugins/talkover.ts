import { db, dbToGain, definePlugin, gainToDb, ms, msFromZero } from 'gainstage/sdk'

/**
 *     in  -> delay (look-ahead) --------> x gain -> out
 *     key -> above the threshold? -> smooth -> gain
 */
export const talkover = definePlugin({
  id: 'talkover',
  name: 'Talkover',
  about: 'Turns the music down while somebody speaks.',
  version: 2,
  key: true,
  params: {
    threshold: db({ label: 'Threshold', min: -80, max: 0, default: -40, help: 'A key above this speaks.' }),
    depth: db({ label: 'Depth', min: -60, max: 0, default: -12, help: 'How far the music goes down.' }),
    attack: ms({ label: 'Attack', min: 1, max: 200, default: 10, help: 'How fast it goes down.' }),
    release: ms({ label: 'Release', min: 10, max: 4000, default: 400, help: 'How fast it comes back.' }),
    lookAhead: msFromZero({
      label: 'Look-ahead',
      min: 0,
      max: 20,
      default: 5,
      structural: true,
      help: 'Starts to turn down this long before the first word.',
    }),
  },
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  latencyFrames: ({ lookAhead }, sampleRate) => Math.round((lookAhead * sampleRate) / 1000),
  // Version 1 had the depth as a share of the level, 0 to 1.
  migrate: ({ amount, ...others }, fromVersion) =>
    fromVersion < 2 && typeof amount === 'number'
      ? { ...others, depth: Math.max(-60, 20 * Math.log10(1 - amount)) }
      : others,
  prepare: (env, { threshold, depth, attack, release, lookAhead }, meters) => {
    const length = Math.round((lookAhead.target * env.sampleRate) / 1000)
    const lines = Array.from({ length: env.channels }, () => env.allocate(Math.max(1, length)))
    const state = env.allocate(2) // how much is taken away, 0 to 1, and the place in the delay lines
    const share = (timeMs: number): number => 1 - Math.exp(-1000 / (timeMs * env.sampleRate))
    return {
      process(io) {
        const { input, output, key, frames } = io
        const limit = dbToGain(threshold.to)
        const most = 1 - dbToGain(depth.to)
        const down = share(attack.to)
        const up = share(release.to)
        let away = state[0]!
        let at = state[1]!
        for (let i = 0; i < frames; i++) {
          const goal = key !== undefined && Math.abs(key[0]![i]!) > limit ? most : 0
          away += (goal - away) * (goal > away ? down : up)
          for (let c = 0; c < input.length; c++) {
            const line = lines[c]!
            const x = input[c]![i]!
            output[c]![i] = (length === 0 ? x : line[at]!) * (1 - away)
            line[at] = x
          }
          if (++at >= length) at = 0
        }
        state[0] = away
        state[1] = at
        meters.reduction.value = gainToDb(1 - away)
      },
      // A decay that never ends would become denormal numbers, which are slow.
      flush() {
        if (state[0]! < 1e-15) state[0] = 0
      },
      reset() {
        state.fill(0)
        for (const line of lines) line.fill(0)
      },
    }
  },
})
