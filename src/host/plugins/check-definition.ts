import { defaults, isRefusal, type ParameterSet, type PluginDefinition, toPlain } from '../sdk/index.ts'
import { FIELDS, isName } from '../session/schema.ts'
import { checkParameter } from './check-parameter.ts'
import { type Fields, isFields, Mistakes, shown } from './mistakes.ts'
import { reasonOf } from './plugin-error.ts'

const FUNCTIONS = ['latencyFrames', 'tailSeconds', 'migrate'] as const
const CURVES = ['magnitudeDb', 'transferDb', 'decayDb']
const DEFINITION = [
  ...['id', 'name', 'about', 'version', 'params', 'meters', 'key', 'presets', 'response', 'prepare'],
  ...FUNCTIONS,
]
/** More of anything than a person could use. */
const MOST = 256
const LONGEST_NAME = 40
const LONGEST_ABOUT = 400

/** [control] True for what is meant as a plugin, however wrong it is. */
export const looksLikePlugin = (value: unknown): value is Fields =>
  isFields(value) && typeof value['prepare'] === 'function' && 'params' in value

/**
 * [control] What keeps `value` from being a plugin: each the end of a sentence about it, none when it is one. Runs the functions that the
 * control side will call (`latencyFrames`, `tailSeconds`, tapers) with the defaults and with every preset.
 */
export function checkDefinition(value: Fields): readonly string[] {
  const mistakes = new Mistakes()
  mistakes.known('', value, DEFINITION)
  const { id, version, key } = value
  mistakes.expect(
    typeof id === 'string' && isName(id),
    'id',
    id,
    '1 to 40 lower case letters, digits and hyphens',
  )
  mistakes.text('name', value['name'], LONGEST_NAME)
  mistakes.text('about', value['about'], LONGEST_ABOUT)
  mistakes.expect(
    Number.isInteger(version) && Number(version) >= 1,
    'version',
    version,
    'a whole number from 1',
  )
  mistakes.expect(key === undefined || typeof key === 'boolean', 'key', key, 'true or false')
  mistakes.expect(typeof value['prepare'] === 'function', 'prepare', value['prepare'], 'a function')
  for (const name of FUNCTIONS) {
    const found = value[name]
    mistakes.expect(found === undefined || typeof found === 'function', name, found, 'a function')
  }
  checkParameters(value['params'], mistakes)
  checkMeters(value['meters'], mistakes)
  checkResponse(value['response'], mistakes)
  if (mistakes.list.length > 0) return mistakes.list
  checkPresets(value['presets'], value['params'] as ParameterSet, mistakes)
  if (mistakes.list.length === 0) checkPromises(value as unknown as PluginDefinition, mistakes)
  return mistakes.list
}

function checkParameters(params: unknown, mistakes: Mistakes): void {
  if (!mistakes.expect(isFields(params), 'params', params, 'an object of parameters')) return
  const entries = Object.entries(params as Fields)
  if (entries.length > MOST)
    mistakes.list.push(`it has ${entries.length} parameters, but at most ${MOST} are allowed`)
  for (const [id, parameter] of entries.slice(0, MOST)) {
    const ok = /^[a-z][a-zA-Z0-9]{0,39}$/.test(id)
    if (!ok)
      mistakes.list.push(
        `it calls a parameter ${shown(id)}, but names are camelCase letters and digits, such as lowCut`,
      )
    else if ((FIELDS.insert as readonly string[]).includes(id))
      mistakes.list.push(`it calls a parameter ${id}, which already means something else beside every plugin`)
    else checkParameter(`params.${id}`, parameter, mistakes)
  }
}

