import { type Document, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { keyText } from './cursor.ts'

/** Finding places in YAML by names, for messages and for writing. Aliases and merges are not followed. [control] */

/** [control] The entry `name` of a map, or of a list of single entries (inserts). */
export function pairIn(node: unknown, name: string): Pair<Node, Node | null> | undefined {
  if (isMap(node)) return node.items.find(({ key }) => keyText(key) === name) as Pair<Node, Node | null>
  if (!isSeq(node)) return undefined
  for (const item of node.items) {
    const pair = isMap(item) && item.items.length === 1 ? pairIn(item, name) : undefined
    if (pair !== undefined) return pair
  }
  return undefined
}

/** [control] Names of a map or of a list of single entries, in order; `- gate` counts as `- gate: {}`. */
export function namesIn(node: unknown): readonly (string | undefined)[] {
  if (isMap(node)) return node.items.map(({ key }) => keyText(key))
  if (!isSeq(node)) return []
  return node.items.map((item) =>
    isMap(item) && item.items.length === 1
      ? keyText(item.items[0]?.key)
      : isScalar(item)
        ? keyText(item)
        : undefined,
  )
}

/** [control] Where the value at `place` stands in the text, or the innermost place around it that is found. */
export function offsetOf(yaml: Document.Parsed, place: readonly string[]): number {
  let node: unknown = yaml.contents
  let offset = 0
  for (const name of place) {
    const pair = pairIn(node, name)
    if (pair === undefined) return offset
    node = pair.value
    offset = pair.value?.range?.[0] ?? pair.key.range?.[0] ?? offset
  }
  return offset
}
