import { isMap } from 'yaml'
import { isRefusal, type PluginDefinition, toPlain } from '../../sdk/index.ts'
import { INSERT_PARAMETERS } from '../channel-parameters.ts'
import type { InsertDocument } from '../document.ts'
import { FIELDS, isName, MOST_INSERTS, NAME_RULE, RESERVED_SLOTS } from '../schema.ts'
import {
  type Cursor,
  complain,
  found,
  isEmpty,
  joinPath,
  readList,
  readMap,
  readParameter,
  refuseOthers,
  scalar,
  word,
} from './cursor.ts'
import type { Names } from './names.ts'
import { known } from './report.ts'

/** [control] The inserts of a channel, in order: a list of single entries `slot: values`. */
export function readInserts(at: Cursor | undefined, names: Names): readonly InsertDocument[] {
  const inserts: InsertDocument[] = []
  const list = readList(at)
  if (at !== undefined && list.length > MOST_INSERTS)
    complain(at, `has ${list.length} inserts, but a channel takes at most ${MOST_INSERTS}`)
  for (const item of list.slice(0, MOST_INSERTS)) {
    const slot = oneSlot(item, at?.path ?? item.path)
    if (slot === undefined) continue
    const [name, values] = slot
    if (!slotIsFree(name, values, inserts, names)) continue
    const insert = readInsert(name, values, names)
    if (insert !== undefined) inserts.push(insert)
  }
  return inserts
}

/** The one name of a list entry. `- gate` without values is as good as `- gate: {}`. */
function oneSlot(item: Cursor, path: string): readonly [string, Cursor] | undefined {
  const bare = word(item)
  if (bare !== undefined) return [bare, { ...item, node: null, path: joinPath(path, bare) }]
  if (!isMap(item.node)) {
    complain(item, `is ${found(item)}, but an insert such as "- gate: { threshold: -40 }" is expected`)
    return undefined
  }
  const slots = [...readMap({ ...item, path }, '')]
  const [first] = slots
  if (slots.length === 1) return first
  complain(
    item,
    `names ${slots.length === 0 ? 'no slot' : `${slots.length} slots at once (${slots.map(([name]) => name).join(', ')})`}, but every entry of the list is one insert: "- gate: { threshold: -40 }"`,
  )
  return undefined
}

function slotIsFree(slot: string, at: Cursor, inserts: readonly InsertDocument[], names: Names): boolean {
  const { report } = at.context
  const refuse = (rest: string): false => {
    report.problem(at.nameOffset, at.path, rest)
    return false
  }
  if (!isName(slot)) return refuse(`cannot be the name of a slot, because ${NAME_RULE}`)
  if (RESERVED_SLOTS.includes(slot))
    return refuse(
      `has a reserved name, because /${slot} already means something else in a channel; give the slot another name, such as "my-${slot}: { plugin: ${names.plugins.has(slot) ? slot : '...'} }"`,
    )
  if (inserts.some((insert) => insert.slot === slot))
    return refuse(
      `stands twice in this channel, but every slot has its own name; write "${slot}2: { plugin: ${slot} }" for the second one`,
    )
  return true
}

function readInsert(slot: string, at: Cursor, names: Names): InsertDocument | undefined {
  const map = readMap(at, 'a map of values, such as { bypass: true },')
  const plugin = readPlugin(slot, at, map.get('plugin'), names)
  if (plugin === undefined) return undefined
  const version = readVersion(map.get('version'), plugin)
  const migrated = version < plugin.version && plugin.migrate !== undefined
  if (!migrated)
    refuseOthers(map, [...Object.keys(plugin.params), ...FIELDS.insert], `the plugin ${plugin.id}`)
  return {
    slot,
    plugin: plugin.id,
    bypass: readParameter(map.get('bypass'), INSERT_PARAMETERS.bypass) === true,
    key: readKey(map.get('key'), plugin, names),
    values: migrated ? migratedValues(at, map, plugin, version) : readValues(map, plugin),
  }
}

function readPlugin(
  slot: string,
  at: Cursor,
  named: Cursor | undefined,
  names: Names,
): PluginDefinition | undefined {
  const id = isEmpty(named) ? slot : (word(named) ?? '')
  const plugin = names.plugins.get(id)
  if (plugin !== undefined) return plugin
  const list = () => known(id, [...names.plugins.keys()])
  if (!isEmpty(named))
    complain(named, () => `is ${found(named)}, but no plugin of that name is installed; ${list()}`)
  else
    at.context.report.problem(
      at.nameOffset,
      at.path,
      () => `has the name of no installed plugin and does not say "plugin: ..."; ${list()}`,
    )
  return undefined
}

function readValues(map: ReadonlyMap<string, Cursor>, plugin: PluginDefinition): InsertDocument['values'] {
  const ids = Object.entries(plugin.params)
  return Object.fromEntries(ids.map(([id, parameter]) => [id, readParameter(map.get(id), parameter)]))
}

/** The version of the plugin whose values these are. Version 1 is not written down. */
function readVersion(at: Cursor | undefined, plugin: PluginDefinition): number {
  if (isEmpty(at)) return 1
  const version = scalar(at)
  if (typeof version === 'number' && Number.isInteger(version) && version >= 1 && version <= plugin.version)
    return version
  const newest = `the installed ${plugin.id} has version ${plugin.version}`
  complain(at, `is ${found(at)}, but ${newest} and reads whole numbers from 1 to ${plugin.version}`)
  return plugin.version
}

function migratedValues(
  at: Cursor,
  map: ReadonlyMap<string, Cursor>,
  plugin: PluginDefinition,
  version: number,
): InsertDocument['values'] {
  const saved: { [id: string]: unknown } = Object.create(null)
  for (const [id, entry] of map) if (!FIELDS.insert.some((own) => own === id)) saved[id] = scalar(entry)
  if (!map.has('version') && Object.keys(saved).length > 0)
    at.context.report.warning(
      at.nameOffset,
      at.path,
      `does not say which version of ${plugin.id} its values are for and is read as version 1; write "version: ${plugin.version}" if it is newer`,
    )
  const today = plugin.migrate?.(saved, version) ?? {}
  return Object.fromEntries(
    Object.entries(plugin.params).map(([id, parameter]) => {
      if (!Object.hasOwn(today, id) || today[id] === undefined) return [id, parameter.default]
      const value = toPlain(parameter, today[id])
      if (!isRefusal(value)) return [id, value]
      complain(map.get(id) ?? at, `cannot be taken over from version ${version}: ${id}: ${value.refused}`)
      return [id, parameter.default]
    }),
  )
}

function readKey(at: Cursor | undefined, plugin: PluginDefinition, names: Names): string | null {
  if (isEmpty(at)) return null
  const address = scalar(at)
  if (address === 'none') return null
  if (plugin.key !== true) {
    complain(at, `is ${found(at)}, but ${plugin.id} cannot be keyed from another channel`)
    return null
  }
  if (typeof address === 'string' && names.channels.includes(address)) return address
  const list = () => known(String(address), names.channels)
  complain(at, () => `is ${found(at)}, but the address of a channel or none is expected; ${list()}`)
  return null
}
