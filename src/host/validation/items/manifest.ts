import { checkDefinition } from '../../plugins/check-definition.ts'
import { defaults, type Parameter, type PluginDefinition } from '../../sdk/index.ts'
import { type Finding, fail, type Item, pass, warn } from '../finding.ts'

/** What a person reads and what sessions save: complete, in range, in sentences. */
export const manifest: Item = {
  id: 'manifest',
  title: 'describes itself completely',
  run({ plugin }): Finding {
    const mistake = checkDefinition(plugin as unknown as Record<string, unknown>)[0] ?? curveMistake(plugin)
    if (mistake !== undefined) return fail(mistake)
    const unsaid = missingSentence(plugin)
    if (unsaid !== undefined) return warn(unsaid)
    const { params, presets = [] } = plugin
    return pass(
      `${Object.keys(params).length} parameters and ${presets.length} presets are described and in range`,
    )
  },
}

function missingSentence({ about, params, presets = [] }: PluginDefinition): string | undefined {
  const isSentence = (text: string): boolean => /\S.*\.$/.test(text.trim())
  if (!isSentence(about)) return 'about is not a sentence with a full stop'
  const [id] = Object.entries(params).find(([, { help }]: [string, Parameter]) => !isSentence(help)) ?? []
  if (id !== undefined) return `the help of ${id} is not a sentence with a full stop`
  const preset = presets.find(({ when }) => !isSentence(when))
  return preset === undefined
    ? undefined
    : `the preset "${preset.name}" does not say in a sentence when to use it`
}

/** Curves are drawn: they must be numbers. */
function curveMistake({ params, response = {} }: PluginDefinition): string | undefined {
  const values = defaults(params)
  const curves = {
    magnitudeDb: response.magnitudeDb?.(values, 1000, 48000) ?? 0,
    transferDb: response.transferDb?.(values, -20) ?? 0,
    decayDb: response.decayDb?.(values, 0.1, 1000) ?? 0,
  }
  const wrong = Object.entries(curves).find(([, value]) => Number.isNaN(value))
  return wrong === undefined ? undefined : `its response.${wrong[0]} gives no number`
}
