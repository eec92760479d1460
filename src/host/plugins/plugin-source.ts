import type { PluginDefinition } from '../sdk/index.ts'

/** A plugin from elsewhere as it crosses to other threads: they load it themselves, functions cannot cross. */
export interface PluginSource {
  readonly id: string
  /** `file:` URL of its module. */
  readonly url: string
  /** What must be the same in every thread: see shapeOf. */
  readonly shape: string
}

/** [idle] Version, parameters and meters in their order, as text: the banks are laid out by it. */
export function shapeOf({ id, version, params, meters }: PluginDefinition): string {
  const parameters = Object.entries(params).map(([name, p]) => [
    name,
    p.kind,
    p.kind === 'choice' ? p.choices : '',
  ])
  return JSON.stringify([id, version, parameters, Object.keys(meters)])
}
