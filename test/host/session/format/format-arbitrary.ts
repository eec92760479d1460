import fc from 'fast-check'
import {
  defaults,
  type Parameter,
  type ParameterSet,
  type PlainValue,
} from '../../../../src/host/sdk/index.ts'
import {
  CHANNEL_PARAMETERS,
  DCA_PARAMETERS,
  SEND_PARAMETERS,
} from '../../../../src/host/session/channel-parameters.ts'
import {
  type ChannelDocument,
  COLORS,
  type InputDocument,
  type InsertDocument,
  type SendDocument,
  type SessionDocument,
  type StripDocument,
} from '../../../../src/host/session/document.ts'
import { RESERVED_SLOTS } from '../../../../src/host/session/schema.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

/** Any sound session over FAKE_PLUGINS: what the desk can bring forth, not what a person would mix. */

const name = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,5}$/),
  fc.constantFrom('01', '1e3', 'true', 'null', 'off', 'constructor', 'on', '0x1f', 'no', 'y', '1-1', '5'),
)
const names = (maxLength: number) => fc.uniqueArray(name, { maxLength })
const line = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((s) => !/\p{Cc}/u.test(s))
const deviceChannels = fc.oneof(
  fc.constant([]),
  fc.array(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 2 }),
)

function value(parameter: Parameter): fc.Arbitrary<PlainValue> {
  if (parameter.kind === 'toggle') return fc.boolean()
  if (parameter.kind === 'choice') return fc.constantFrom(...parameter.choices)
  if (parameter.kind === 'file') return fc.oneof(fc.constant(''), line)
  const inRange = fc
    .double({ min: parameter.min, max: parameter.max, noNaN: true })
    .map((x) => (x === 0 ? 0 : x))
  const round = inRange.map((x) => Math.min(parameter.max, Math.max(parameter.min, Math.round(x) || 0)))
  const usual = fc.oneof(fc.constant(parameter.default), round, inRange)
  return parameter.off ? fc.oneof(usual, fc.constant(Number.NEGATIVE_INFINITY)) : usual
}

const valuesOf = (set: ParameterSet): fc.Arbitrary<Record<string, PlainValue>> =>
  fc.record(Object.fromEntries(Object.entries(set).map(([id, parameter]) => [id, value(parameter)])))

const channelValues = valuesOf(CHANNEL_PARAMETERS).map((plain) => ({ ...plain, solo: false }))

const input: fc.Arbitrary<InputDocument> = fc.oneof(
  fc.constant<InputDocument>({ kind: 'none' }),
  fc.record({ kind: fc.constant('file' as const), file: line, loop: fc.boolean() }),
  deviceChannels
    .filter(({ length }) => length > 0)
    .map((channels): InputDocument => ({ kind: 'device', channels })),
)

/** Keys come from `keys` only, so that no loop arises. */
function inserts(keys: readonly string[]): fc.Arbitrary<InsertDocument[]> {
  const slot = name.filter((s) => !RESERVED_SLOTS.includes(s))
  const insert = fc.constantFrom(...FAKE_PLUGINS.values()).chain((plugin) =>
    fc.record({
      slot: fc.oneof(slot, fc.constant(plugin.id)),
      plugin: fc.constant(plugin.id),
      bypass: fc.boolean(),
      key: plugin.key === true ? fc.constantFrom(null, ...keys) : fc.constant(null),
      values: fc.oneof(fc.constant(defaults(plugin.params)), valuesOf(plugin.params)),
    }),
  )
  return fc.uniqueArray(insert, { maxLength: 3, selector: (one) => one.slot })
}

