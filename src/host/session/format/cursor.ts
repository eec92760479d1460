import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { allowed, isRefusal, type Parameter, type PlainValue, toPlain } from '../../sdk/index.ts'
import { known, quoted, type Report, type Rest } from './report.ts'

/**
 * A place in a session file: what stands there, where it stands and how the place is called. Readers take a cursor and
 * a fallback, report what is wrong and go on with the fallback, so that one pass finds every problem. [control]
 */
export interface Cursor {
  /** Never an alias; null where nothing stands. */
  readonly node: Node | null
  /** Characters from the start of the text: of the value, or of its name where the value is empty. */
  readonly offset: number
  /** Of the name. */
  readonly nameOffset: number
  readonly path: string
  readonly context: CursorContext
}

export interface CursorContext {
  readonly report: Report
  readonly targets: ReadonlyMap<Alias, Node>
}

/** [control] The place of `node`. */
export function cursorAt(
  node: Node | null,
  nameOffset: number,
  path: string,
  context: CursorContext,
): Cursor {
  const followed = node !== null && isAlias(node) ? (context.targets.get(node) ?? null) : node
  const empty = node === null || (isScalar(node) && node.value === null && node.source === '')
  return {
    node: empty ? null : followed,
    offset: empty ? nameOffset : (node.range?.[0] ?? nameOffset),
    nameOffset,
    path,
    context,
  }
}

/** [control] True for a place that is not written or written without a value (`sends:` with nothing behind it). */
export const isEmpty = (at: Cursor | undefined): at is undefined | (Cursor & { readonly node: null }) =>
  at === undefined || at.node === null

/** [control] Reports `rest` (`is "lood", but ...`) for this place. */
export const complain = (at: Cursor, rest: Rest): void => at.context.report.problem(at.offset, at.path, rest)

/** [control] What stands there, for a sentence. */
export function found({ node }: Cursor): string {
  if (node === null) return 'empty'
  if (isMap(node)) return 'a map'
  if (isSeq(node)) return 'a list'
  if (!isScalar(node)) return 'something else'
  const { value } = node
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? quoted(node.source ?? String(value)).slice(1, -1)
    : 'something else'
}

/** [control] The number, text or switch that stands there; undefined for everything else. */
export function scalar({ node }: Cursor): PlainValue | undefined {
  const value = isScalar(node) ? node.value : undefined
  if (typeof value === 'number') return value === 0 ? 0 : value // never -0: it would be written as "-0"
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

/** [control] A value of `parameter`, or `fallback` where nothing or nothing valid stands. */
export function readParameter(
  at: Cursor | undefined,
  parameter: Parameter,
  fallback: PlainValue = parameter.default,
): PlainValue {
  if (isEmpty(at)) return fallback
  const value = toPlain(parameter, scalar(at))
  if (!isRefusal(value)) return value === 0 ? 0 : value
  complain(at, `is ${found(at)}, but ${allowed(parameter)} is expected`)
  return fallback
}

/** [control] A line of text, 1 to `most` characters; control characters could play tricks on a terminal. */
export function readText(at: Cursor | undefined, fallback: string, what = 'a text', most = 80): string {
  if (isEmpty(at)) return fallback
  const text = word(at)
  if (text !== undefined && text.length > 0 && text.length <= most && !/\p{Cc}/u.test(text)) return text
  complain(at, `is ${found(at)}, but ${what} of 1 to ${most} characters in one line is expected`)
  return fallback
}

/** [control] The text or the name that stands there; a number as it is written, because `01` may be a name. */
export function word(at: Cursor): string | undefined {
  const value = scalar(at)
  return typeof value === 'number' && isScalar(at.node)
    ? (at.node.source ?? String(value))
    : typeof value === 'string'
      ? value
      : undefined
}

/** [control] The entries of a list; a single value counts as a list of one. */
export function readList(at: Cursor | undefined): readonly Cursor[] {
  if (isEmpty(at)) return []
  if (!isSeq(at.node)) return [at]
  return at.node.items.map((item, i) =>
    cursorAt(item as Node | null, at.offset, `${at.path}[${i + 1}]`, at.context),
  )
}

/** [control] The entries of a map by name, in their order. Anything but a map is reported and counts as empty. */
export function readMap(at: Cursor | undefined, what: string): ReadonlyMap<string, Cursor> {
  if (isEmpty(at)) return new Map()
  if (isMap(at.node)) return entries(at, at.node)
  complain(at, `is ${found(at)}, but ${what} is expected`)
  return new Map()
}

/** [control] Like readMap, for a fixed set of fields: others are reported. `owner` is "a strip". */
export function readFields(
  at: Cursor | undefined,
  fields: readonly string[],
  owner: string,
): ReadonlyMap<string, Cursor> {
  const map = readMap(at, `a map with the fields of ${owner}`)
  refuseOthers(map, fields, owner)
  return map
}

/** [control] Reports the entries of `map` that are not among `fields`. */
export function refuseOthers(
  map: ReadonlyMap<string, Cursor>,
  fields: readonly string[],
  owner: string,
): void {
  for (const [name, { context, nameOffset, path }] of map)
    if (!fields.includes(name))
      context.report.problem(nameOffset, path, () => `is not a field of ${owner}; ${known(name, fields)}`)
}

/** [control] The name of an entry as written: `01` stays "01". Undefined for a list or a map. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function entries(at: Cursor, map: YAMLMap, depth = 0): Map<string, Cursor> {
  const own = new Map<string, Cursor>()
  const merges: Cursor[] = []
  const { report } = at.context
  for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
    const name = keyText(key)
    const nameOffset = key.range?.[0] ?? at.offset
    const path = name === '<<' ? at.path : joinPath(at.path, name ?? '?')
    const entry = cursorAt(value, nameOffset, path, at.context)
    if (name === undefined) report.problem(nameOffset, at.path, 'has a name that is not a text')
    else if (name === '<<') merges.push(entry)
    else if (own.has(name))
      report.problem(nameOffset, path, 'stands twice in the same map, but every name may stand once')
    else own.set(name, entry)
  }
  for (const entry of merges) merge(own, entry, depth)
  return own
}

/** A merge key (`<<: *base`) gives what the map itself does not say. The first of several wins, as YAML has it. */
function merge(own: Map<string, Cursor>, entry: Cursor, depth: number): void {
  const bases = readList(entry)
  // Lists within lists of merges would grow without bound, and a map may even merge itself.
  if (depth > 3 || (depth > 0 && bases.length > 1))
    complain(entry, 'merges maps that merge others in turn, but only a chain of four single ones is followed')
  else
    for (const base of bases) {
      if (!isMap(base.node)) complain(base, `is ${found(base)}, but "<<" takes a map or a list of maps`)
      else
        for (const [name, value] of entries({ ...base, path: entry.path }, base.node, depth + 1))
          if (!own.has(name)) own.set(name, value)
    }
}

/** [control] `strips` and `kick` as `strips.kick`; names of other letters are quoted. */
export function joinPath(path: string, name: string): string {
  const part = /^[\w./-]{1,60}$/.test(name) ? name : quoted(name)
  return path === '' ? part : `${path}.${part}`
}
