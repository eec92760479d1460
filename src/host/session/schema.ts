import type { PluginDefinition } from '../sdk/index.ts'
import { CHANNEL_PARAMETERS } from './channel-parameters.ts'

/** What may stand where in a session file: the words, apart from how they are read (format-*.ts). [control] */

/** Plugins by id, as a session may name them. */
export type Plugins = ReadonlyMap<string, PluginDefinition>

/** Device inputs and outputs count from 1 to this. */
export const MOST_DEVICE_CHANNELS = 256

/** Strips, and as many buses, DCAs and mute groups. */
export const MOST_NAMED = 1024
/** Inserts of one channel. */
export const MOST_INSERTS = 64

/** Strips, buses, DCAs, mute groups and slots are called by such names, because they stand in addresses. */
export const isName = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)

export const NAME_RULE = 'names are 1 to 40 lower case letters, digits and "-"'

/** Buses that would be mistaken for the words of `to`. */
export const RESERVED_BUSES: readonly string[] = ['master', 'none']

/**
 * Words that stand after `/strip/<name>/` or in `tap` with a meaning of their own, now or in a later version: a slot of
 * that name would hide them.
 */
export const RESERVED_SLOTS: readonly string[] = [
  ...Object.keys(CHANNEL_PARAMETERS),
  ...['send', 'sends', 'insert', 'inserts', 'input', 'pre', 'post', 'bypass', 'key', 'plugin', 'version'],
  ...['to', 'tap', 'meter', 'name', 'label', 'color', 'outputs', 'dcas', 'none', 'master', 'monitor'],
]

/** Points of a channel that a send may be taken from, besides its slots (see Tap in the engine's plan.ts). */
export const TAPS: readonly string[] = ['input', 'pre', 'post']

/** dB of each side at the centre. */
export const PAN_LAWS = [0, -3, -4.5, -6] as const

/** Parameters of a channel that stand in the file. `solo` does not: a session must not open with half its strips silent. */
export const SAVED_PARAMETERS = Object.keys(CHANNEL_PARAMETERS).filter((id) => id !== 'solo')

const CHANNEL_FIELDS = ['label', 'color', 'channels', ...SAVED_PARAMETERS, 'inserts', 'outputs', 'soloSafe']
const ROUTED_FIELDS = [...CHANNEL_FIELDS, 'sends', 'to', 'dcas', 'muteGroups']

/** The fields of each map with fixed fields. */
export const FIELDS = {
  session: [
    ...['gainstage', 'name', 'rate', 'tempo', 'panLaw', 'plugins', 'strips', 'buses', 'master', 'monitor'],
    ...['dcas', 'muteGroups', 'scenes'],
  ],
  strip: ['input', ...ROUTED_FIELDS],
  bus: ROUTED_FIELDS,
  master: CHANNEL_FIELDS,
  monitor: ['solo', 'outputs', 'level'],
  dca: ['fader', 'mute'],
  send: ['level', 'tap', 'pan', 'mute'],
  fileInput: ['file', 'loop'],
  deviceInput: ['device'],
  /** What the host owns of an insert; the plugin's parameters stand beside them. */
  insert: ['plugin', 'version', 'bypass', 'key'],
} as const