function channel(
  called: string,
  buses: readonly string[],
  keys: readonly string[],
  dcas: readonly string[],
  groups: readonly string[],
): fc.Arbitrary<ChannelDocument> {
  return inserts(keys).chain((chain) => {
    const tap = fc.constantFrom('input', 'pre', 'post', ...chain.map(({ slot }) => slot))
    const send = (to: string): fc.Arbitrary<SendDocument> =>
      fc.record({ ...mapValues(SEND_PARAMETERS), to: fc.constant(to), tap }) as fc.Arbitrary<SendDocument>
    return fc.record({
      name: fc.constant(called),
      label: fc.oneof(fc.constant(called), line),
      color: fc.constantFrom(...COLORS),
      channels: fc.constantFrom(1 as const, 2 as const),
      values: channelValues,
      inserts: fc.constant(chain),
      sends: fc.shuffledSubarray([...buses]).chain((to) => fc.tuple(...to.map(send))),
      to: fc.constantFrom(null, 'master', ...buses),
      outputs: deviceChannels,
      dcas: fc.shuffledSubarray([...dcas]),
      muteGroups: fc.shuffledSubarray([...groups]),
      soloSafe: fc.boolean(),
    })
  })
}

const mapValues = (set: ParameterSet): Record<string, fc.Arbitrary<PlainValue>> =>
  Object.fromEntries(Object.entries(set).map(([id, parameter]) => [id, value(parameter)]))

const asStrip = (one: ChannelDocument): fc.Arbitrary<StripDocument> =>
  fc.tuple(input, fc.boolean()).map(([source, auto]) => {
    const channelsAuto = source.kind === 'file' && auto
    return { ...one, input: source, channelsAuto, channels: channelsAuto ? 2 : one.channels }
  })

const scenes = fc.uniqueArray(
  fc.record({
    name: line,
    values: fc.dictionary(
      fc.constantFrom('/master/fader', '/strip/gone/fader', '/dca/x/y', '/bus/a-b/mute', '/master/pan'),
      fc.constantFrom<PlainValue>(-3, 0, 7.5),
      { noNullPrototype: true },
    ),
  }),
  { maxLength: 3, selector: (scene) => scene.name },
)

/** [control] */
export const session: fc.Arbitrary<SessionDocument> = fc
  .record({ strips: names(4), buses: names(3), dcas: names(2), groups: names(2) })
  .chain(({ strips, buses: someBuses, dcas, groups }) => {
    const buses = someBuses.filter((bus) => bus !== 'master' && bus !== 'none')
    return fc.record({
      name: line,
      rate: fc.integer({ min: 8000, max: 192000 }),
      tempo: fc.double({ min: 20, max: 400, noNaN: true }),
      panLaw: fc.constantFrom(0 as const, -3 as const, -4.5 as const, -6 as const),
      plugins: fc.uniqueArray(
        fc.record({ name, from: fc.constantFrom('./plugins/a.ts', '@some/one', '24') }),
        {
          maxLength: 2,
          selector: (plugin) => plugin.name,
        },
      ),
      strips: fc.tuple(
        ...strips.map((strip, i) => {
          const keys = strips.slice(0, i).map((key) => `/strip/${key}`)
          return channel(strip, buses, keys, dcas, groups).chain(asStrip)
        }),
      ),
      // A bus feeds later ones only.
      buses: fc.tuple(...buses.map((bus, i) => channel(bus, buses.slice(i + 1), [], dcas, groups))),
      master: channel('master', [], [], [], []).map((master) => ({ ...master, to: null })),
      monitor: fc.record({
        solo: fc.constantFrom('sip' as const, 'pfl' as const, 'afl' as const),
        outputs: deviceChannels,
        level: value(DCA_PARAMETERS.fader).map(Number),
      }),
      dcas: fc.tuple(
        ...dcas.map((dca) =>
          fc.record({
            name: fc.constant(dca),
            fader: value(DCA_PARAMETERS.fader).map(Number),
            mute: fc.boolean(),
          }),
        ),
      ),
      muteGroups: fc.tuple(
        ...groups.map((group) => fc.record({ name: fc.constant(group), muted: fc.boolean() })),
      ),
      scenes,
    })
  })
