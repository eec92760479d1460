import type { Parameter, PluginDefinition, Response } from '../sdk/index.ts'

/**
 * [control] A plugin as it was when it was checked: frozen, without accessors, and with functions for the control side that never throw. What
 * fails there counts as not said: no latency, no tail, saved values as they are.
 */
export function ownCopy(plugin: PluginDefinition): PluginDefinition {
  const { id, name, about, version, key, presets, response, prepare, latencyFrames, tailSeconds, migrate } =
    plugin
  const parameters = Object.entries(plugin.params).map(([param, parameter]): [string, Parameter] => [
    param,
    copied(parameter),
  ])
  const meters = Object.entries(plugin.meters).map(([meter, value]) => [meter, Object.freeze({ ...value })])
  return Object.freeze({
    id,
    name,
    about,
    version,
    params: Object.freeze(Object.fromEntries(parameters)),
    meters: Object.freeze(Object.fromEntries(meters)),
    ...(key === undefined ? {} : { key }),
    ...(presets === undefined ? {} : { presets: Object.freeze(structuredClone(presets)) }),
    ...(response === undefined ? {} : { response: ownCurves(response) }),
    prepare: prepare.bind(plugin),
    ...(latencyFrames === undefined ? {} : { latencyFrames: or(0, latencyFrames.bind(plugin)) }),
    ...(tailSeconds === undefined ? {} : { tailSeconds: or(0, tailSeconds.bind(plugin)) }),
    ...(migrate === undefined ? {} : { migrate: ownMigrate(migrate.bind(plugin)) }),
  }) as PluginDefinition
}

function copied(parameter: Parameter): Parameter {
  if (parameter.kind === 'choice')
    return Object.freeze({ ...parameter, choices: Object.freeze([...parameter.choices]) })
  if (parameter.kind !== 'number') return Object.freeze({ ...parameter })
  const { taper, min } = parameter
  // The engine asks it too, where nothing may throw.
  const toNorm = safely(0, taper.toNorm.bind(taper))
  const fromNorm = safely(min, taper.fromNorm.bind(taper))
  return Object.freeze({ ...parameter, taper: Object.freeze({ toNorm, fromNorm }) })
}

/** `run`, or `otherwise` when it throws or gives no number. */
const or =
  <A extends readonly unknown[]>(otherwise: number, run: (...args: A) => number) =>
  (...args: A): number => {
    try {
      const value: unknown = run(...args)
      return typeof value === 'number' && !Number.isNaN(value) ? value : otherwise
    } catch {
      return otherwise
    }
  }

/** The same for a function of one number, without the list of arguments: the engine calls it on every grid line of a glide. [audio] */
const safely =
  (otherwise: number, run: (x: number) => number) =>
  (x: number): number => {
    try {
      const value = run(x)
      return typeof value === 'number' && !Number.isNaN(value) ? value : otherwise
    } catch {
      return otherwise
    }
  }

/** Values that cannot be brought over are checked as they are, and refused by name. */
const ownMigrate =
  (migrate: NonNullable<PluginDefinition['migrate']>): NonNullable<PluginDefinition['migrate']> =>
  (saved, fromVersion) => {
    try {
      return { ...migrate({ ...saved }, fromVersion) }
    } catch {
      return saved
    }
  }

function ownCurves(response: NonNullable<PluginDefinition['response']>): Response<never> {
  const curves = Object.entries(response).flatMap(([name, curve]) =>
    curve === undefined
      ? []
      : [[name, or(Number.NaN, (curve as (...args: unknown[]) => number).bind(response))]],
  )
  return Object.freeze(Object.fromEntries(curves)) as Response<never>
}
