import { allowed, type Parameter, type ParameterSet, toText } from '../../src/host/sdk/index.ts'
import {
  CHANNEL_PARAMETERS,
  DCA_PARAMETERS,
  INSERT_PARAMETERS,
  MONITOR_PARAMETERS,
  SEND_PARAMETERS,
  SESSION_PARAMETERS,
  STRIP_SWITCHES,
} from '../../src/host/session/channel-parameters.ts'
import { COLORS } from '../../src/host/session/document.ts'
import { FORMAT } from '../../src/host/session/format/upgrade.ts'
import {
  FIELDS,
  MOST_DEVICE_CHANNELS,
  MOST_INSERTS,
  MOST_NAMED,
  NAME_RULE,
  PAN_LAWS,
  TAPS,
} from '../../src/host/session/schema.ts'

/** What the documentation says of one field of a session file. */
export interface FieldRow {
  readonly field: string
  readonly allowed: string
  /** As the table shows it. */
  readonly byDefault: string
  /** The default as it could stand in the file, where it is a value of its own: tests read it. */
  readonly yaml?: string
  readonly help: string
}

/** A kind of map in the file, by its key in FIELDS. */
export type FieldGroup = keyof typeof FIELDS

/** Fields that are no parameters: words, names and lists. */
type Words = { readonly [field: string]: Omit<FieldRow, 'field'> }

const word = (allowedText: string, byDefault: string, help: string, yaml?: string): Words[string] => ({
  allowed: allowedText,
  byDefault,
  help,
  ...(yaml === undefined ? {} : { yaml }),
})

const devices = (way: string): string => `none, or one or two ${way}s from 1 to ${MOST_DEVICE_CHANNELS}`

const CHANNEL_WORDS: Words = {
  label: word('text, 1 to 40 characters', 'its name', 'What surfaces show.'),
  color: word(`one of ${COLORS.join(', ')}`, 'off', 'Color on surfaces.', 'off'),
  inserts: word(`a list, at most ${MOST_INSERTS}`, 'none', 'Its processors in order: see inserts.', '[]'),
}
const ROUTED_WORDS: Words = {
  ...CHANNEL_WORDS,
  channels: word(
    '1 or 2',
    '2',
    'Width of its inserts: mono or stereo. After the pan everything is stereo.',
    '2',
  ),
  sends: word('a map from buses to levels', 'none', 'How much of it goes to which bus: see sends.', '{}'),
  to: word('a bus, master or none', 'master', 'Where it goes after its fader.', 'master'),
  outputs: word(
    devices('output'),
    'none',
    'Device outputs that get it after its fader, besides `to`.',
    'none',
  ),
  dcas: word('a list of DCAs', 'none', 'Faders that raise and lower it together with others.', '[]'),
  muteGroups: word('a list of mute groups', 'none', 'Switches that mute it together with others.', '[]'),
}

