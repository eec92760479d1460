import type { PluginDefinition } from '../host/sdk/index.ts'
import { comp } from './comp/index.ts'
import { deesser } from './deesser/index.ts'
import { delay } from './delay/index.ts'
import { eq } from './eq/index.ts'
import { gain } from './gain/index.ts'
import { gate } from './gate/index.ts'
import { limiter } from './limiter/index.ts'
import { multiband } from './multiband/index.ts'
import { reverb } from './reverb/index.ts'
import { saturator } from './saturator/index.ts'
import { width } from './width/index.ts'

/** The processors that come with the desk, by id, in the order in which a strip usually has them. */
export const BUILT_IN: ReadonlyMap<string, PluginDefinition> = new Map(
  [gate, eq, deesser, comp, multiband, saturator, delay, reverb, width, limiter, gain].map(
    (plugin): [string, PluginDefinition] => [plugin.id, plugin],
  ),
)
