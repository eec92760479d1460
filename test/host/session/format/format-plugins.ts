import {
  choice,
  db,
  definePlugin,
  hz,
  ms,
  type ParameterSet,
  type PluginDefinition,
  ratio,
  toggle,
} from '../../../../src/host/sdk/index.ts'

/** Small stand-ins with the ids of real plugins: a session reads and writes values, it never plays them. */

const fake = (id: string, params: ParameterSet, more: Partial<PluginDefinition> = {}): PluginDefinition =>
  definePlugin({
    id,
    name: id,
    about: 'Stands in for a plugin.',
    version: 1,
    params,
    meters: {},
    prepare: () => ({ process: () => {}, reset: () => {} }),
    ...more,
  })

const help = 'For tests.'
const threshold = db({ label: 'Threshold', min: -80, max: 0, default: -18, help })

export const FAKE_EQ = fake('eq', {
  lowCutOn: toggle({ label: 'Low cut', default: false, help }),
  lowCut: hz({ label: 'Low cut', min: 16, max: 1000, default: 80, help }),
  lowCutSlope: choice({ label: 'Slope', choices: ['12', '24'], default: '12', help }),
})

export const FAKE_COMP = fake(
  'comp',
  {
    threshold,
    ratio: ratio({ label: 'Ratio', min: 1, max: 20, default: 4, help }),
    attack: ms({ label: 'Attack', min: 0.1, max: 200, default: 10, help }),
  },
  { key: true },
)

export const FAKE_GATE = fake('gate', { threshold }, { key: true })

/** Version 2 of a plugin whose `drive` was called `amount` and counted from 0 to 10 in version 1. */
export const FAKE_TUBE = fake(
  'tube',
  { drive: db({ label: 'Drive', min: 0, max: 24, default: 0, help }) },
  {
    version: 2,
    migrate: (saved, from) => (from < 2 ? { drive: Number(saved['amount'] ?? 0) * 2.4 } : saved),
  },
)

export const FAKE_PLUGINS = new Map(
  [FAKE_EQ, FAKE_COMP, FAKE_GATE, FAKE_TUBE, fake('delay', {})].map((plugin) => [plugin.id, plugin]),
)
