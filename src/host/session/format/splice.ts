import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { keyText } from './cursor.ts'
import { blockLines, entryLines, inlineEntry, inlineText, isInline } from './render.ts'
import type { Tree } from './tree.ts'

/**
 * Changes of a text in place: only the characters of a value, an entry or a line move, so comments, alignment and line
 * breaks elsewhere stay as a person wrote them. [control]
 */

/** Characters `from` to `to` become `text`. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Thrown where the text has a shape that is not worth splicing; the file is then written anew. */
export class CannotSplice extends Error {}

/** [control] Splices do not overlap; additions at the same place keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const { from, to, text: piece } of splices.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < at) throw new CannotSplice('two changes overlap')
    result += text.slice(at, from) + piece
    at = to
  }
  return result + text.slice(at)
}

export type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>

/** An entry of a map, or of a list of single entries, in the text. */
export interface Place {
  readonly name: string
  /** From the name, or from the value of a bare list item, to the last character of the value. */
  readonly from: number
  readonly to: number
  /** Behind the name. */
  readonly nameTo: number
  readonly value: Node | null
  /** Where the value stands or would stand. */
  readonly valueFrom: number
  readonly valueTo: number
}

/** [control] The entries of `collection` in their order. */
export function placesIn(collection: Collection): readonly Place[] {
  if (isMap(collection)) return (collection.items as Pair<Node, Node | null>[]).map(pairPlace)
  return collection.items.map((item) => {
    if (isMap(item) && item.items.length === 1) {
      const place = pairPlace(item.items[0] as Pair<Node, Node | null>)
      // A map in braces begins before its name.
      return item.flow ? { ...place, from: startOf(item), to: endOf(item) } : place
    }
    if (!isScalar(item)) throw new CannotSplice('a list entry is not a single entry')
    const to = endOf(item)
    return {
      name: keyText(item) ?? '',
      from: startOf(item),
      to,
      nameTo: to,
      value: null,
      valueFrom: to,
      valueTo: to,
    }
  })
}

function pairPlace({ key, value }: Pair<Node, Node | null>): Place {
  const from = startOf(key)
  const nameTo = endOf(key)
  const valueFrom = value?.range?.[0] ?? nameTo
  const valueTo = value === null ? nameTo : endOf(value)
  return { name: keyText(key) ?? '', from, to: Math.max(nameTo, valueTo), nameTo, value, valueFrom, valueTo }
}

function startOf({ range }: Node): number {
  if (range === null || range === undefined) throw new CannotSplice('a node is not from a text')
  return range[0]
}

/** Last character of the node itself: a block ends with its last entry, not with the comments behind it. */
function endOf(node: Node): number {
  if (!isCollection(node) || node.flow === true) return node.range?.[1] ?? startOf(node)
  let end = startOf(node)
  for (const item of node.items as (Node | Pair<Node, Node | null>)[])
    end = Math.max(end, 'key' in item ? pairPlace(item).to : endOf(item))
  return end
}

/** [control] Puts `tree` in the place of a value. */
export function setValue(text: string, place: Place, tree: Tree, inFlow: boolean): Splice {
  const { nameTo, valueFrom, valueTo } = place
  // Between name and value stands a colon, perhaps a line break, rarely an anchor, and nothing for a bare name.
  const before = text.slice(nameTo, valueFrom)
  const colon = /^\s*:/.exec(before)?.[0] ?? ''
  const afterColon = nameTo + colon.length
  const glue = colon === '' ? ':' : ''
  if (inFlow || isInline(tree)) {
    const value = inlineText(tree)
    if (/[^:\s]|: +$/.test(before) && !before.includes('\n')) return aligned(text, valueFrom, valueTo, value)
    return { from: /[^:\s]/.test(before) ? valueFrom : afterColon, to: valueTo, text: `${glue} ${value}` }
  }
  const from = /[^:\s]/.test(before) ? valueFrom : afterColon
  const indent = ' '.repeat(columnOf(text, place.from) + 2)
  return {
    from,
    to: valueTo,
    text:
      glue +
      blockLines(tree)
        .map((line) => `\n${indent}${line}`)
        .join(''),
  }
}

