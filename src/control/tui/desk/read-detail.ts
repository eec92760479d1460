import type { ControlPort, PlainValue, Reading } from '../../../host/index.ts'
import type { Channel, Line, Section } from './desk-map.ts'
import type { GraphPicture } from './graph/picture.ts'
import type { PlotSize } from './graph/scale.ts'
import type { DetailPicture, LinePicture, SectionPicture } from './picture.ts'
import { numberAt, reading, switchAt } from './read-values.ts'
import type { Watcher } from './watcher.ts'

/** What plugins call a meter of gain reduction. */
const REDUCTION = /\/(reduction|ducking)$/

/** Where a person stands in a strip: an index into its sections, and one into the lines of that section. */
export interface Place {
  readonly section: number
  /** Switches of the section that are off, and how many lines each folds away. */
  readonly folds: ReadonlyMap<string, number>
  /** Those of the section that are shown. */
  readonly lines: readonly Line[]
  readonly line: number
  /** Room for a graph; undefined where there is none. */
  readonly plot: PlotSize | undefined
}

/** All values of a section, by address. */
type Readings = ReadonlyMap<string, Reading | undefined>

/** [control] A strip with its inserts and the parameters of the one that is open. */
export function readDetail(watcher: Watcher, channel: Channel, place: Place, now: number): DetailPicture {
  const { port } = watcher
  const open = channel.sections[place.section]
  const readings: Readings = new Map(
    open?.lines.map(({ address }) => [address, reading(port, address)] as const),
  )
  return {
    channel: watcher.channel(channel, now),
    sections: channel.sections.map((section) => readSection(watcher, section)),
    section: place.section,
    title: open === undefined ? '' : titleOf(port, open),
    lines: place.lines.map(({ label, parameter, address }): LinePicture => {
      const found = readings.get(address)
      const folded = place.folds.get(address) ?? 0
      return { label, parameter, text: found?.text ?? '-', norm: found?.norm ?? 0, folded }
    }),
    line: place.line,
    graph: readGraph(watcher, channel, place, readings, now),
  }
}

function readGraph(
  { port, graphs }: Watcher,
  { id, sections }: Channel,
  { section, plot }: Place,
  readings: Readings,
  now: number,
): GraphPicture | undefined {
  const open = sections[section]
  if (open?.kind !== 'insert' || plot === undefined) {
    graphs.close()
    return undefined
  }
  const values: { [id: string]: PlainValue } = {}
  for (const { id, address } of open.lines) {
    const found = readings.get(address)
    if (found !== undefined) values[id] = found.plain
  }
  const insert = { channel: id, slot: open.id }
  return graphs.read({ insert, values, bypassed: switchAt(port, open.bypass) === true, plot }, now)
}

/** What is open, and what its meters read. */
function titleOf(port: ControlPort, section: Section): string {
  const meters = section.meters.map(
    ({ address, parameter }) => `${parameter.label.toLowerCase()} ${reading(port, address)?.text ?? '-'}`,
  )
  return [section.id, ...meters].join('   ')
}

function readSection({ port }: Watcher, section: Section): SectionPicture {
  const reduction = section.meters.find(({ address }) => REDUCTION.test(address))
  return {
    name: section.id,
    bypassed: switchAt(port, section.bypass) === true,
    reductionDb: reduction === undefined ? undefined : numberAt(port, reduction.address, 0),
  }
}
