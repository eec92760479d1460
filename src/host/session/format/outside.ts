import { defaults, type ParameterSet, type PlainValue } from '../../sdk/index.ts'
import {
  CHANNEL_PARAMETERS,
  DCA_PARAMETERS,
  INSERT_PARAMETERS,
  MONITOR_PARAMETERS,
  SEND_PARAMETERS,
  SESSION_PARAMETERS,
  STRIP_SWITCHES,
} from '../channel-parameters.ts'
import type {
  ChannelDocument,
  InputDocument,
  InsertDocument,
  SendDocument,
  SessionDocument,
  StripDocument,
} from '../document.ts'
import { type Plugins, SAVED_PARAMETERS } from '../schema.ts'
import { AddressBook } from './address-book.ts'
import { defaultChannels, MASTER_OUTPUTS } from './channel.ts'
import { type Branch, branch, type Leaf, type LeafValue, leaf, type Tree } from './tree.ts'
import { FORMAT } from './upgrade.ts'

/** The document in the shape of its file: the reading of format*.ts backwards, with the same defaults. [control] */

type Field = readonly [string, Tree]

/** [control] Fields without a default here (name, rate) stand in every file. */
export function outsideSession(document: SessionDocument, plugins: Plugins): Branch {
  const { strips, buses, dcas, muteGroups, monitor } = document
  const named = (entries: readonly Field[]): Branch => branch('named', entries)
  return branch('fields', [
    ['gainstage', leaf(FORMAT.version)],
    ['name', leaf(document.name)],
    ['rate', leaf(document.rate)],
    ['tempo', leaf(document.tempo, SESSION_PARAMETERS.tempo.default)],
    ['panLaw', leaf(document.panLaw, -3)],
    ['plugins', named(document.plugins.map(({ name, from }) => [name, leaf(from)]))],
    ['strips', named(strips.map((strip) => [strip.name, outsideStrip(strip, plugins)]))],
    ['buses', named(buses.map((bus) => [bus.name, outsideBus(bus, plugins)]))],
    ['master', branch('fields', masterFields(document.master, plugins))],
    [
      'monitor',
      branch(
        'fields',
        [
          ['solo', leaf(monitor.solo, MONITOR_PARAMETERS.solo.default)],
          ['outputs', leaf(monitor.outputs, [])],
          ['level', leaf(monitor.level, MONITOR_PARAMETERS.level.default)],
        ],
        { inline: true },
      ),
    ],
    ['dcas', named(dcas.map(({ name, fader, mute }) => [name, values({ fader, mute }, DCA_PARAMETERS)]))],
    ['muteGroups', named(muteGroups.map(({ name, muted }) => [name, leaf(muted)]))],
    ['scenes', outsideScenes(document, plugins)],
  ])
}

const values = (plain: { readonly [id: string]: PlainValue }, set: ParameterSet): Branch =>
  branch('fields', valueFields(plain, Object.keys(set), set), { kept: true, inline: true })

function valueFields(
  plain: { readonly [id: string]: PlainValue },
  ids: readonly string[],
  set: ParameterSet,
): Field[] {
  const byDefault = defaults(set)
  return ids.map((id) => [id, leaf(plain[id] ?? byDefault[id] ?? 0, byDefault[id])])
}

function outsideStrip(strip: StripDocument, plugins: Plugins): Branch {
  const { input, channels, channelsAuto } = strip
  const width =
    input.kind === 'file'
      ? leaf(channelsAuto ? 'auto' : channels, 'auto')
      : leaf(channels, defaultChannels(input))
  const [label, color, ...rest] = channelFields(strip, plugins, width)
  return branch('fields', [label!, color!, ['input', outsideInput(input)], ...rest, ...routedFields(strip)], {
    kept: true,
  })
}

const outsideBus = (bus: ChannelDocument, plugins: Plugins): Branch =>
  branch('fields', [...channelFields(bus, plugins, leaf(bus.channels, 2)), ...routedFields(bus)], {
    kept: true,
  })

