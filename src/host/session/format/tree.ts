import type { PlainValue } from '../../sdk/index.ts'

/**
 * A document in the shape of its file, between SessionDocument and text: every field stands here, also those that the
 * file leaves out because they have their default. [control]
 */
export type Tree = Leaf | Branch

/** What is written in one piece. */
export type LeafValue = PlainValue | readonly PlainValue[] | { readonly [name: string]: LeafValue }

export interface Leaf {
  readonly kind: 'leaf'
  readonly value: LeafValue
  /** True when the reader puts this value where nothing stands. */
  readonly isDefault: boolean
}

export interface Branch {
  readonly kind: 'branch'
  readonly entries: ReadonlyMap<string, Tree>
  /** `fields`: fixed names in the order of the format. `named`: free names, whose order counts. `list`: the same, as a list of single entries. */
  readonly shape: 'fields' | 'named' | 'list'
  /** True for an entry of a named branch: it stands in the file even when all in it is default. */
  readonly kept: boolean
  /** Written in one line: `{ threshold: -18 }`. */
  readonly inline: boolean
  /** A field that may be written instead of the whole when nothing else matters: `hall: -12` for a send. */
  readonly short: string | null
  /** Version of the plugin that the values are for; older values in a text are replaced as a whole. */
  readonly version: number | null
}

/** [control] */
export const leaf = (value: LeafValue, byDefault?: LeafValue): Leaf => ({
  kind: 'leaf',
  value: written(value),
  isDefault: byDefault !== undefined && sameValue(written(value), written(byDefault)),
})

/** [control] */
export const branch = (
  shape: Branch['shape'],
  entries: Iterable<readonly [string, Tree]>,
  more: Partial<Pick<Branch, 'kept' | 'inline' | 'short' | 'version'>> = {},
): Branch => ({
  kind: 'branch',
  entries: new Map(entries),
  shape,
  kept: false,
  inline: false,
  short: null,
  version: null,
  ...more,
})

/** Minus infinity reads "off" in files, and -0 would read back as 0. */
function written(value: LeafValue): LeafValue {
  if (value === Number.NEGATIVE_INFINITY) return 'off'
  return value === 0 ? 0 : value
}

/** [control] True when `tree` need not stand in a file. */
export function isElidable(tree: Tree): boolean {
  if (tree.kind === 'leaf') return tree.isDefault
  return !tree.kept && [...tree.entries.values()].every(isElidable)
}

/** [control] True when both would be written alike. */
export function sameTree(a: Tree, b: Tree): boolean {
  if (a.kind === 'leaf' || b.kind === 'leaf')
    return (
      a.kind === 'leaf' && b.kind === 'leaf' && a.isDefault === b.isDefault && sameValue(a.value, b.value)
    )
  if (a.entries.size !== b.entries.size || a.version !== b.version) return false
  if (a.shape !== 'fields' && !sameOrder([...a.entries.keys()], [...b.entries.keys()])) return false
  for (const [name, tree] of a.entries) {
    const other = b.entries.get(name)
    if (other === undefined || !sameTree(tree, other)) return false
  }
  return true
}

const sameOrder = (a: readonly string[], b: readonly string[]): boolean => a.every((name, i) => name === b[i])

/** [control] */
export function sameValue(a: LeafValue, b: LeafValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b)
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => {
      const other = right.get(key)
      return other !== undefined && sameValue(value, other)
    })
  )
}
