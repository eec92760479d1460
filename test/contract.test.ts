import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaults,
  fromNorm,
  isRefusal,
  nudged,
  type PluginDefinition,
  toNorm,
  toPlain,
  toRaw,
  toText,
} from '../src/host/sdk/index.ts'
import { BUILT_IN } from '../src/plugins/index.ts'
import { difference, isFiniteSignal, peak } from './support/measure.ts'
import { QUIET_AROUND, runPlugin } from './support/plugin-run.ts'
import { noise } from './support/signals.ts'

/** What every plugin promises by being one. */
describe.each([...BUILT_IN.values()])('plugin $id', (plugin: PluginDefinition) => {
  const parameters = Object.entries(plugin.params)

  it('describes itself', () => {
    expect(plugin.id).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(plugin.about).toMatch(/\.$/)
    for (const [id, parameter] of parameters) {
      expect(id).toMatch(/^[a-z][a-zA-Z0-9]*$/)
      expect(parameter.help, id).toMatch(/\.$/)
      expect(toPlain(parameter, parameter.default), id).toEqual(parameter.default)
    }
  })

  it('has at least eight presets that can be set, each with the sentence when to use it', () => {
    expect(plugin.presets?.length ?? 0).toBeGreaterThanOrEqual(8)
    for (const { name, when, values } of plugin.presets ?? []) {
      expect(when, name).toMatch(/\.$/)
      for (const [id, value] of Object.entries(values)) {
        expect(plugin.params[id], `${name}: ${id}`).toBeDefined()
        expect(isRefusal(toPlain(plugin.params[id]!, value)), `${name}: ${id} ${String(value)}`).toBe(false)
      }
    }
  })

  it('brings every value through text and position and back', () => {
    for (const [id, parameter] of parameters) {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (norm) => {
          const value = fromNorm(parameter, norm)
          expect(isRefusal(toPlain(parameter, value)), id).toBe(false)
          expect(
            isRefusal(toPlain(parameter, toText(parameter, value))),
            `${id} ${toText(parameter, value)}`,
          ).toBe(false)
          expect(Math.abs(toNorm(parameter, value) - norm) < 1e-9 || parameter.kind !== 'number', id).toBe(
            true,
          )
          expect(Number.isNaN(toRaw(parameter, nudged(parameter, value, 1)))).toBe(false)
        }),
        { numRuns: 50, seed: 1 },
      )
    }
  })

  it.each([1, 2])('plays %i channels at common rates, finite and from silence', (channels) => {
    for (const sampleRate of [44100, 48000, 96000]) {
      const input = Array.from({ length: channels }, (_, c) => noise(4800, 0.5, c + 1))
      const { output } = runPlugin(plugin, { input, sampleRate })
      expect(output.every(isFiniteSignal)).toBe(true)
      const quiet = runPlugin(plugin, { input: input.map((x) => new Float64Array(x.length)), sampleRate })
      expect(Math.max(...quiet.output.map((x) => peak(x)))).toBe(0)
    }
  })

  it('gives the same samples for blocks of any size', () => {
    const input = [noise(6000, 0.5, 1), noise(6000, 0.5, 2)]
    const whole = runPlugin(plugin, { input })
    for (const blocks of [[1], [7, 300, 64], [441], [4096]]) {
      const { output } = runPlugin(plugin, { input, blocks })
      expect(difference(output[0]!, whole.output[0]!)).toBe(0)
      expect(difference(output[1]!, whole.output[1]!)).toBe(0)
    }
  })

  it('says a latency and a tail that can be used', () => {
    const values = defaults(plugin.params)
    const latency = plugin.latencyFrames?.(values, 48000) ?? 0
    expect(Number.isInteger(latency) && latency >= 0).toBe(true)
    expect((plugin.tailSeconds?.(values, QUIET_AROUND) ?? 0) >= 0).toBe(true)
  })
})
