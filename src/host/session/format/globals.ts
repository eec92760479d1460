import {
  DCA_PARAMETERS,
  MONITOR_PARAMETERS,
  MUTE_GROUP_PARAMETER,
  SESSION_PARAMETERS,
} from '../channel-parameters.ts'
import type { MonitorDocument, SessionDocument } from '../document.ts'
import { FIELDS, PAN_LAWS } from '../schema.ts'
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
import type { Named } from './names.ts'
import { readDeviceChannels } from './routing.ts'

/** What belongs to the session as a whole. [control] */

/** Name of a session that says none. */
export const UNTITLED = 'Untitled'

/** [control] */
export function readHead(
  fields: ReadonlyMap<string, Cursor>,
): Pick<SessionDocument, 'name' | 'rate' | 'tempo' | 'panLaw'> {
  return {
    name: readText(fields.get('name'), UNTITLED, 'a name'),
    rate: readRate(fields.get('rate')),
    tempo: Number(readParameter(fields.get('tempo'), SESSION_PARAMETERS.tempo)),
    panLaw: readPanLaw(fields.get('panLaw')),
  }
}

function readRate(at: Cursor | undefined): number {
  const rate = Number(readParameter(at, SESSION_PARAMETERS.rate))
  if (Number.isInteger(rate) || isEmpty(at)) return rate
  complain(at, `is ${found(at)}, but a whole number of Hz is expected`)
  return SESSION_PARAMETERS.rate.default
}

function readPanLaw(at: Cursor | undefined): SessionDocument['panLaw'] {
  if (isEmpty(at)) return -3
  const text = String(scalar(at)).replace(/ *dB$/i, '')
  const law = PAN_LAWS.find((one) => String(one) === text)
  if (law !== undefined) return law
  complain(at, `is ${found(at)}, but one of ${PAN_LAWS.join(', ')} dB is expected`)
  return -3
}

/** [control] */
export function readMonitor(at: Cursor | undefined): MonitorDocument {
  const fields = readFields(at, FIELDS.monitor, 'the monitor')
  return {
    solo: readParameter(fields.get('solo'), MONITOR_PARAMETERS.solo) as MonitorDocument['solo'],
    outputs: readDeviceChannels(fields.get('outputs'), 'output'),
    level: Number(readParameter(fields.get('level'), MONITOR_PARAMETERS.level)),
  }
}

/** [control] */
export function readDcas(dcas: readonly Named[]): SessionDocument['dcas'] {
  return dcas.map(({ name, at }) => {
    const fields = readFields(at, FIELDS.dca, 'a DCA')
    return {
      name,
      fader: Number(readParameter(fields.get('fader'), DCA_PARAMETERS.fader)),
      mute: readParameter(fields.get('mute'), DCA_PARAMETERS.mute) === true,
    }
  })
}

/** [control] */
export const readMuteGroups = (groups: readonly Named[]): SessionDocument['muteGroups'] =>
  groups.map(({ name, at }) => ({ name, muted: readParameter(at, MUTE_GROUP_PARAMETER) === true }))
