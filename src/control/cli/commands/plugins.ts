import type { Command } from 'commander'
import { allowed, BUILT_IN, nearest, type PluginDefinition, toText } from '../../../host/index.ts'
import { print, printJson, table } from '../print.ts'
import { UserError } from '../user-error.ts'

/** [control] `gainstage plugins` */
export function add(program: Command): void {
  program
    .command('plugins')
    .argument('[name]', 'one plugin with all its parameters and presets')
    .description('Lists the processors that can be inserted, or everything about one.')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExamples:\n  gainstage plugins\n  gainstage plugins comp')
    .action((name: string | undefined, { json }: { json?: boolean }) => {
      const chosen = name === undefined ? [...BUILT_IN.values()] : [find(name)]
      if (json) printJson(chosen.map(describe))
      else if (name === undefined) print(...table(chosen.map(({ id, about }) => [id, about])))
      else for (const plugin of chosen) show(plugin)
    })
}

function find(name: string): PluginDefinition {
  const plugin = BUILT_IN.get(name)
  if (plugin !== undefined) return plugin
  const near = nearest(name, BUILT_IN.keys())
  const hint = near === undefined ? `there are ${[...BUILT_IN.keys()].join(', ')}` : `did you mean ${near}?`
  throw new UserError(`there is no plugin "${name}"; ${hint}`)
}

function describe(plugin: PluginDefinition): unknown {
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
  return { id, name, about, version, key: plugin.key ?? false, parameters, presets }
}

function show(plugin: PluginDefinition): void {
  const { id, name, about, params, presets = [] } = plugin
  print(`${name} (${id}): ${about}`, '')
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
