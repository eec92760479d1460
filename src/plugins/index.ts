import type { PluginDefinition } from '../host/sdk/index.ts'
import { comp } from './comp/index.ts'
import { gain } from './gain/index.ts'
import { limiter } from './limiter/index.ts'

/** The processors that come with the desk, by id. */
export const BUILT_IN: ReadonlyMap<string, PluginDefinition> = new Map(
  [comp, gain, limiter].map((plugin): [string, PluginDefinition] => [plugin.id, plugin]),
)
