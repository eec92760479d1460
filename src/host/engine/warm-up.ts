import { type PlainValue, type PluginDefinition, toRaw } from '../sdk/index.ts'
import type { PluginMap } from './graph.ts'
import { playWarmDesk, type WarmSlot } from './warm-desk.ts'
import { warmVariants } from './warm-variants.ts'
import type { WarmWish } from './warm-wishes.ts'

/**
 * Cold TypeScript misses its deadline in the first blocks (3 to 14 ms instead of 0.1); optimised code is not shared between
 * threads. So every engine thread first runs a desk that nobody hears. Processors that the session uses play every preset and every
 * structural setting, in mono and in stereo, so that few branches are new when the show starts; of the others only the common path
 * runs, so that what is inserted during the show is not all cold.
 */

/** For what the session uses: with more of them the first real blocks get no faster. */
const THOROUGH_BLOCKS = 150
/** For the others: enough for the first compiler. */
const LIGHT_BLOCKS = 30

/** [idle] Runs the engine and what `wishes` names until it is fast, as far as `plugins` has it. */
export function warmUp(plugins: PluginMap, wishes: readonly WarmWish[], sampleRate: number): void {
  const light: WarmSlot[] = []
  const thorough: WarmSlot[] = []
  for (const { plugin, play } of wishes) {
    const definition = plugins.get(plugin)
    if (definition === undefined) continue
    if (play === 'light') light.push(slotOf(definition, 2, false))
    else if (play !== 'thorough') thorough.push(...play)
    else {
      warmVariants(definition, sampleRate)
      thorough.push(slotOf(definition, 1, false), slotOf(definition, 2, definition.key === true))
    }
  }
  if (light.length > 0) playWarmDesk(plugins, light, sampleRate, LIGHT_BLOCKS)
  // Also without any insert: the channels, too, want to be warm.
  if (wishes.length > 0) playWarmDesk(plugins, thorough, sampleRate, THOROUGH_BLOCKS)
}

const slotOf = (definition: PluginDefinition, width: 1 | 2, keyed: boolean): WarmSlot => ({
  plugin: definition.id,
  width,
  keyed,
  settings: settingsOf(definition),
})

/** The defaults and every preset as raw values; structural parameters keep their default, with which the processor was made. */
function settingsOf({ params, presets = [] }: PluginDefinition): Float64Array[] {
  return [{}, ...presets.map((preset) => preset.values)].map(
    (values: { readonly [id: string]: PlainValue | undefined }) =>
      Float64Array.from(Object.entries(params), ([id, parameter]) =>
        toRaw(parameter, parameter.structural ? parameter.default : (values[id] ?? parameter.default)),
      ),
  )
}