const WORDS: { readonly [G in FieldGroup]: Words } = {
  session: {
    gainstage: word(
      String(FORMAT.version),
      'must be there',
      'Version of the format, the first line of every session.',
    ),
    name: word('text, 1 to 80 characters', 'Untitled', 'What the song or the show is called.', 'Untitled'),
    panLaw: word(
      `${PAN_LAWS.join(', ')} dB`,
      '-3 dB',
      'How loud each side of a mono channel is at the centre.',
      '-3',
    ),
    strips: word(`a map, at most ${MOST_NAMED}`, 'none', 'What plays.', '{}'),
    buses: word(
      `a map, at most ${MOST_NAMED}`,
      'none',
      'Groups, monitor mixes, effects: sums of what goes to them.',
      '{}',
    ),
    master: word('a map', 'a stereo channel on outputs 1 and 2', 'The mix.', '{}'),
    monitor: word('a map', 'no outputs', 'What the person at the desk hears.', '{}'),
    dcas: word(`a map, at most ${MOST_NAMED}`, 'none', 'Faders without sound: each moves many others.', '{}'),
    muteGroups: word(
      `a map, at most ${MOST_NAMED}`,
      'none',
      'Name and state (on: its channels are silent).',
      '{}',
    ),
    scenes: word('a map', 'none', 'Stored mixes: see scenes.', '{}'),
    plugins: word(
      'a map from ids to paths or packages',
      'none',
      'Plugins that do not come with the desk: see plugins.',
      '{}',
    ),
  },
  strip: {
    ...ROUTED_WORDS,
    input: word('a file, a device or none', 'none', 'What it plays: see inputs.', 'none'),
    channels: word(
      '1, 2 or auto (as the file has)',
      'auto for files, 1 for one device input, else 2',
      'Width of its inserts: mono or stereo. After the pan everything is stereo.',
    ),
  },
  bus: ROUTED_WORDS,
  master: {
    ...CHANNEL_WORDS,
    channels: ROUTED_WORDS['channels']!,
    outputs: word(devices('output'), '[1, 2]', 'Device outputs that get the mix.', '[1, 2]'),
  },
  monitor: {
    outputs: word(
      devices('output'),
      'none',
      'Device outputs that get the master, or what is listened to.',
      'none',
    ),
  },
  dca: {},
  send: {
    tap: word(
      `${TAPS.join(', ')}, or a slot of the channel`,
      'post',
      'Where it is taken: behind trim and delay, before or after the fader, or behind that insert.',
      'post',
    ),
  },
  fileInput: {
    file: word('a path from the folder of the session', 'must be there', 'WAV, FLAC, MP3, Ogg, m4a or AIFF.'),
  },
  deviceInput: {
    device: word(devices('input'), 'must be there', 'Inputs of the sound device, counted as on its box.'),
  },
  insert: {
    plugin: word('a plugin', 'the name of the slot', 'What works in the slot.'),
    version: word(
      'a whole number from 1',
      '1',
      'Version of the plugin that the values are for; 1 is not written.',
    ),
    key: word(
      'an address such as /strip/kick, or none',
      'none',
      'The channel that keys it, before its fader.',
      'none',
    ),
  },
}

const PARAMETERS: { readonly [G in FieldGroup]: ParameterSet } = {
  session: SESSION_PARAMETERS,
  strip: { ...CHANNEL_PARAMETERS, soloSafe: STRIP_SWITCHES.soloSafe },
  bus: { ...CHANNEL_PARAMETERS, soloSafe: STRIP_SWITCHES.soloSafe },
  master: { ...CHANNEL_PARAMETERS, soloSafe: STRIP_SWITCHES.soloSafe },
  monitor: MONITOR_PARAMETERS,
  dca: DCA_PARAMETERS,
  send: SEND_PARAMETERS,
  fileInput: { loop: STRIP_SWITCHES.loop },
  deviceInput: {},
  insert: INSERT_PARAMETERS,
}

/** One row per field that may stand in a map of this kind. Throws when the documentation has no words for one. */
export function fieldRows(group: FieldGroup): readonly FieldRow[] {
  return FIELDS[group].map((field) => {
    const parameter = PARAMETERS[group][field]
    const words = WORDS[group][field]
    if (words !== undefined) return { field, ...words }
    if (parameter !== undefined) return { field, ...parameterWords(parameter) }
    throw new Error(
      `the documentation has no words for ${group}.${field}: add them to scripts/tables/fields.ts`,
    )
  })
}

/** Names of strips, buses, DCAs, mute groups and slots. */
export const NAMES = NAME_RULE

/** Without the zeros that align values on a desk: `0 dB`, `48000 Hz`. */
function parameterWords(parameter: Parameter): Omit<FieldRow, 'field'> {
  const isNumber = parameter.kind === 'number' && Number.isFinite(parameter.default)
  const unit = parameter.kind === 'number' && parameter.unit !== '' ? ` ${parameter.unit}` : ''
  const byDefault = isNumber ? `${parameter.default}${unit}` : toText(parameter, parameter.default)
  return { allowed: allowed(parameter), byDefault, yaml: byDefault, help: parameter.help }
}
