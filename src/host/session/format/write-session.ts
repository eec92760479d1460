import { isMap } from 'yaml'
import type { SessionDocument } from '../document.ts'
import { changes, reorderings } from './diff.ts'
import { flattened } from './flatten.ts'
import { outsideSession } from './outside.ts'
import { parseText } from './parse.ts'
import { readSession, type SessionSource } from './read-session.ts'
import { documentToYaml } from './render.ts'
import { SessionError } from './report.ts'
import { applySplices, CannotSplice, type Collection } from './splice.ts'
import { type Branch, sameTree } from './tree.ts'

/**
 * [control] The text of `source`, which says `before`, changed so that it says `after`. What did not change keeps every
 * character: comments, order, alignment, units. The new text is read back before it is returned, so a file that says
 * something else than the desk is never written; where a change in place does not succeed, the file loses first its
 * aliases, then its comments. Throws a SessionError when `after` itself cannot be read back (a loop, an unknown name).
 */
export function writeSession(
  source: SessionSource,
  before: SessionDocument,
  after: SessionDocument,
): SessionSource {
  const { plugins } = source
  const from = outsideSession(before, plugins)
  const to = outsideSession(after, plugins)
  return (
    changedInPlace(source, from, to) ??
    changedInPlace(withoutAliases(source), from, to) ??
    readBack(source, documentToYaml(after, plugins)).source
  )
}

/** [control] A new file for `document`. Throws a SessionError when it cannot be read back. */
export function newSession(
  document: SessionDocument,
  fileName: string,
  plugins: SessionSource['plugins'],
): SessionSource {
  return readSession(documentToYaml(document, plugins), fileName, plugins).source
}

/** Undefined when the changed text does not say `to`. */
function changedInPlace(source: SessionSource, from: Branch, to: Branch): SessionSource | undefined {
  try {
    let text = applySplices(source.text, changes(source.text, rootOf(source), from, to))
    // Each further pass orders collections that do not lie within each other; the format nests three deep at most.
    for (let pass = 0; pass < 5; pass++) {
      const read = readBack(source, likeIn(source.text, text))
      if (sameTree(outsideSession(read.document, source.plugins), to)) return read.source
      const splices = reorderings(read.source.text, rootOf(read.source), to)
      if (splices.length === 0) return undefined
      text = applySplices(read.source.text, splices)
    }
    return undefined
  } catch (error) {
    if (error instanceof CannotSplice || error instanceof SessionError) return undefined
    throw error
  }
}

function rootOf({ yaml }: SessionSource): Collection {
  if (!isMap(yaml.contents)) throw new Error('a session that was read is a map')
  return yaml.contents as Collection
}

function withoutAliases(source: SessionSource): SessionSource {
  const text = flattened(source.yaml).toString({ lineWidth: 0 })
  return { ...source, text, yaml: parseText(text, source.fileName).yaml }
}

const readBack = ({ fileName, plugins }: SessionSource, text: string) => readSession(text, fileName, plugins)

/** Line ends as in the text before. */
const likeIn = (before: string, text: string): string =>
  before.includes('\r\n') && !/[^\r]\n/.test(before) ? text.replace(/\r?\n/g, '\r\n') : text
