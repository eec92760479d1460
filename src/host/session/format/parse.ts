import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isNode,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { quoted, Report } from './report.ts'

/**
 * Text to YAML nodes, within limits that no honest session comes near: hostile text must neither hang the program nor
 * fill its memory. Aliases are never expanded here; a reader that follows them visits known fields only.
 */

/** Characters of a session file. */
export const MOST_CHARACTERS = 4 * 1024 * 1024
const DEEPEST = 20
const MOST_ALIASES = 256

/** A parsed file that is sound as YAML. */
export interface ParsedText {
  readonly yaml: Document.Parsed
  readonly report: Report
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>
}

/** [control] Throws a SessionError when `text` is not YAML or is beyond the limits. */
export function parseText(text: string, fileName: string): ParsedText {
  if (text.length > MOST_CHARACTERS)
    refuseFile(
      fileName,
      `this file has ${text.length} characters, but a session has at most ${MOST_CHARACTERS}`,
    )
  const lines = new LineCounter()
  const report = new Report(fileName, lines)
  // Repeated keys are found by the reader: it knows their path, and the library's own search is quadratic.
  const yaml = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
  })
  // One slip often makes a row of errors, of which only the first is to the point.
  const first = yaml.errors[0] ?? yaml.warnings[0]
  if (first !== undefined) report.problem(first.pos[0], '', syntaxSentence(first))
  if (yaml.directives.yaml.explicit && yaml.directives.yaml.version !== '1.2')
    report.problem(
      0,
      '',
      `this file asks for YAML ${yaml.directives.yaml.version}, but sessions are YAML 1.2; remove the %YAML line`,
    )
  report.check()
  const targets = followAliases(yaml, report)
  report.check()
  return { yaml, report, targets }
}

/** [control] Where the lines of a text begin. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return lines
}

/** [control] Throws a SessionError about a file as a whole. */
export function refuseFile(fileName: string, sentence: string): never {
  const report = new Report(fileName, null)
  report.problem(0, '', sentence)
  report.check()
  throw new Error('unreachable')
}

/** [control] What each alias stands for: the last anchor of that name before it. Checks depth and number on the way. */
export function followAliases(yaml: Document.Parsed, report: Report): Map<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  let aliases = 0
  visit(yaml, {
    Node(_key, node, path) {
      const at = node.range?.[0] ?? 0
      if (path.filter((parent) => isNode(parent) && isCollection(parent)).length > DEEPEST) {
        report.problem(at, '', `this is nested more than ${DEEPEST} levels deep; a session needs at most 6`)
        return visit.BREAK
      }
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node)
        return undefined
      }
      if (++aliases > MOST_ALIASES) {
        report.problem(at, '', `this file has more than ${MOST_ALIASES} aliases`)
        return visit.BREAK
      }
      const target = anchors.get(node.source)
      if (target === undefined)
        report.problem(at, '', `*${node.source} stands for &${node.source}, which is not written above it`)
      else targets.set(node, target)
      return undefined
    },
  })
  return targets
}

/** What people do when the library says this; other messages of the library are clear enough as they are. */
const SLIPS: { readonly [code: string]: string } = {
  BAD_INDENT: 'the fields of one map must begin in the same column and brackets must be closed',
  BAD_SCALAR_START: 'text that begins with a special character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ":" stands in one line, or the line is indented too far',
  MISSING_CHAR: 'a closing quote, bracket, comma or ":" is missing',
  MULTILINE_IMPLICIT_KEY: 'a ":" is missing after a name',
  MULTIPLE_DOCS: 'a session is one document; remove the second "---"',
  RESOURCE_EXHAUSTION: `this is nested far more than ${DEEPEST} levels deep`,
  TAB_AS_INDENT: 'a tab stands at the start of a line; YAML is indented with spaces',
}

function syntaxSentence({ code, message }: YAMLError): string {
  const tag = /^Unresolved tag: (.*)$/.exec(message)
  if (tag !== null)
    return `the YAML tag ${quoted((tag[1] ?? '').replace('tag:yaml.org,2002:', '!!'))} is not used in sessions; remove it`
  const slip = SLIPS[code]
  const said = message.replace(/\s+/g, ' ').replace(/\.$/, '')
  return `this is not valid YAML: ${slip ?? said}${slip === undefined || code === 'MULTIPLE_DOCS' ? '' : ` (${said})`}`
}
