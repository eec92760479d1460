import type { ChannelPlan, EnginePlan, InsertPlan } from '../engine/plan.ts'
import type { PluginSource } from '../plugins/plugin-source.ts'
import type { Complaint } from './engine-watch.ts'

/** Times a plugin may hold the engine up in one place before all its inserts go. */
const MOST = 2

/**
 * What must not run any more because it held the engine up or ended its thread. An insert is let in again when it was taken out and is put in
 * anew; a plugin that could not be loaded, with the next start. [control]
 */
export class Barred {
  readonly #inserts = new Map<string, { readonly plugin: string; readonly why: string }>()
  readonly #plugins = new Map<string, string>()
  readonly #times = new Map<string, number>()
  readonly #sources: readonly PluginSource[]

  /** `sources`: the plugins from elsewhere in the order in which threads load them. */
  constructor(sources: readonly PluginSource[]) {
    this.#sources = sources
  }

  /** Plugins that must not be loaded, with the reason. */
  get plugins(): ReadonlyMap<string, string> {
    return this.#plugins
  }

  /** Takes the culprit out, as far as `plan` knows it; the answer is what to call it. */
  bar({ during, number, why }: Complaint, plan: EnginePlan): string | undefined {
    if (during === 'load') {
      const id = this.#sources[number - 1]?.id
      if (id !== undefined) this.#plugins.set(id, why)
      return id === undefined ? undefined : `plugin ${id}`
    }
    const found = insertsOf(plan).find(({ insert }) => insert.block === number)
    if (found === undefined) return undefined
    const { plugin } = found.insert
    const times = (this.#times.get(plugin) ?? 0) + 1
    this.#times.set(plugin, times)
    for (const { address, insert } of insertsOf(plan))
      if (insert.block === number || (times >= MOST && insert.plugin === plugin))
        this.#inserts.set(address, { plugin, why })
    return found.address
  }

  /** True for an insert of a plugin from elsewhere. */
  isForeign(block: number, plan: EnginePlan): boolean {
    const found = insertsOf(plan).find(({ insert }) => insert.block === block)
    return this.#sources.some(({ id }) => id === found?.insert.plugin)
  }

  /** The inserts of `plan` that must not run, with the reason. What is not in `plan` is forgotten. */
  in(plan: EnginePlan): ReadonlyMap<string, string> {
    const inserts = new Map(insertsOf(plan).map(({ address, insert }) => [address, insert.plugin]))
    for (const [address, { plugin }] of this.#inserts)
      if (inserts.get(address) !== plugin) this.#inserts.delete(address)
    return new Map([...this.#inserts].map(([address, { why }]) => [address, why]))
  }
}

const addressOf = (channel: ChannelPlan, insert: InsertPlan): string => `${channel.id}/${insert.slot}`

const insertsOf = (plan: EnginePlan): { readonly address: string; readonly insert: InsertPlan }[] =>
  plan.channels.flatMap((channel) =>
    channel.inserts.map((insert) => ({ address: addressOf(channel, insert), insert })),
  )
