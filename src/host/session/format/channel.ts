import { choice, type PlainValue } from '../../sdk/index.ts'
import { CHANNEL_PARAMETERS, STRIP_SWITCHES } from '../channel-parameters.ts'
import {
  type ChannelDocument,
  COLORS,
  type Color,
  type InputDocument,
  type StripDocument,
} from '../document.ts'
import { FIELDS, SAVED_PARAMETERS } from '../schema.ts'
import {
  type Cursor,
  complain,
  found,
  isEmpty,
  readFields,
  readParameter,
  readText,
  scalar,
} from './cursor.ts'
import { readInserts } from './insert.ts'
import type { Named, Names } from './names.ts'
import { readDeviceChannels, readInput, readSends, readSome, readTo } from './routing.ts'

/** Strips, buses and the master. [control] */

type Fields = ReadonlyMap<string, Cursor>

/** Outputs of the master where the file names none: the first pair. */
export const MASTER_OUTPUTS: readonly number[] = [1, 2]

const COLOR = choice({ label: 'Color', choices: COLORS, default: 'off', help: 'Color on surfaces.' })

/** [control] */
export function readStrip({ name, at }: Named, names: Names): StripDocument {
  const fields = readFields(at, FIELDS.strip, 'a strip')
  const input = readInput(fields.get('input'))
  const auto = input.kind === 'file' && saysAuto(fields.get('channels'))
  return {
    ...readRouted(name, fields, names, defaultChannels(input), auto),
    input,
    channelsAuto: auto,
  }
}

/** [control] */
export function readBus({ name, at }: Named, names: Names): ChannelDocument {
  return readRouted(name, readFields(at, FIELDS.bus, 'a bus'), names, 2, false)
}

/** [control] */
export function readMaster(at: Cursor | undefined, names: Names): ChannelDocument {
  const fields = readFields(at, FIELDS.master, 'the master')
  return {
    ...readChannel('master', fields, names, 2, false),
    sends: [],
    to: null,
    outputs: readDeviceChannels(fields.get('outputs'), 'output', MASTER_OUTPUTS),
    dcas: [],
    muteGroups: [],
  }
}

function readRouted(
  name: string,
  fields: Fields,
  names: Names,
  channels: 1 | 2,
  auto: boolean,
): ChannelDocument {
  const channel = readChannel(name, fields, names, channels, auto)
  return {
    ...channel,
    sends: readSends(fields.get('sends'), channel.inserts, names),
    to: readTo(fields.get('to'), names),
    outputs: readDeviceChannels(fields.get('outputs'), 'output'),
    dcas: readSome(fields.get('dcas'), names.dcas, 'a DCA'),
    muteGroups: readSome(fields.get('muteGroups'), names.muteGroups, 'a mute group'),
  }
}

function readChannel(name: string, fields: Fields, names: Names, channels: 1 | 2, auto: boolean) {
  return {
    name,
    label: readText(fields.get('label'), name, 'a label', 40),
    color: readParameter(fields.get('color'), COLOR) as Color,
    channels: auto ? channels : readChannels(fields.get('channels'), channels),
    values: readChannelValues(fields),
    inserts: readInserts(fields.get('inserts'), names),
    soloSafe: readParameter(fields.get('soloSafe'), STRIP_SWITCHES.soloSafe) === true,
  }
}

function readChannelValues(fields: Fields): { readonly [id: string]: PlainValue } {
  return Object.fromEntries(
    Object.entries(CHANNEL_PARAMETERS).map(([id, parameter]) => [
      id,
      SAVED_PARAMETERS.includes(id) ? readParameter(fields.get(id), parameter) : parameter.default,
    ]),
  )
}

/** [control] Width of the insert chain where the file does not say it; 2 for a file until it has been opened. */
export const defaultChannels = (input: InputDocument): 1 | 2 =>
  input.kind === 'device' && input.channels.length === 1 ? 1 : 2

const saysAuto = (at: Cursor | undefined): boolean => isEmpty(at) || scalar(at) === 'auto'

function readChannels(at: Cursor | undefined, fallback: 1 | 2): 1 | 2 {
  if (isEmpty(at)) return fallback
  const channels = scalar(at)
  if (channels === 1 || channels === 2) return channels
  const auto = channels === 'auto' ? ' (auto is for inputs from a file)' : ''
  complain(at, `is ${found(at)}, but 1 or 2 is expected${auto}`)
  return fallback
}
