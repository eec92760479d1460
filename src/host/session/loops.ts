import type { ChannelDocument, SessionDocument } from './document.ts'

/**
 * Loops in the wiring: a channel must be finished before those that it feeds or keys can begin, so nothing may feed
 * itself, not even through sends and keys.
 */

/** One way by which a channel gets sound or a key from another. */
export interface Connection {
  /** Address of the channel that must be finished first. */
  readonly from: string
  readonly to: string
  /** Where a session file says so: `['buses', 'a', 'sends', 'b']`. */
  readonly place: readonly string[]
}

export interface Loop {
  /** Addresses, beginning and ending with the same one. */
  readonly channels: readonly string[]
  /** The connection that closes it. */
  readonly closedBy: Connection
}

type Wired = Pick<SessionDocument, 'strips' | 'buses' | 'master'>

/** [control] Everything that feeds or keys something else. */
export function connections(document: Wired): readonly Connection[] {
  return [
    ...document.strips.flatMap((strip) => of(`/strip/${strip.name}`, ['strips', strip.name], strip)),
    ...document.buses.flatMap((bus) => of(`/bus/${bus.name}`, ['buses', bus.name], bus)),
    ...of('/master', ['master'], document.master),
  ]
}

function of(id: string, place: readonly string[], channel: ChannelDocument): Connection[] {
  const { to, sends, inserts } = channel
  const out = sends.map((send) => ({
    from: id,
    to: `/bus/${send.to}`,
    place: [...place, 'sends', send.to],
  }))
  if (to !== null)
    out.push({ from: id, to: to === 'master' ? '/master' : `/bus/${to}`, place: [...place, 'to'] })
  for (const { slot, key } of inserts)
    if (key !== null) out.push({ from: key, to: id, place: [...place, 'inserts', slot, 'key'] })
  return out
}

/**
 * [control] At least one loop of every knot in the wiring, none for sound wiring. Depth-first search that keeps its own
 * stack, because a chain of channels may be longer than the stack of calls allows.
 */
export function findLoops(document: Wired): readonly Loop[] {
  const outgoing = Map.groupBy(connections(document), ({ from }) => from)
  const loops: Loop[] = []
  const done = new Set<string>()
  for (const start of outgoing.keys()) {
    const walk: { readonly id: string; next: number }[] = [{ id: start, next: 0 }]
    const onWalk = new Set([start])
    while (!done.has(start)) {
      const here = walk[walk.length - 1]!
      const connection = outgoing.get(here.id)?.[here.next++]
      if (connection === undefined) {
        done.add(here.id)
        onWalk.delete(here.id)
        walk.pop()
      } else if (onWalk.has(connection.to)) {
        const from = walk.findIndex(({ id }) => id === connection.to)
        loops.push({
          channels: [...walk.slice(from).map(({ id }) => id), connection.to],
          closedBy: connection,
        })
      } else if (!done.has(connection.to)) {
        walk.push({ id: connection.to, next: 0 })
        onWalk.add(connection.to)
      }
    }
  }
  return loops
}

/** [control] "/bus/a -> /bus/b -> /bus/a"; the middle of a very long loop is left out. */
export function loopText({ channels }: Loop): string {
  if (channels.length <= 12) return channels.join(' -> ')
  return [...channels.slice(0, 6), `(${channels.length - 12} more)`, ...channels.slice(-6)].join(' -> ')
}
