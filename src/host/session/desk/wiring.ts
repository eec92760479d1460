import { isRefusal, type PlainValue, type PluginDefinition, type Refusal, toPlain } from '../../sdk/index.ts'
import { SEND_PARAMETERS } from '../channel-parameters.ts'
import type { InsertDocument, SendDocument, SessionDocument } from '../document.ts'
import { findLoops, loopText } from '../loops.ts'
import { nearest } from '../nearest.ts'
import { isName, NAME_RULE, type Plugins, RESERVED_SLOTS, TAPS } from '../schema.ts'
import { shown } from './address-tree.ts'
import { channelsOf, MASTER } from './compile.ts'
import type { Wiring } from './current-document.ts'

/**
 * Whether a channel may be wired like that. Every change of structure while a session is open passes here, from a
 * person, from undo or from a state file. [control]
 */

/** A refusal on its way up to the edge of this file. */
class Refused extends Error {}

const refuse = (sentence: string): never => {
  throw new Refused(sentence)
}

/**
 * [control] `wiring` with all values complete and in range, or why the channel `id` of `document` cannot have it.
 * `document` must have the channel.
 */
export function checkedWiring(
  document: SessionDocument,
  plugins: Plugins,
  id: string,
  wiring: Wiring,
): Wiring | Refusal {
  try {
    const channels = channelsOf(document)
    if (id === MASTER && (wiring.sends.length > 0 || wiring.to !== null))
      refuse('the master goes to its outputs; it has no sends and no other way')
    const checked = {
      inserts: checkedInserts(wiring.inserts, plugins, new Set(channels.map((channel) => channel.id))),
      sends: checkedSends(wiring, document),
      to: checkedOutput(wiring.to, document),
    }
    const [loop] = findLoops(rewired(document, id, checked))
    return loop === undefined ? checked : refuse(`the signal would run in a circle: ${loopText(loop)}`)
  } catch (error) {
    if (error instanceof Refused) return { refused: `${id}: ${error.message}` }
    throw error
  }
}

/** [control] `document` with another wiring of one channel. */
export function rewired(document: SessionDocument, id: string, wiring: Wiring): SessionDocument {
  if (id === MASTER) return { ...document, master: { ...document.master, ...wiring } }
  return {
    ...document,
    strips: document.strips.map((strip) => (`/strip/${strip.name}` === id ? { ...strip, ...wiring } : strip)),
    buses: document.buses.map((bus) => (`/bus/${bus.name}` === id ? { ...bus, ...wiring } : bus)),
  }
}

function checkedInserts(
  inserts: readonly InsertDocument[],
  plugins: Plugins,
  channels: ReadonlySet<string>,
): InsertDocument[] {
  const slots = new Set<string>()
  return inserts.map((insert) => {
    const { slot } = insert
    if (!isName(slot)) refuse(`"${shown(slot)}" cannot be the name of a slot, because ${NAME_RULE}`)
    if (RESERVED_SLOTS.includes(slot))
      refuse(`"${slot}" cannot be the name of a slot: it has a meaning already`)
    if (slots.has(slot)) refuse(`there is a slot "${slot}" already`)
    slots.add(slot)
    const plugin = plugins.get(insert.plugin)
    if (plugin === undefined) return refuse(`there is no plugin ${suggest(insert.plugin, plugins.keys())}`)
    if (insert.key !== null && plugin.key !== true)
      refuse(`${plugin.id} cannot be keyed from another channel`)
    if (insert.key !== null && !channels.has(insert.key))
      refuse(`${slot} cannot be keyed from ${suggest(insert.key, channels)}: there is no such channel`)
    return { ...insert, bypass: insert.bypass === true, values: checkedValues(insert, plugin) }
  })
}

function checkedValues(
  insert: InsertDocument,
  plugin: PluginDefinition,
): { readonly [id: string]: PlainValue } {
  for (const id of Object.keys(insert.values))
    if (!Object.hasOwn(plugin.params, id))
      refuse(`${plugin.id} has no parameter ${suggest(id, Object.keys(plugin.params))}`)
  return Object.fromEntries(
    Object.entries(plugin.params).map(([id, parameter]) => {
      const value = Object.hasOwn(insert.values, id) ? insert.values[id] : parameter.default
      const plain = toPlain(parameter, value)
      return [id, isRefusal(plain) ? refuse(`${insert.slot}/${id}: ${plain.refused}`) : plain]
    }),
  )
}

function checkedSends({ sends, inserts }: Wiring, document: SessionDocument): SendDocument[] {
  const buses = new Set<string>()
  return sends.map((send) => {
    if (!document.buses.some(({ name }) => name === send.to))
      refuse(`there is no bus ${suggest(send.to, busNames(document))}`)
    if (buses.has(send.to)) refuse(`there is a send to ${send.to} already`)
    buses.add(send.to)
    const taps = [...TAPS, ...inserts.map(({ slot }) => slot)]
    if (!taps.includes(send.tap))
      refuse(`the send to ${send.to} is taken at "${shown(send.tap)}"; there are ${taps.join(', ')}`)
    const value = (id: keyof typeof SEND_PARAMETERS): PlainValue => {
      const plain = toPlain(SEND_PARAMETERS[id], send[id])
      return isRefusal(plain) ? refuse(`send/${send.to}/${id}: ${plain.refused}`) : plain
    }
    return {
      to: send.to,
      tap: send.tap,
      level: Number(value('level')),
      pan: Number(value('pan')),
      mute: value('mute') === true,
    }
  })
}

function checkedOutput(to: string | null, document: SessionDocument): string | null {
  if (to === null || to === 'master' || document.buses.some(({ name }) => name === to)) return to
  return refuse(`there is no bus ${suggest(to, ['master', ...busNames(document)])}`)
}

const busNames = (document: SessionDocument): string[] => document.buses.map(({ name }) => name)

function suggest(name: string, names: Iterable<string>): string {
  const near = nearest(name, names)
  return `"${shown(name)}"${near === undefined ? '' : ` (did you mean ${near}?)`}`
}