/** Keeps a comment behind the value in its column where it was put there on purpose. */
function aligned(text: string, from: number, to: number, value: string): Splice {
  const gap = /^ *(?=#)/.exec(text.slice(to, to + 200))?.[0].length ?? 0
  if (gap < 2) return { from, to, text: value }
  const spaces = Math.max(1, gap + (to - from) - value.length)
  return { from, to: to + gap, text: value + ' '.repeat(spaces) }
}

/** [control] A new entry behind `after`, or as the first. The collection is not empty. */
export function addEntry(
  text: string,
  collection: Collection,
  after: Place | null,
  name: string,
  tree: Tree,
): Splice {
  const asListItem = isSeq(collection)
  const first = placesIn(collection)[0]
  if (first === undefined) throw new CannotSplice('nothing stands there yet')
  if (collection.flow === true) {
    const entry = inlineEntry(name, tree, asListItem)
    if (after !== null) return { from: after.to, to: after.to, text: `, ${entry}` }
    return { from: first.from, to: first.from, text: `${entry}, ` }
  }
  const start = entryStart(text, first, asListItem)
  const indent = ' '.repeat(columnOf(text, start))
  const lines = entryLines(name, tree, asListItem).map((line) => indent + line)
  // Behind the line above, whichever it is: the line of the first entry may itself be on its way out.
  const end = after === null ? ownLine(text, start) - 1 : lineEnd(text, after.to)
  if (end < 0) throw new CannotSplice('nothing may come before the first line')
  return { from: end, to: end, text: `\n${lines.join('\n')}` }
}

/** [control] Takes entries out, with the comment lines right above each. At least one other entry stays. */
export function removeEntries(
  text: string,
  collection: Collection,
  isGone: (name: string) => boolean,
): readonly Splice[] {
  const places = placesIn(collection)
  const firstKept = places.findIndex(({ name }) => !isGone(name))
  return places.flatMap((place, i) => {
    if (!isGone(place.name)) return []
    if (collection.flow !== true) return [withoutLines(text, place, isSeq(collection))]
    // One comma goes with each: the one before it, or the one behind it at the beginning.
    const before = places[i - 1]
    const next = places[i + 1]
    return i < firstKept && next !== undefined
      ? [{ from: place.from, to: next.from, text: '' }]
      : [{ from: before?.to ?? place.from, to: place.to, text: '' }]
  })
}

function withoutLines(text: string, place: Place, asListItem: boolean): Splice {
  const from = withComments(text, ownLine(text, entryStart(text, place, asListItem)))
  // The line break before goes, not the one behind: behind the same line something may be added.
  return { from: Math.max(0, from - 1), to: lineEnd(text, place.to), text: '' }
}

/** Comment lines belong to the entry right below them. */
function withComments(text: string, line: number): number {
  let from = line
  while (from > 0) {
    const above = text.lastIndexOf('\n', from - 2) + 1
    if (!/^[ \t]*#/.test(text.slice(above, from))) break
    from = above
  }
  return from
}

/** [control] Brings the entries into the order of `names`, which are the same ones; comments above move along. */
export function reorder(text: string, collection: Collection, names: readonly string[]): readonly Splice[] {
  const places = placesIn(collection)
  const asListItem = isSeq(collection)
  const chunks = places.map((place, i) => {
    if (collection.flow === true) return { from: place.from, to: place.to }
    const before = places[i - 1]
    const from =
      before === undefined
        ? withComments(text, ownLine(text, entryStart(text, place, asListItem)))
        : lineEnd(text, before.to) + 1
    return { from, to: lineEnd(text, place.to) }
  })
  return names.flatMap((name, i) => {
    const to = chunks[i]
    const from = chunks[places.findIndex((place) => place.name === name)]
    if (to === undefined || from === undefined) throw new CannotSplice('an entry is missing')
    return from === to ? [] : [{ ...to, text: text.slice(from.from, from.to) }]
  })
}

/** Where an entry of a block begins: its name, or the dash before it. */
function entryStart(text: string, place: Place, asListItem: boolean): number {
  if (!asListItem) return place.from
  const dash = text.lastIndexOf('-', place.from - 1)
  if (dash < 0 || !/^-\s+$/.test(text.slice(dash, place.from))) throw new CannotSplice('a dash is missing')
  return dash
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1)

/** Start of the line of an entry that has the line for itself. */
function ownLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  if (!/^ *$/.test(text.slice(start, offset))) throw new CannotSplice('two entries share a line')
  return start
}

function lineEnd(text: string, offset: number): number {
  // A text block ends behind its last line break.
  if (offset > 0 && text[offset - 1] === '\n') return offset - 1
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