function checkMeters(meters: unknown, mistakes: Mistakes): void {
  if (!mistakes.expect(isFields(meters), 'meters', meters, 'an object of meters, {} for none,')) return
  const entries = Object.entries(meters as Fields)
  if (entries.length > MOST)
    mistakes.list.push(`it has ${entries.length} meters, but at most ${MOST} are allowed`)
  for (const [id, meter] of entries.slice(0, MOST)) {
    const where = `meters.${/^[a-z][a-zA-Z0-9]{0,39}$/.test(id) ? id : shown(id)}`
    if (!mistakes.expect(isFields(meter), where, meter, '{ label, unit, hold, rest }')) continue
    const { label, unit, hold, rest } = meter as Fields
    mistakes.known(where, meter as Fields, ['label', 'unit', 'hold', 'rest'])
    mistakes.text(`${where}.label`, label, LONGEST_NAME)
    mistakes.expect(unit === 'dB' || unit === 'Hz' || unit === '', `${where}.unit`, unit, "dB, Hz or ''")
    mistakes.expect(hold === 'min' || hold === 'max', `${where}.hold`, hold, 'min or max')
    mistakes.expect(Number.isFinite(rest), `${where}.rest`, rest, 'a number')
  }
}

function checkResponse(response: unknown, mistakes: Mistakes): void {
  if (response === undefined) return
  if (!mistakes.expect(isFields(response), 'response', response, 'an object of curves')) return
  mistakes.known('response', response as Fields, CURVES)
  for (const [name, curve] of Object.entries(response as Fields))
    mistakes.expect(
      curve === undefined || typeof curve === 'function',
      `response.${name}`,
      curve,
      'a function',
    )
}

function checkPresets(presets: unknown, params: ParameterSet, mistakes: Mistakes): void {
  if (presets === undefined) return
  if (
    !mistakes.expect(
      Array.isArray(presets) && presets.length <= MOST,
      'presets',
      presets,
      'a list of presets',
    )
  )
    return
  for (const [i, preset] of (presets as unknown[]).entries()) {
    const where = `presets[${i + 1}]`
    if (!mistakes.expect(isFields(preset), where, preset, '{ name, when, values }')) continue
    const { name, when, values } = preset as Fields
    mistakes.known(where, preset as Fields, ['name', 'when', 'values'])
    mistakes.text(`${where}.name`, name, LONGEST_NAME)
    mistakes.text(`${where}.when`, when, LONGEST_ABOUT)
    if (!mistakes.expect(isFields(values), `${where}.values`, values, 'an object of values')) continue
    for (const [id, value] of Object.entries(values as Fields)) {
      const parameter = Object.hasOwn(params, id) ? params[id] : undefined
      const plain =
        parameter === undefined ? { refused: 'there is no such parameter' } : toPlain(parameter, value)
      if (isRefusal(plain)) mistakes.list.push(`its ${where}.values.${id} cannot be set: ${plain.refused}`)
    }
  }
}

/** What the control side calls must answer, for the defaults and for every preset. */
function checkPromises(plugin: PluginDefinition, mistakes: Mistakes): void {
  const fileSeconds = Object.fromEntries(
    Object.entries(plugin.params).flatMap(([id, { kind }]) => (kind === 'file' ? [[id, 0]] : [])),
  )
  for (const preset of [{ values: {} }, ...(plugin.presets ?? [])]) {
    const values = { ...defaults(plugin.params), ...preset.values } as ReturnType<typeof defaults>
    try {
      const frames: unknown = plugin.latencyFrames?.(values, 48000) ?? 0
      const tail: unknown = plugin.tailSeconds?.(values, { bpm: 120, fileSeconds }) ?? 0
      if (!(Number.isInteger(frames) && Number(frames) >= 0))
        mistakes.list.push(`its latencyFrames gives ${shown(frames)}, but a whole number from 0 is expected`)
      if (!(typeof tail === 'number' && tail >= 0))
        mistakes.list.push(`its tailSeconds gives ${shown(tail)}, but a number from 0 is expected`)
    } catch (error) {
      mistakes.list.push(`its latencyFrames or tailSeconds throws ${reasonOf(error)}`)
    }
    if (mistakes.list.length > 0) return
  }
}
