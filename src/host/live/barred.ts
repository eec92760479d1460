import type { EnginePlan } from '../engine/plan.ts'
import type { PluginSource } from '../plugins/plugin-source.ts'
import type { Complaint, Culprit } from './engine-watch.ts'

/** Times a plugin may hold the engine up in one place before all its inserts go. */
const MOST = 2

interface Standing {
  /** `/strip/vox/wow` */
  readonly address: string
  readonly plugin: string
}

/**
 * What must not run any more because it held the engine up or was at work when its thread ended: only ever what comes from elsewhere. An insert
 * is let in again when it was taken out and is put in anew; a plugin that could not be loaded, with the next start. [control]
 */
export class Barred {
  readonly #inserts = new Map<string, { readonly plugin: string; readonly why: string }>()
  readonly #plugins = new Map<string, string>()
  readonly #times = new Map<string, number>()
  readonly #sources: readonly PluginSource[]
  /** By parameter block, also what was taken out meanwhile: the engine may still be fading it. */
  readonly #standing = new Map<number, Standing>()

  /** `sources`: the plugins from elsewhere in the order in which threads load them. */
  constructor(sources: readonly PluginSource[]) {
    this.#sources = sources
  }

  /** Plugins that must not be loaded, with the reason. */
  get plugins(): ReadonlyMap<string, string> {
    return this.#plugins
  }

  /** What to call the one at work; undefined when no plan had it. */
  nameOf({ during, number }: Culprit): string | undefined {
    if (during !== 'load') return this.#standing.get(number)?.address
    const id = this.#sources[number - 1]?.id
    return id === undefined ? undefined : `plugin ${id}`
  }

  /** True for the code of a plugin from elsewhere. */
  isForeign({ during, number }: Culprit): boolean {
    if (during === 'load') return this.#sources[number - 1] !== undefined
    return this.#sources.some(({ id }) => id === this.#standing.get(number)?.plugin)
  }

  /** Takes the culprit out, which is from elsewhere. */
  bar({ during, number, why }: Complaint): void {
    if (during === 'load') {
      this.#plugins.set(this.#sources[number - 1]!.id, why)
      return
    }
    const { plugin } = this.#standing.get(number)!
    const times = (this.#times.get(plugin) ?? 0) + 1
    this.#times.set(plugin, times)
    for (const [block, standing] of this.#standing)
      if (block === number || (times >= MOST && standing.plugin === plugin))
        this.#inserts.set(standing.address, { plugin, why })
  }

  /** The inserts of `plan`, which the engine gets next, that must not run, with the reason. What is not in `plan` is let in again. */
  in(plan: EnginePlan): ReadonlyMap<string, string> {
    const now = new Map<string, string>()
    for (const { id, inserts } of plan.channels)
      for (const { slot, plugin, block } of inserts) {
        const address = `${id}/${slot}`
        now.set(address, plugin)
        this.#standing.set(block, { address, plugin })
      }
    for (const [address, { plugin }] of this.#inserts)
      if (now.get(address) !== plugin) this.#inserts.delete(address)
    return new Map([...this.#inserts].map(([address, { why }]) => [address, why]))
  }
}
