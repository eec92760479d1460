import type { ControlPort } from '../../../host/index.ts'
import type { Channel, Section } from './desk-map.ts'
import type { DetailPicture, LinePicture, SectionPicture } from './picture.ts'
import { numberAt, reading, switchAt } from './read-values.ts'
import type { Watcher } from './watcher.ts'

/** What plugins call a meter of gain reduction. */
const REDUCTION = /\/(reduction|ducking)$/

/** Where a person stands in a strip: indices into its sections and into the lines of one of them. */
export interface Place {
  readonly section: number
  readonly line: number
}

/** [control] A strip with its inserts and the parameters of the one that is open. */
export function readDetail(watcher: Watcher, channel: Channel, place: Place, now: number): DetailPicture {
  const { port } = watcher
  const open = channel.sections[place.section]
  return {
    channel: watcher.channel(channel, now),
    sections: channel.sections.map((section) => readSection(watcher, section)),
    section: place.section,
    title: open === undefined ? '' : titleOf(port, open),
    lines: (open?.lines ?? []).map(({ label, address, parameter }): LinePicture => {
      const found = reading(port, address)
      return { label, parameter, text: found?.text ?? '-', norm: found?.norm ?? 0 }
    }),
    line: place.line,
  }
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
