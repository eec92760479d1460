import { describe, expect, it } from 'vitest'
import { checkDefinition } from '../../../src/host/plugins/check-definition.ts'
import { ownCopy } from '../../../src/host/plugins/own-copy.ts'
import { choice, db, fader, hz, type PluginDefinition, toggle } from '../../../src/host/sdk/index.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'

const help = 'For tests.'
const good = {
  id: 'wow',
  name: 'Wow',
  about: 'Wobbles.',
  version: 1,
  params: {
    level: db({ label: 'Level', min: -60, max: 12, default: 0, help }),
    send: fader({ label: 'Send', default: Number.NEGATIVE_INFINITY, help }),
    shape: choice({ label: 'Shape', choices: ['round', 'square'], default: 'round', help }),
    invert: toggle({ label: 'Invert', default: false, help }),
  },
  meters: { gain: { label: 'Gain', unit: 'dB', hold: 'min', rest: 0 } },
  presets: [{ name: 'some', when: 'Always.', values: { level: -3 } }],
  latencyFrames: () => 12,
  tailSeconds: () => 0.5,
  prepare: () => ({ process() {}, reset() {} }),
}
const level = good.params.level
const withLevel = (more: object): object => ({ ...good, params: { level: { ...level, ...more } } })
const mistakes = (value: object): readonly string[] =>
  checkDefinition(value as { readonly [name: string]: unknown })

describe('a definition', () => {
  it.each([...BUILT_IN.values()].map((plugin) => [plugin.id, plugin] as const))(
    'of %s has no mistakes',
    (_id, plugin) => {
      expect(mistakes(plugin)).toEqual([])
    },
  )

  it('may have everything there is', () => expect(mistakes(good)).toEqual([]))

  it.each<[string, object, string]>([
    ['an id for people', { ...good, id: 'Wow!' }, 'its id is "Wow!", but 1 to 40 lower case letters'],
    ['no name', { ...good, name: undefined }, 'it has no name, but a text of 1 to 40'],
    ['a version of 0', { ...good, version: 0 }, 'its version is 0, but a whole number from 1 is expected'],
    [
      'a slip in a field',
      { ...good, latencyFrame: () => 1 },
      'its latencyFrame is no field of a plugin; the nearest is latencyFrames',
    ],
    [
      'prepare that is no function',
      { ...good, prepare: {} },
      'its prepare is an object, but a function is expected',
    ],
    ['params that are a list', { ...good, params: [] }, 'its params is a list, but an object of parameters'],
    ['no meters', { ...good, meters: undefined }, 'it has no meters, but an object of meters, {} for none,'],
    [
      'a meter in bananas',
      { ...good, meters: { gain: { ...good.meters.gain, unit: 'bananas' } } },
      'its meters.gain.unit is "bananas"',
    ],
    [
      'a parameter that is a number',
      { ...good, params: { level: 3 } },
      'its params.level is 3, but a parameter made by db, hz, choice',
    ],
    ['a parameter called bypass', { ...good, params: { bypass: level } }, 'already means something else'],
    ['a parameter in capitals', { ...good, params: { LEVEL: level } }, 'names are camelCase'],
    [
      'a range upside down',
      withLevel({ min: 5, max: 2 }),
      'its params.level.max is 2, but a number above its min (5)',
    ],
    ['a range without end', withLevel({ max: Number.POSITIVE_INFINITY }), 'its params.level.max is Infinity'],
    [
      'a default out of range',
      withLevel({ default: 40 }),
      'its params.level.default is 40, but a number from -60 to 12',
    ],
    ['a unit of its own', withLevel({ unit: 'dBu' }), 'its params.level.unit is "dBu", but one of dB, Hz'],
    ['no taper', withLevel({ taper: undefined }), 'it has no params.level.taper'],
    [
      'a taper that leads nowhere',
      withLevel({ taper: { toNorm: () => 0, fromNorm: () => 0 } }),
      'a taper that leads from min',
    ],
    [
      'a taper that throws',
      withLevel({
        taper: {
          toNorm: () => {
            throw 1
          },
          fromNorm: () => 0,
        },
      }),
      'without throwing',
    ],
    [
      'a logarithm from 0',
      { ...good, params: { f: hz({ label: 'F', min: 0, max: 10, default: 1, help }) } },
      'its params.f.taper',
    ],
    ['a step of 0', withLevel({ step: 0 }), 'its params.level.step is 0'],
    [
      'no choices',
      { ...good, params: { shape: { ...good.params.shape, choices: [] } } },
      'its params.shape.choices is a list',
    ],
    [
      'a choice that is none',
      { ...good, params: { shape: { ...good.params.shape, default: 'oval' } } },
      'its params.shape.default is "oval", but one of round, square',
    ],
    [
      'a choice that paints the terminal',
      { ...good, params: { shape: { ...good.params.shape, choices: ['round', '\x1b[2J'] } } },
      'its params.shape.choices[2] is "\\u001b[2J", but a text of 1 to 40 characters in one line',
    ],
    [
      'a choice that never ends',
      { ...good, params: { shape: { ...good.params.shape, choices: ['round', 'x'.repeat(1e6)] } } },
      'but a text of 1 to 40 characters',
    ],
    [
      'more meters than a person could read',
      { ...good, meters: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`m${i}`, {}])) },
      'it has 257 meters, but at most 256 are allowed',
    ],
    [
      'a preset that cannot be set',
      { ...good, presets: [{ name: 'x', when: 'Never.', values: { level: 99 } }] },
      'its presets[1].values.level cannot be set: 99 is outside -60 to 12 dB',
    ],
    [
      'a preset of something else',
      { ...good, presets: [{ name: 'x', when: 'Never.', values: { toString: 1 } }] },
      'there is no such parameter',
    ],
    ['a latency of half a frame', { ...good, latencyFrames: () => 0.5 }, 'its latencyFrames gives 0.5'],
    ['a tail that is not a number', { ...good, tailSeconds: () => Number.NaN }, 'its tailSeconds gives NaN'],
    [
      'a tail that throws',
      {
        ...good,
        tailSeconds: () => {
          throw new Error('no tail')
        },
      },
      'throws Error: no tail',
    ],
  ])('with %s is named for it', (_what, value, sentence) => {
    const [first] = mistakes(value)
    expect(first).toContain(sentence)
  })

  it('with several mistakes is named for each', () => {
    expect(mistakes({ ...withLevel({ step: -1, off: 'no' }), id: '' })).toHaveLength(3)
  })
})

describe('the copy of a definition', () => {
  it('stays as it was checked, and its functions never throw', () => {
    const source = {
      ...good,
      params: { ...good.params },
      latencyFrames: (): number => {
        throw new Error('late')
      },
    }
    const copy = ownCopy(source as unknown as PluginDefinition)
    source.params.level = { ...level, max: 1000 }
    source.name = 'Other'
    expect(copy.name).toBe('Wow')
    expect(copy.params['level']).toMatchObject({ max: 12 })
    expect(copy.latencyFrames?.({}, 48000)).toBe(0)
    expect(Object.isFrozen(copy.params['level'])).toBe(true)
  })

  it('has tapers that give the end of the range when they throw or give no number', () => {
    const taper = {
      toNorm: () => Number.NaN,
      fromNorm: (): number => {
        throw new Error('no way')
      },
    }
    const copy = ownCopy({ ...good, params: { level: { ...level, taper } } } as unknown as PluginDefinition)
    const own = copy.params['level']
    expect(own?.kind === 'number' && [own.taper.toNorm(3), own.taper.fromNorm(0.5)]).toEqual([0, -60])
  })
})
