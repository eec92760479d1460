import { isMap } from 'yaml'
import { SEND_PARAMETERS, STRIP_SWITCHES } from '../channel-parameters.ts'
import type { InputDocument, InsertDocument, SendDocument } from '../document.ts'
import { FIELDS, MOST_DEVICE_CHANNELS, TAPS } from '../schema.ts'
import {
  type Cursor,
  complain,
  found,
  isEmpty,
  readList,
  readMap,
  readParameter,
  readText,
  refuseOthers,
  scalar,
  word,
} from './cursor.ts'
import type { Names } from './names.ts'
import { known } from './report.ts'

/** Where a channel comes from and where it goes. [control] */

const NO_INPUT: InputDocument = { kind: 'none' }

/** [control] `{ file, loop }`, `{ device }` or none. */
export function readInput(at: Cursor | undefined): InputDocument {
  if (isEmpty(at) || scalar(at) === 'none') return NO_INPUT
  if (!isMap(at.node)) {
    complain(at, `is ${found(at)}, but { file: <path> }, { device: <number> } or none is expected`)
    return NO_INPUT
  }
  const map = readMap(at, 'an input')
  if (map.has('device')) {
    refuseOthers(map, FIELDS.deviceInput, 'an input from the device')
    const channels = readDeviceChannels(map.get('device'), 'input')
    return channels.length === 0 ? NO_INPUT : { kind: 'device', channels }
  }
  refuseOthers(map, FIELDS.fileInput, 'an input from a file')
  const loop = readParameter(map.get('loop'), STRIP_SWITCHES.loop) === true
  const file = readText(map.get('file'), '', 'a path', 1000)
  // An unknown field has been reported already and was probably meant to be this one.
  if (isEmpty(map.get('file')) && [...map.keys()].every((name) => FIELDS.fileInput.some((f) => f === name)))
    complain(at, 'names neither a file nor a device')
  return file === '' ? NO_INPUT : { kind: 'file', file, loop }
}

/** [control] None, one or two channels of the device, counted from 1: left and right. */
export function readDeviceChannels(
  at: Cursor | undefined,
  way: 'input' | 'output',
  fallback: readonly number[] = [],
): readonly number[] {
  if (isEmpty(at)) return fallback
  if (scalar(at) === 'none') return []
  const list = readList(at)
  const channels = list.flatMap((entry) => {
    const channel = scalar(entry)
    if (isDeviceChannel(channel)) return [channel]
    const range = `a whole number from 1 to ${MOST_DEVICE_CHANNELS}`
    complain(entry, `is ${found(entry)}, but ${way}s of the device are ${range}, as printed on the box`)
    return []
  })
  if (list.length <= 2) return channels
  complain(at, `names ${list.length} ${way}s, but one or two (left and right) are expected`)
  return channels.slice(0, 2)
}

const isDeviceChannel = (channel: unknown): channel is number =>
  typeof channel === 'number' && Number.isInteger(channel) && channel >= 1 && channel <= MOST_DEVICE_CHANNELS

/** [control] The bus a channel feeds after its fader, `master`, or null. */
export function readTo(at: Cursor | undefined, names: Names): string | null {
  if (isEmpty(at)) return 'master'
  const to = word(at)
  if (to === 'none') return null
  const buses = ['master', ...names.buses]
  if (to !== undefined && buses.includes(to)) return to
  complain(at, () => `is ${found(at)}, but a bus, master or none is expected; ${known(to ?? '', buses)}`)
  return 'master'
}

/** [control] Bus by bus: a level, or a map. */
export function readSends(
  at: Cursor | undefined,
  inserts: readonly InsertDocument[],
  names: Names,
): readonly SendDocument[] {
  const sends: SendDocument[] = []
  for (const [to, entry] of readMap(at, 'a map from buses to levels, such as { hall: -12 },')) {
    if (names.buses.includes(to)) sends.push(readSend(to, entry, inserts))
    else {
      const rest = () => `sends to a bus that does not exist; ${known(to, names.buses)}`
      entry.context.report.problem(entry.nameOffset, entry.path, rest)
    }
  }
  return sends
}

function readSend(to: string, at: Cursor, inserts: readonly InsertDocument[]): SendDocument {
  const detailed = isMap(at.node)
  const map = detailed ? readMap(at, 'a send') : new Map<string, Cursor>()
  refuseOthers(map, FIELDS.send, 'a send')
  const taps = [...TAPS, ...inserts.map(({ slot }) => slot)]
  return {
    to,
    tap: readTap(map.get('tap'), taps),
    level: Number(readParameter(detailed ? map.get('level') : at, SEND_PARAMETERS.level)),
    pan: Number(readParameter(map.get('pan'), SEND_PARAMETERS.pan)),
    mute: readParameter(map.get('mute'), SEND_PARAMETERS.mute) === true,
  }
}

function readTap(at: Cursor | undefined, taps: readonly string[]): string {
  if (isEmpty(at)) return 'post'
  const tap = word(at)
  if (tap !== undefined && taps.includes(tap)) return tap
  complain(at, () => `is ${found(at)}, but a point of the channel is expected; ${known(tap ?? '', taps)}`)
  return 'post'
}

/** [control] Some of `names`, each once; `what` is "a DCA". */
export function readSome(at: Cursor | undefined, names: readonly string[], what: string): readonly string[] {
  const some: string[] = []
  for (const entry of readList(at)) {
    const name = word(entry)
    if (name === undefined || !names.includes(name))
      complain(
        entry,
        () => `is ${found(entry)}, but the name of ${what} is expected; ${known(name ?? '', names)}`,
      )
    else if (some.includes(name)) complain(entry, `is ${found(entry)} for the second time`)
    else some.push(name)
  }
  return some
}
