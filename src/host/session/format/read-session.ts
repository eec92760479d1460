import type { Document } from 'yaml'
import type { SessionDocument } from '../document.ts'
import { findLoops, loopText } from '../loops.ts'
import { FIELDS, type Plugins, RESERVED_BUSES } from '../schema.ts'
import { AddressBook } from './address-book.ts'
import { readBus, readMaster, readStrip } from './channel.ts'
import { type Cursor, cursorAt, readFields } from './cursor.ts'
import { readDcas, readHead, readMonitor, readMuteGroups } from './globals.ts'
import { offsetOf } from './locate.ts'
import { type Named, type Names, readNamed } from './names.ts'
import { followAliases, parseText } from './parse.ts'
import { readPlugins } from './plugins.ts'
import type { Problem, Report } from './report.ts'
import { readScenes } from './scene.ts'
import { FORMAT, type FormatHistory, inTodaysVersion } from './upgrade.ts'

/** The text a document was read from, kept so that it can be written back with its comments. */
export interface SessionSource {
  readonly text: string
  readonly fileName: string
  readonly plugins: Plugins
  /** What the parser made of `text`. */
  readonly yaml: Document.Parsed
}

export interface SessionRead {
  readonly document: SessionDocument
  readonly source: SessionSource
  /** What is probably not meant, but does no harm. */
  readonly warnings: readonly Problem[]
}

/**
 * [control] A session file as a document with every default filled in and every name checked. `fileName` stands in
 * messages. Throws a SessionError with all problems, each one sentence.
 */
export function readSession(
  text: string,
  fileName: string,
  plugins: Plugins,
  history: FormatHistory = FORMAT,
): SessionRead {
  const parsed = parseText(text, fileName)
  const { report } = parsed
  const yaml = inTodaysVersion(parsed, history)
  const context = { report, targets: followAliases(yaml, report) }
  const document = readDocument(cursorAt(yaml.contents, 0, '', context), plugins)
  reportLoops(document, yaml, report)
  report.check()
  const source = yaml === parsed.yaml ? { text, yaml } : reparsed(yaml, fileName)
  return { document, source: { ...source, fileName, plugins }, warnings: report.warnings() }
}

/** An upgraded file has a new text, with new places in it. */
function reparsed(upgraded: Document.Parsed, fileName: string): Pick<SessionSource, 'text' | 'yaml'> {
  const text = upgraded.toString({ lineWidth: 0 })
  return { text, yaml: parseText(text, fileName).yaml }
}

function readDocument(root: Cursor, plugins: Plugins): SessionDocument {
  const fields = readFields(root, FIELDS.session, 'a session')
  const strips = readNamed(fields.get('strips'), 'a strip')
  const buses = readNamed(fields.get('buses'), 'a bus')
  const dcas = readNamed(fields.get('dcas'), 'a DCA')
  const muteGroups = readNamed(fields.get('muteGroups'), 'a mute group')
  const names: Names = {
    plugins,
    buses: namesOf(buses).filter((name) => !RESERVED_BUSES.includes(name)),
    dcas: namesOf(dcas),
    muteGroups: namesOf(muteGroups),
    channels: [
      ...namesOf(strips).map((name) => `/strip/${name}`),
      ...namesOf(buses).map((name) => `/bus/${name}`),
      '/master',
    ],
  }
  const desk: SessionDocument = {
    ...readHead(fields),
    plugins: readPlugins(fields.get('plugins')),
    strips: strips.map((strip) => readStrip(strip, names)),
    buses: buses.map((bus) => readBus(bus, names)),
    master: readMaster(fields.get('master'), names),
    monitor: readMonitor(fields.get('monitor')),
    dcas: readDcas(dcas),
    muteGroups: readMuteGroups(muteGroups),
    scenes: [],
  }
  return { ...desk, scenes: readScenes(fields.get('scenes'), new AddressBook(desk, plugins)) }
}

const namesOf = (named: readonly Named[]): readonly string[] => named.map(({ name }) => name)

function reportLoops(document: SessionDocument, yaml: Document.Parsed, report: Report): void {
  for (const loop of findLoops(document)) {
    const { place } = loop.closedBy
    const rest = `closes a loop, in which no channel could be processed first: ${loopText(loop)}`
    report.problem(offsetOf(yaml, place), place.join('.'), rest)
  }
}