const masterFields = (master: ChannelDocument, plugins: Plugins): Field[] => [
  ...channelFields(master, plugins, leaf(master.channels, 2)),
  ['outputs', leaf(master.outputs, MASTER_OUTPUTS)],
]

function outsideInput(input: InputDocument): Leaf {
  if (input.kind === 'none') return leaf('none', 'none')
  if (input.kind === 'file') return leaf({ file: input.file, ...(input.loop ? { loop: true } : {}) })
  const [left, right] = input.channels
  return leaf({ device: right === undefined ? (left ?? 1) : input.channels })
}

function channelFields(channel: ChannelDocument, plugins: Plugins, channels: Leaf): Field[] {
  const own = valueFields(channel.values, SAVED_PARAMETERS, CHANNEL_PARAMETERS)
  // As on a desk, from top to bottom: what is set once, then the inserts, then what the fingers are on.
  const top = own.filter(([id]) => ['trim', 'polarity', 'inputDelay'].includes(id))
  const bottom = own.filter((field) => !top.includes(field))
  return [
    ['label', leaf(channel.label, channel.name)],
    ['color', leaf(channel.color, 'off')],
    ['channels', channels],
    ...top,
    [
      'inserts',
      branch(
        'list',
        channel.inserts.map((insert) => [insert.slot, outsideInsert(insert, plugins)]),
      ),
    ],
    ...bottom,
    ['soloSafe', leaf(channel.soloSafe, STRIP_SWITCHES.soloSafe.default)],
  ]
}

const routedFields = (channel: ChannelDocument): Field[] => [
  [
    'sends',
    branch(
      'named',
      channel.sends.map((send) => [send.to, outsideSend(send)]),
    ),
  ],
  ['to', leaf(channel.to ?? 'none', 'master')],
  ['outputs', leaf(channel.outputs, [])],
  ['dcas', leaf(channel.dcas, [])],
  ['muteGroups', leaf(channel.muteGroups, [])],
]

const outsideSend = ({ level, tap, pan, mute }: SendDocument): Branch =>
  branch(
    'fields',
    [
      ['level', leaf(level, SEND_PARAMETERS.level.default)],
      ['tap', leaf(tap, 'post')],
      ['pan', leaf(pan, SEND_PARAMETERS.pan.default)],
      ['mute', leaf(mute, SEND_PARAMETERS.mute.default)],
    ],
    { kept: true, inline: true, short: 'level' },
  )

/** Without the plugin's definition every value is written: it cannot be told which are defaults. */
function outsideInsert(insert: InsertDocument, plugins: Plugins): Branch {
  const plugin = plugins.get(insert.plugin)
  const set = plugin?.params ?? {}
  const others = Object.entries(insert.values).filter(([id]) => !Object.hasOwn(set, id))
  const version = plugin?.version ?? 1
  return branch(
    'fields',
    [
      ['plugin', leaf(insert.plugin, insert.slot)],
      ['version', leaf(version, 1)],
      ...valueFields(insert.values, Object.keys(set), set),
      ...others.map(([id, value]): Field => [id, leaf(value)]),
      ['key', leaf(insert.key ?? 'none', 'none')],
      ['bypass', leaf(insert.bypass, INSERT_PARAMETERS.bypass.default)],
    ],
    { kept: true, inline: true, version },
  )
}

function outsideScenes(document: SessionDocument, plugins: Plugins): Branch {
  const book = new AddressBook(document, plugins)
  const scene = (set: { readonly [address: string]: PlainValue }): Branch =>
    branch(
      'named',
      Object.entries(set).map(([address, value]) => [
        address,
        sceneValue(value, book.find(address) !== undefined),
      ]),
      { kept: true },
    )
  return branch(
    'named',
    document.scenes.map(({ name, values }) => [name, scene(values)]),
  )
}

/** Where nothing stands, "off" could also be a word: minus infinity stays a number there. */
const sceneValue = (value: LeafValue, known: boolean): Leaf =>
  known || value !== Number.NEGATIVE_INFINITY ? leaf(value) : { kind: 'leaf', value, isDefault: false }
