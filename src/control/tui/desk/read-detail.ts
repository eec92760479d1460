import type { ControlPort, PlainValue, Reading } from '../../../host/index.ts'
import type { Channel, Section } from './desk-map.ts'
import type { GraphPicture } from './graph/picture.ts'
import type { PlotSize } from './graph/scale.ts'
import type { DetailPicture, LinePicture, SectionPicture } from './picture.ts'
import { numberAt, reading, switchAt } from './read-values.ts'
import type { Watcher } from './watcher.ts'

/** What plugins call a meter of gain reduction. */
const REDUCTION = /\/(reduction|ducking)$/

/** Where a person stands in a strip: indices into its sections and into the lines of one of them. */
export interface Place {
  readonly section: number
  readonly line: number
  /** Room for a graph; undefined where there is none. */
  readonly plot: PlotSize | undefined
}

/** [control] A strip with its inserts and the parameters of the one that is open. */
export function readDetail(watcher: Watcher, channel: Channel, place: Place, now: number): DetailPicture {
  const { port } = watcher
  const open = channel.sections[place.section]
  const readings = open?.lines.map(({ address }) => reading(port, address)) ?? []
  return {
    channel: watcher.channel(channel, now),
    sections: channel.sections.map((section) => readSection(watcher, section)),
    section: place.section,
    title: open === undefined ? '' : titleOf(port, open),
    lines: (open?.lines ?? []).map(({ label, parameter }, i): LinePicture => {
      const found = readings[i]
      return { label, parameter, text: found?.text ?? '-', norm: found?.norm ?? 0 }
    }),
    line: place.line,
    graph: readGraph(watcher, channel, place, readings, now),
  }
}

function readGraph(
  { port, graphs }: Watcher,
  { id, sections }: Channel,
  { section, plot }: Place,
  readings: readonly (Reading | undefined)[],
  now: number,
): GraphPicture | undefined {
  const open = sections[section]
  if (open?.kind !== 'insert' || plot === undefined) {
    graphs.close()
    return undefined
  }
  const values: { [id: string]: PlainValue } = {}
  open.lines.forEach((line, i) => {
    const found = readings[i]
    if (found !== undefined) values[line.id] = found.plain
  })
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
