import { CHANNEL_METER, type ChannelPlan, type InsertPlan, STATUS } from '../../engine/plan.ts'
import { gainToDb, linearTaper, logTaper, type Meter, type NumberParameter, plain } from '../../sdk/index.ts'
import type { Plugins } from '../schema.ts'
import type { Gauge } from './cell.ts'

/** What can be read and not set: `/meter/<channel>/...` and `/status/...`, straight from the meter bank. [control] */

function parameter(label: string, help: string, unit: Meter['unit'] | 's'): NumberParameter {
  const bare = plain({ label, help, min: 0, max: 1, default: 0 })
  if (unit === 'dB')
    return { ...bare, unit, min: -90, max: 10, default: -90, off: true, taper: linearTaper(-90, 10) }
  if (unit === 'Hz') return { ...bare, unit, min: 20, max: 20_000, default: 20, taper: logTaper(20, 20_000) }
  return { ...bare, unit }
}

const PEAKS = [
  ['input/left', CHANNEL_METER.inputLeft, 'Input left'],
  ['input/right', CHANNEL_METER.inputRight, 'Input right'],
  ['post/left', CHANNEL_METER.postLeft, 'Left'],
  ['post/right', CHANNEL_METER.postRight, 'Right'],
] as const

const PEAK_PARAMETERS = PEAKS.map(([, , label]) => parameter(label, 'Peak level, full scale is 0 dB.', 'dB'))
const OVERS = parameter('Overs', 'Samples beyond full scale after the fader since the start.', '')

const gauge = (address: string, of: NumberParameter, read: () => number): Gauge => ({
  kind: 'gauge',
  entry: { address, parameter: of, writable: false },
  read,
})

/** [control] The meters of a channel and of its inserts. `meters` is the meter bank. */
export function channelGauges(plan: ChannelPlan, plugins: Plugins, meters: Float64Array): Gauge[] {
  const at = `/meter${plan.id}`
  return [
    ...PEAKS.map(([name, index], i) =>
      gauge(`${at}/${name}`, PEAK_PARAMETERS[i]!, () => gainToDb(meters[plan.meter + index]!)),
    ),
    gauge(`${at}/overs`, OVERS, () => meters[plan.meter + CHANNEL_METER.overs]!),
    ...plan.inserts.flatMap((insert) => insertGauges(at, insert, plugins, meters)),
  ]
}

function insertGauges(at: string, insert: InsertPlan, plugins: Plugins, meters: Float64Array): Gauge[] {
  return Object.entries(plugins.get(insert.plugin)!.meters).map(([id, meter], i) =>
    gauge(
      `${at}/${insert.slot}/${id}`,
      parameter(meter.label, `Reading of the ${insert.slot}.`, meter.unit),
      () => meters[insert.meter + i]!,
    ),
  )
}

/** [control] `/status/...`. `layout` counts how often addresses came or went. */
export function statusGauges(meters: Float64Array, rate: number, layout: () => number): Gauge[] {
  const word = (name: string, index: number, label: string, help: string, unit: Meter['unit'] = ''): Gauge =>
    gauge(`/status/${name}`, parameter(label, help, unit), () => meters[index]!)
  const position = parameter('Position', 'Where the transport stands.', 's')
  const changes = parameter('Layout', 'Goes up when addresses come or go: time to list again.', '')
  return [
    word('frames', STATUS.frames, 'Frames', 'Frames processed since the start: the heartbeat.'),
    gauge('/status/position', position, () => meters[STATUS.position]! / rate),
    word('playing', STATUS.playing, 'Playing', '1 while the transport plays.'),
    word('lateBlocks', STATUS.lateBlocks, 'Late blocks', 'Blocks that came too late since the start.'),
    word('load', STATUS.load, 'Load', 'Share of the time there is that the engine uses.'),
    word('starved', STATUS.starvedFrames, 'Starved', 'Frames of silence because a file was read too slowly.'),
    word('faults', STATUS.faults, 'Faults', 'Inserts that were bypassed because they gave broken samples.'),
    word('guard', STATUS.guardDb, 'Guard', 'Deepest reduction of the output guard.', 'dB'),
    gauge('/status/layout', changes, layout),
  ]
}
