import { isName, MOST_NAMED, NAME_RULE, type Plugins, RESERVED_BUSES } from '../schema.ts'
import { type Cursor, complain, readMap } from './cursor.ts'
import { quoted } from './report.ts'

/** Everything in a session that other places of it may name. Collected first, so that order does not matter. */
export interface Names {
  readonly plugins: Plugins
  /** Without the master. */
  readonly buses: readonly string[]
  readonly dcas: readonly string[]
  readonly muteGroups: readonly string[]
  /** Addresses of all strips, buses and the master. */
  readonly channels: readonly string[]
}

/** A named entry of a session: a strip, a bus, a DCA. */
export interface Named {
  readonly name: string
  readonly at: Cursor
}

/** [control] The entries of a map from free names, `what` being "a strip"; names that cannot stand in an address are reported. */
export function readNamed(at: Cursor | undefined, what: string): readonly Named[] {
  const map = readMap(at, `a map from names to what each ${what.replace(/^an? /, '')} is`)
  if (at !== undefined && map.size > MOST_NAMED)
    complain(at, `has ${map.size} entries, but at most ${MOST_NAMED} are allowed`)
  return [...map].slice(0, MOST_NAMED).map(([name, entry]) => {
    const { report } = entry.context
    if (!isName(name)) report.problem(entry.nameOffset, entry.path, nameProblem(name, what))
    else if (what === 'a bus' && RESERVED_BUSES.includes(name))
      report.problem(
        entry.nameOffset,
        entry.path,
        `has a reserved name, because "to: ${name}" means something else; call it ${name}-bus, for example`,
      )
    return { name, at: entry }
  })
}

function nameProblem(name: string, what: string): string {
  const folded = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const better = isName(folded) ? `; ${quoted(folded)} would do` : ''
  return `cannot be the name of ${what}, because ${NAME_RULE}${better}`
}
