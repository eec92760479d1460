import type { PluginDefinition, Surroundings } from '../../src/host/sdk/index.ts'
import { Rig, type RigOptions, type RunOfRig } from '../../src/host/validation/rig.ts'

export { rawValues, type Values } from '../../src/host/validation/rig.ts'

export interface RunOptions extends Omit<RigOptions, 'channels' | 'keyChannels'>, Omit<RunOfRig, 'onCall'> {
  /** Planar input, 1 or 2 channels. */
  readonly input: readonly Float64Array[]
}

export interface RunResult {
  readonly output: Float64Array[]
  /** Meter readings, one entry per call, by meter id. */
  readonly meters: Record<string, number[]>
}

/** A session at 120 without files, for `tailSeconds`. */
export const QUIET_AROUND: Surroundings = { bpm: 120, fileSeconds: {} }

/** Runs one plugin alone, on the engine's grid and with the engine's glides, the way a strip would. */
export function runPlugin(plugin: PluginDefinition, options: RunOptions): RunResult {
  const { input, key } = options
  const rig = new Rig(plugin, { ...options, channels: input.length, keyChannels: key?.length })
  const cells = Object.entries(rig.cells)
  const meters: Record<string, number[]> = Object.fromEntries(cells.map(([id]) => [id, []]))
  const onCall = (): void => {
    for (const [id, cell] of cells) meters[id]!.push(cell.value)
  }
  return { output: rig.run(input, { ...options, onCall }), meters }
}
