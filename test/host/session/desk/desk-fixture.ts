import { createBanks, ParameterBank } from '../../../../src/host/engine/bank.ts'
import type { EnginePlan } from '../../../../src/host/engine/plan.ts'
import {
  choice,
  db,
  defaults,
  definePlugin,
  fader,
  hz,
  ms,
  type PluginDefinition,
  toggle,
} from '../../../../src/host/sdk/index.ts'
import { CHANNEL_PARAMETERS } from '../../../../src/host/session/channel-parameters.ts'
import { Desk, type DeskOptions } from '../../../../src/host/session/desk/desk.ts'
import type {
  ChannelDocument,
  InsertDocument,
  SendDocument,
  SessionDocument,
  StripDocument,
} from '../../../../src/host/session/document.ts'

/** Desks to move in tests: small ones, and one of any size. */

const silent = { process: () => {}, reset: () => {} }

export const comp = definePlugin({
  id: 'comp',
  name: 'Compressor',
  about: 'For tests: parameters of every kind.',
  version: 1,
  params: {
    threshold: db({ label: 'Threshold', min: -60, max: 0, default: 0, help: 'Where it begins.' }),
    attack: ms({ label: 'Attack', min: 0.1, max: 100, default: 10, help: 'How fast.' }),
    knee: choice({ label: 'Knee', choices: ['hard', 'soft'], default: 'soft', help: 'How.' }),
    auto: toggle({ label: 'Auto', default: false, help: 'By itself.' }),
    makeup: fader({ label: 'Makeup', default: 0, help: 'Level after.' }),
    lookahead: ms({ label: 'Look', min: 1, max: 10, default: 1, help: 'Looks ahead.', structural: true }),
  },
  meters: { reduction: { label: 'Reduction', unit: 'dB', hold: 'min', rest: 0 } },
  key: true,
  prepare: () => silent,
  latencyFrames: ({ lookahead }, rate) => Math.round((lookahead * rate) / 1000),
})

export const eq = definePlugin({
  id: 'eq',
  name: 'EQ',
  about: 'For tests.',
  version: 1,
  params: {
    gain: db({ label: 'Gain', min: -15, max: 15, default: 0, help: 'How much.' }),
    freq: hz({ label: 'Freq', min: 20, max: 20000, default: 1000, help: 'Where.' }),
  },
  meters: {},
  prepare: () => silent,
})

export const plugins: ReadonlyMap<string, PluginDefinition> = new Map<string, PluginDefinition>([
  ['comp', comp as unknown as PluginDefinition],
  ['eq', eq as unknown as PluginDefinition],
])

export const insert = (slot: string, plugin = slot, values = {}): InsertDocument => ({
  slot,
  plugin,
  bypass: false,
  key: null,
  values: { ...defaults(plugins.get(plugin)!.params), ...values },
})

export const send = (to: string, level = Number.NEGATIVE_INFINITY, tap = 'post'): SendDocument => ({
  to,
  tap,
  level,
  pan: 0,
  mute: false,
})

export const channel = (name: string, more: Partial<ChannelDocument> = {}): ChannelDocument => ({
  name,
  label: name,
  color: 'off',
  channels: 2,
  values: defaults(CHANNEL_PARAMETERS),
  inserts: [],
  sends: [],
  to: 'master',
  outputs: [],
  dcas: [],
  muteGroups: [],
  soloSafe: false,
  ...more,
})

export const strip = (name: string, more: Partial<StripDocument> = {}): StripDocument => ({
  ...channel(name),
  channels: 1,
  channelsAuto: false,
  input: { kind: 'none' },
  ...more,
})

export const session = (more: Partial<SessionDocument> = {}): SessionDocument => ({
  name: 'test',
  rate: 48000,
  tempo: 120,
  panLaw: -3,
  plugins: [],
  strips: [
    strip('kick', {
      input: { kind: 'device', channels: [1] },
      dcas: ['drums'],
      muteGroups: ['band'],
      to: 'drums',
    }),
    strip('vox', {
      input: { kind: 'device', channels: [2] },
      inserts: [insert('eq'), insert('comp', 'comp', { threshold: -20 })],
      sends: [send('hall', -12)],
      dcas: ['voices'],
      muteGroups: ['band', 'singers'],
    }),
    strip('talk', { input: { kind: 'file', file: 'talk.wav', loop: false }, soloSafe: true }),
  ],
  buses: [channel('drums', { sends: [send('hall')] }), channel('hall', { inserts: [insert('eq')] })],
  master: channel('master', { to: null, outputs: [1, 2], inserts: [insert('comp')] }),
  monitor: { solo: 'sip', outputs: [3, 4], level: -10 },
  dcas: [
    { name: 'drums', fader: 0, mute: false },
    { name: 'voices', fader: 0, mute: false },
  ],
  muteGroups: [
    { name: 'band', muted: false },
    { name: 'singers', muted: false },
  ],
  scenes: [],
  ...more,
})

/** A big desk: 128 strips with four inserts and two sends each, about 5900 addresses with meters. */
export const bigSession = (strips = 128): SessionDocument =>
  session({
    strips: Array.from({ length: strips }, (_, i) =>
      strip(`ch-${i + 1}`, {
        inserts: [insert('eq'), insert('comp'), insert('eq2', 'eq'), insert('comp2', 'comp')],
        sends: [send('hall'), send('drums')],
        dcas: [i % 2 === 0 ? 'drums' : 'voices'],
        muteGroups: ['band'],
      }),
    ),
    buses: [channel('drums'), channel('hall')],
  })

/** A desk with a clock that a test moves, and eyes on its banks. */
export function testDesk(document = session(), options: DeskOptions = {}) {
  const memory = createBanks()
  const clock = { ms: 0 }
  const desk = new Desk(document, plugins, memory, { clock: () => clock.ms, ...options })
  const values = new ParameterBank(memory.parameters).values
  const meters = new Float64Array(memory.meters)
  const channelPlan = (id: string, plan: EnginePlan = desk.plan) =>
    plan.channels.find((one) => one.id === id)!
  /** What the engine reads: a word of the channel's block. */
  const raw = (id: string, index: number): number => values[channelPlan(id).block + index]!
  return { desk, clock, memory, values, meters, channelPlan, raw }
}
