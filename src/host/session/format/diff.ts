import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { pairIn } from './locate.ts'
import {
  addEntry,
  type Collection,
  type Place,
  placesIn,
  removeEntries,
  reorder,
  type Splice,
  setValue,
} from './splice.ts'
import { type Branch, isElidable, sameTree, type Tree } from './tree.ts'

/**
 * [control] What must change in `text`, where `collection` says `before`, so that it says `after`; all but the order of
 * entries (reorderings). Fields that say nothing new are not touched, whatever way they are written.
 */
export function changes(text: string, collection: Collection, before: Branch, after: Branch): Splice[] {
  const places = new Map(placesIn(collection).map((place) => [place.name, place]))
  const isGone = (name: string): boolean => before.entries.has(name) && !after.entries.has(name)
  const splices = [...removeEntries(text, collection, isGone)]
  let above: Place | null = null
  for (const [name, next] of after.entries) {
    const place = places.get(name)
    const last = before.entries.get(name)
    if (place !== undefined) {
      splices.push(...entryChanges(text, place, last, next, collection.flow === true))
      above = place
    } else if (last === undefined ? !isElidable(next) : !sameTree(last, next))
      splices.push(addEntry(text, collection, above, name, next))
  }
  return splices
}

function entryChanges(
  text: string,
  place: Place,
  last: Tree | undefined,
  next: Tree,
  inFlow: boolean,
): Splice[] {
  const inner = collectionOf(place, next)
  const outdated = next.kind === 'branch' && next.version !== null && next.version !== versionIn(place.value)
  const same = !outdated && last !== undefined && sameTree(last, next)
  // Even where nothing changed there may be values of an older plugin further in.
  if (same && inner === undefined) return []
  if (inner === undefined || outdated || last?.kind !== 'branch' || next.kind !== 'branch')
    return [setValue(text, place, next, inFlow)]
  if (!placesIn(inner).some(({ name }) => next.entries.has(name)))
    return [setValue(text, place, next, inFlow)]
  return changes(text, inner, last, next)
}

/** The collection in the text that has the entries of `tree`; undefined where there is none, or none with entries. */
function collectionOf({ value }: Place, tree: Tree): Collection | undefined {
  if (tree.kind !== 'branch') return undefined
  const fits = tree.shape === 'list' ? isSeq(value) : isMap(value)
  return fits && (value as Collection).items.length > 0 ? (value as Collection) : undefined
}

/** Version of the plugin for which an insert in the text has its values; 1 is not written. */
function versionIn(insert: Node | null): number {
  const version = pairIn(insert, 'version')?.value
  return isScalar(version) && typeof version.value === 'number' ? version.value : 1
}

/**
 * [control] The changes of order only: `text` already has the entries of `after`. One collection at a time is brought
 * into order, the outermost first, because its entries move with all that is in them.
 */
export function reorderings(text: string, collection: Collection, after: Branch): readonly Splice[] {
  const places = placesIn(collection)
  if (after.shape !== 'fields') {
    const names = [...after.entries.keys()]
    const written = places.map(({ name }) => name)
    if (written.some((name, i) => name !== names[i])) return reorder(text, collection, names)
  }
  return places.flatMap((place) => {
    const next = after.entries.get(place.name)
    const inner = next === undefined ? undefined : collectionOf(place, next)
    return inner === undefined || next?.kind !== 'branch' ? [] : reorderings(text, inner, next)
  })
}
