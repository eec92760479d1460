import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import {
  allowed,
  BUILT_IN,
  isPackage,
  loadPlugin,
  loadSessionPlugins,
  locatePlugin,
  nearest,
  type PluginDefinition,
  PluginError,
  toText,
} from '../../../host/index.ts'
import { print, printJson, table } from '../print.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly session?: string
  readonly allowOutside?: boolean
  readonly json?: boolean
}

/** A plugin and where it comes from. */
interface Found {
  readonly plugin: PluginDefinition
  /** A path, or undefined for those that come with the desk. */
  readonly origin: string | undefined
}

/** [control] `gainstage plugins` */
export function add(program: Command): void {
  program
    .command('plugins')
    .argument('[name]', 'one plugin with all its parameters and presets: an id, a path or a package')
    .option('--session <file>', 'also the plugins that this session names')
    .option('--allow-outside', 'the session may name plugins outside of its folder')
    .option('--json', 'one JSON document')
    .description('Lists the processors that can be inserted, or everything about one.')
    .addHelpText(
      'after',
      '\nExamples:\n  gainstage plugins\n  gainstage plugins comp\n  gainstage plugins ./plugins/wow.ts\n' +
        '  gainstage plugins --session show.yaml',
    )
    .action(run)
}

async function run(name: string | undefined, options: Options): Promise<void> {
  const known = await knownPlugins(options)
  const chosen =
    name === undefined
      ? known
      : [known.find(({ plugin }) => plugin.id === name) ?? (await fetch(name, known))]
  if (options.json) printJson(chosen.map(describe))
  else if (name === undefined)
    print(...table(chosen.map(({ plugin, origin }) => [plugin.id, plugin.about, origin ?? ''])))
  else for (const found of chosen) show(found)
}

async function knownPlugins({ session, allowOutside }: Options): Promise<Found[]> {
  if (session === undefined) return [...BUILT_IN.values()].map((plugin) => ({ plugin, origin: undefined }))
  const options = { builtIn: BUILT_IN, allowOutside: allowOutside ?? false }
  const { plugins, sources } = await loadSessionPlugins(session, basename(session), options)
  const origins = new Map(sources.map(({ id, url }) => [id, fileURLToPath(url)]))
  return [...plugins.values()].map((plugin) => ({ plugin, origin: origins.get(plugin.id) }))
}

/** A plugin from a path or a package, seen from the current folder. */
async function fetch(name: string, known: readonly Found[]): Promise<Found> {
  const path = locate(name, known)
  try {
    const { definition } = await loadPlugin(path, {})
    return { plugin: definition, origin: path }
  } catch (error) {
    if (!(error instanceof PluginError)) throw error
    throw new UserError(`${name} cannot be used: ${error.message}`)
  }
}

function locate(name: string, known: readonly Found[]): string {
  try {
    return locatePlugin(process.cwd(), name, { allowOutside: true })
  } catch (error) {
    if (!(error instanceof PluginError)) throw error
    if (!isPackage(name)) throw new UserError(`${name} cannot be used: ${error.message}`)
    const ids = known.map(({ plugin }) => plugin.id)
    const near = nearest(name, ids)
    const hint = near === undefined ? `there are ${ids.join(', ')}` : `did you mean ${near}?`
    throw new UserError(`there is no plugin and no package "${name}"; ${hint}`)
  }
}

function describe({ plugin, origin }: Found): unknown {
  const { id, name, about, version, params, presets = [] } = plugin
  const parameters = Object.entries(params).map(([parameterId, p]) => ({
    id: parameterId,
    kind: p.kind,
    label: p.label,
    help: p.help,
    default: p.default,
    ...(p.kind === 'number' ? { min: p.min, max: p.max, unit: p.unit, off: p.off } : {}),
    ...(p.kind === 'choice' ? { choices: p.choices } : {}),
  }))
  return {
    id,
    name,
    about,
    version,
    key: plugin.key ?? false,
    origin: origin ?? 'built-in',
    parameters,
    presets,
  }
}

function show({ plugin, origin }: Found): void {
  const { id, name, about, params, presets = [] } = plugin
  print(`${name} (${id}): ${about}`, ...(origin === undefined ? [] : [`From ${origin}.`]), '')
  const rows = Object.entries(params).map(([parameterId, p]) => [
    `  ${parameterId}`,
    toText(p, p.default),
    allowed(p),
    p.help,
  ])
  print(...table([['  parameter', 'default', 'range', 'what it does'], ...rows]))
  if (presets.length === 0) return
  print('', 'Presets:')
  for (const preset of presets) print(`  ${preset.name}: ${preset.when}`)
}
