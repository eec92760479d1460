import { CHANNEL, type EnginePlan, GLOBAL, SEND } from '../../engine/plan.ts'
import {
  DCA_PARAMETERS,
  MONITOR_PARAMETERS,
  MUTE_GROUP_PARAMETER,
  SESSION_PARAMETERS,
} from '../channel-parameters.ts'
import type { SessionDocument } from '../document.ts'
import { Cell, type Effect } from './cell.ts'
import { type CellTargets, straightTo } from './channel-cells.ts'
import { MASTER, MONITOR } from './compile.ts'

/** The cells that belong to no channel: DCAs, mute groups, the monitor, the tempo. [control] */

/** [control] `/dca/<name>/...` of one DCA. */
export function dcaCells(dca: SessionDocument['dcas'][number], { effective }: CellTargets): Cell[] {
  const at = `/dca/${dca.name}`
  const effect: Effect = () => effective().group(at)
  return [
    new Cell(`${at}/fader`, DCA_PARAMETERS.fader, dca.fader, effect, { derived: true }),
    new Cell(`${at}/mute`, DCA_PARAMETERS.mute, dca.mute, effect, { derived: true }),
  ]
}

/** [control] `/mutegroup/<name>`. */
export function muteGroupCell(
  group: SessionDocument['muteGroups'][number],
  { effective }: CellTargets,
): Cell {
  const at = `/mutegroup/${group.name}`
  return new Cell(at, MUTE_GROUP_PARAMETER, group.muted, () => effective().group(at), { derived: true })
}

/** [control] `/monitor/...`; they stand there also when nothing is patched to the monitor outputs. */
export function monitorCells(
  document: SessionDocument,
  plan: EnginePlan,
  { bank, effective }: CellTargets,
): Cell[] {
  const monitor = plan.channels.find(({ id }) => id === MONITOR)
  const level: Effect = monitor === undefined ? () => {} : straightTo(bank, monitor.block)
  const { level: levelOf, solo: soloOf } = MONITOR_PARAMETERS
  return [
    new Cell(`${MONITOR}/level`, levelOf, document.monitor.level, level, {
      index: CHANNEL.fader,
      belongs: 'room',
    }),
    new Cell(`${MONITOR}/solo`, soloOf, document.monitor.solo, () => effective().all(), {
      derived: true,
      belongs: 'room',
    }),
  ]
}

/** [control] The parts of the bank that no cell moves: the monitor is open and wide, the master reaches it as it is. */
export function openMonitor(plan: EnginePlan, { bank }: CellTargets): void {
  const monitor = plan.channels.find(({ id }) => id === MONITOR)
  if (monitor === undefined) return
  bank.write(monitor.block, CHANNEL.on, 1)
  bank.write(monitor.block, CHANNEL.width, 100)
  const master = plan.channels.find(({ id }) => id === MASTER)
  const send = master?.sends.find(({ to }) => to === MONITOR)
  if (send !== undefined) bank.write(send.block, SEND.level, 0)
}

/** [control] `/transport/tempo`: part of the bank, although it stands with the transport. */
export const tempoCell = (document: SessionDocument, { bank }: CellTargets): Cell =>
  new Cell('/transport/tempo', SESSION_PARAMETERS.tempo, document.tempo, straightTo(bank, 0), {
    index: GLOBAL.bpm,
    belongs: 'room',
  })
