import type { Item } from '../finding.ts'
import { allocation } from './allocation.ts'
import { bypass } from './bypass.ts'
import { cost } from './cost.ts'
import { determinism } from './determinism.ts'
import { layouts, rates } from './formats.ts'
import { parameterFuzz, replay } from './fuzz.ts'
import { latency } from './latency.ts'
import { lifecycle } from './lifecycle.ts'
import { gainSanity } from './loudness.ts'
import { manifest } from './manifest.ts'
import { denormals, hostileSignals } from './signals.ts'
import { state } from './state.ts'
import { silence } from './tail.ts'
import { threads } from './threads.ts'
import { zipper } from './zipper.ts'

/** Everything that is checked, in the order of the report. */
export const ITEMS: readonly Item[] = [
  manifest,
  lifecycle,
  rates,
  layouts,
  hostileSignals,
  denormals,
  parameterFuzz,
  state,
  allocation,
  threads,
  bypass,
  silence,
  latency,
  determinism,
  cost,
  zipper,
  gainSanity,
  replay,
]
