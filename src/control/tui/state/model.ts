import type { Channel, DeskMap, Line, Section } from '../desk/desk-map.ts'
import { foldsOf, type IsOn, unfolded } from '../desk/folds.ts'

/** The dashboard's own state: where a person stands. Values of the desk are never kept here. */
export interface Model {
  readonly view: 'mixer' | 'channel'
  /** Address of the selected channel. */
  readonly channel: string
  /**
   * What is open in the channel view and which of its parameters is selected, by name: the same names are found again
   * on the next strip.
   */
  readonly section: string
  readonly line: string
  /** Text of a value while it is typed. */
  readonly entry: string | undefined
  readonly dialog: 'none' | 'help' | 'quit'
  readonly message: Message | undefined
}

/** The line above the keys. */
export interface Message {
  readonly text: string
  readonly kind: 'note' | 'done' | 'refused'
  /** ms on the dashboard's clock. */
  readonly at: number
}

/** A key pressed so long after a message takes it away, ms: until then it may not have been read. */
export const MESSAGE_MS = 4000

/** [control] Before the first key. */
export const startModel = (): Model => ({
  view: 'mixer',
  channel: '',
  section: '',
  line: '',
  entry: undefined,
  dialog: 'none',
  message: undefined,
})

/** A desk as it is now: what it has, and which of its switches are on. */
export interface Ground {
  readonly map: DeskMap
  readonly isOn: IsOn
}

/** What a model stands on, on a desk as it is now; everything falls back to the first there is. */
export interface Standing {
  readonly channelIndex: number
  readonly channel: Channel | undefined
  readonly sectionIndex: number
  readonly section: Section | undefined
  /** Switches that are off, and how many lines each folds away. */
  readonly folds: ReadonlyMap<string, number>
  /** Those of the section that are not folded away; the index counts in them. */
  readonly lines: readonly Line[]
  readonly lineIndex: number
  readonly line: Line | undefined
}

/** [control] Who stood on a line that is folded away stands on its switch. */
export function standing(model: Model, { map, isOn }: Ground): Standing {
  const channelIndex = known(map.channels.findIndex(({ id }) => id === model.channel))
  const channel = map.channels[channelIndex]
  const sectionIndex = known(channel?.sections.findIndex(({ id }) => id === model.section))
  const section = channel?.sections[sectionIndex]
  const folds = section === undefined ? new Map<string, number>() : foldsOf(section, isOn)
  const lines = section === undefined ? [] : unfolded(section, folds)
  const wanted = section?.lines.find(({ id }) => id === model.line)
  const found = lines.findIndex(({ address }) => address === wanted?.address)
  const lineIndex = known(found < 0 ? lines.findIndex(({ address }) => address === wanted?.switch) : found)
  return { channelIndex, channel, sectionIndex, section, folds, lines, lineIndex, line: lines[lineIndex] }
}

const known = (index: number | undefined): number => Math.max(0, index ?? 0)

/** What a typed value or a nudge moves. */
export interface Target {
  readonly address: string
  readonly line: Line
  /** How a sentence calls it: "Voice fader". */
  readonly name: string
}

/** [control] In the mixer the fader of the selected strip, in the channel view the selected parameter. */
export function targetOf(model: Model, ground: Ground): Target | undefined {
  const { channel, section, line } = standing(model, ground)
  if (channel === undefined || section === undefined) return undefined
  if (model.view === 'mixer') {
    const fader = channel.sections[0]?.lines.find(({ address }) => address === channel.at.fader)
    return fader && { address: fader.address, line: fader, name: `${channel.label} fader` }
  }
  if (line === undefined) return undefined
  const where = section.kind === 'insert' ? `${channel.label} ${section.id}` : channel.label
  return { address: line.address, line, name: `${where} ${line.label.toLowerCase()}` }
}
