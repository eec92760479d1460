import { Document, isCollection, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { SessionDocument } from '../document.ts'
import type { Plugins } from '../schema.ts'
import { outsideSession } from './outside.ts'
import { type Branch, isElidable, type LeafValue, type Tree } from './tree.ts'

/** Trees as YAML text. [control] */

/** Columns before a map in one line is broken into several; only for new files, old text keeps its shape. */
const COLUMNS = 100

/** [control] A whole session file, without comments. */
export function documentToYaml(document: SessionDocument, plugins: Plugins): string {
  const map = nodeOf(outsideSession(document, plugins), false) as YAMLMap<Scalar, Node>
  for (const { key, value } of map.items)
    if (isCollection(value) && value.flow !== true) key.spaceBefore = true
  return new Document(map).toString({ lineWidth: COLUMNS })
}

/** [control] `tree` as lines without indentation, for a place of its own. */
export function blockLines(tree: Tree): readonly string[] {
  return text(nodeOf(tree, false)).split('\n')
}

/** [control] `name: tree` as lines without indentation. */
export function entryLines(name: string, tree: Tree, asListItem: boolean): readonly string[] {
  const map = mapOf([[name, nodeOf(tree, false)]], false)
  return text(asListItem ? seqOf([map], false) : map).split('\n')
}

/** [control] `tree` in one line, as it may stand in any place. */
export function inlineText(tree: Tree): string {
  return text(seqOf([nodeOf(tree, true)], true)).slice(2, -2)
}

/** [control] `name: tree` in one line, as it may stand between other entries. */
export function inlineEntry(name: string, tree: Tree, asListItem: boolean): string {
  const map = mapOf([[name, nodeOf(tree, true)]], true)
  return asListItem ? text(map) : text(map).slice(2, -2)
}

/** [control] True when `tree` is written in one line. */
export const isInline = (tree: Tree): boolean => {
  if (tree.kind === 'leaf' || tree.inline) return true
  return [...tree.entries.values()].every(isElidable)
}

const text = (node: Node): string => new Document(node).toString({ lineWidth: 0 }).replace(/\n$/, '')

function nodeOf(tree: Tree, inline: boolean): Node {
  if (tree.kind === 'leaf') return leafNode(tree.value)
  const entries = [...tree.entries].filter(([, entry]) => !isElidable(entry))
  const short = shortForm(tree, entries)
  if (short !== undefined) return nodeOf(short, true)
  const flow = inline || isInline(tree)
  const nodes = entries.map(([name, entry]) => [name, nodeOf(entry, flow)] as const)
  return tree.shape === 'list'
    ? seqOf(
        nodes.map((entry) => mapOf([entry], flow)),
        flow,
      )
    : mapOf(nodes, flow)
}

/** A send that only has a level. */
function shortForm(tree: Branch, entries: readonly (readonly [string, Tree])[]): Tree | undefined {
  if (tree.short === null || entries.some(([name]) => name !== tree.short)) return undefined
  return tree.entries.get(tree.short)
}

function leafNode(value: LeafValue): Node {
  if (typeof value !== 'object') return new Scalar(value)
  if (Array.isArray(value)) return seqOf(value.map(leafNode), true)
  return mapOf(
    Object.entries(value).map(([name, entry]) => [name, leafNode(entry)]),
    true,
  )
}

function mapOf(entries: readonly (readonly [string, Node])[], flow: boolean): YAMLMap<Scalar, Node> {
  const map = new YAMLMap<Scalar, Node>()
  map.items = entries.map(([name, node]) => new Pair(new Scalar(name), node))
  map.flow = flow
  return map
}

function seqOf(nodes: readonly Node[], flow: boolean): YAMLSeq<Node> {
  const seq = new YAMLSeq<Node>()
  seq.items = [...nodes]
  seq.flow = flow
  return seq
}
