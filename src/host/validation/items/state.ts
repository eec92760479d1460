import { isDeepStrictEqual } from 'node:util'
import { reasonOf } from '../../plugins/plugin-error.ts'
import { type PluginDefinition, toPlain } from '../../sdk/index.ts'
import { drawValues } from '../draw.ts'
import { type Finding, fail, type Item, pass } from '../finding.ts'

/** What stands in a session file comes back the same; what an old version or a stranger wrote does no harm. */
export const state: Item = {
  id: 'state',
  title: 'saves and loads its values, also hostile ones',
  run({ plugin, random }): Finding {
    for (let i = 0; i < 50; i++) {
      const values = drawValues(plugin, random)
      const back = JSON.parse(JSON.stringify(values, offAsText)) as Record<string, unknown>
      const read = Object.fromEntries(
        Object.entries(plugin.params).map(([id, p]) => [id, toPlain(p, back[id])]),
      )
      if (!isDeepStrictEqual(read, { ...values }))
        return fail(`values do not come back as they were saved: ${JSON.stringify(back)}`)
    }
    return migration(plugin, random)
  },
}

const offAsText = (_key: string, value: unknown): unknown =>
  value === Number.NEGATIVE_INFINITY ? 'off' : value

/** What may stand in the file of an older version: nothing, anything, a trap. */
function hostileStates(random: () => number): { readonly [id: string]: unknown }[] {
  const long = Array.from({ length: 1 << 16 }, () =>
    String.fromCharCode(33 + Math.floor(random() * 90)),
  ).join('')
  return [
    {},
    { unknown: 1, other: 'text' },
    { gain: Number.NaN, level: Number.POSITIVE_INFINITY, mode: null, deep: { a: [1, { b: 2 }] } },
    { text: long.repeat(16) },
    JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    ) as Record<string, unknown>,
  ]
}

function migration(plugin: PluginDefinition, random: () => number): Finding {
  if (plugin.migrate === undefined) return pass('values come back as they were saved; there is no migrate')
  for (let version = 1; version < plugin.version; version++) {
    for (const saved of hostileStates(random)) {
      let today: { readonly [id: string]: unknown }
      try {
        // A copy, as the host gives it.
        today = plugin.migrate({ ...saved }, version)
      } catch (error) {
        return fail(`migrate throws on a strange file of version ${version}: ${reasonOf(error)}`)
      }
      if (typeof today !== 'object' || today === null)
        return fail(`migrate gives no values for version ${version}`)
      if (Reflect.get({}, 'polluted') !== undefined)
        return fail('migrate lets a file change all objects (__proto__)')
    }
  }
  return pass('values come back as they were saved; migrate answers for older versions and strange files')
}
