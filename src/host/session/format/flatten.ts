import { type Document, isAlias, isMap, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { keyText } from './cursor.ts'

type Entry = Pair<Node, Node | null>

/**
 * [control] The same YAML without anchors, aliases and merges, each replaced by what it stands for: needed before a
 * value changes that several places share, where only one of them is meant. `yaml` has passed the reader, so its aliases
 * are few and none stands for a node around itself.
 */
export function flattened(yaml: Document.Parsed): Document.Parsed {
  const copy = yaml.clone() as Document.Parsed
  copy.contents = flatten(copy.contents, new Map()) as typeof copy.contents
  return copy
}

/** `anchors` holds what has been passed, flattened already. */
function flatten<T extends Node | null>(node: T, anchors: Map<string, Node>): Node | null {
  if (node === null) return null
  if (isAlias(node)) return (anchors.get(node.source)?.clone() as Node | undefined) ?? null
  if (isMap(node)) flattenMap(node as YAMLMap<Node, Node | null>, anchors)
  else if (isSeq(node)) node.items = node.items.map((item) => flatten(item as Node | null, anchors))
  if (node.anchor !== undefined) {
    anchors.set(node.anchor, node)
    delete node.anchor
  }
  return node
}

function flattenMap(map: YAMLMap<Node, Node | null>, anchors: Map<string, Node>): void {
  for (const pair of map.items) pair.value = flatten(pair.value, anchors)
  const own = map.items.filter(({ key }) => keyText(key) !== '<<')
  const names = new Set(own.map(({ key }) => keyText(key)))
  for (const { key, value } of map.items) {
    if (keyText(key) !== '<<') continue
    for (const base of isSeq(value) ? value.items : [value])
      for (const pair of isMap(base) ? (base.items as Entry[]) : []) {
        if (names.has(keyText(pair.key))) continue
        names.add(keyText(pair.key))
        own.push(pair.clone() as Entry)
      }
  }
  map.items = own
}
