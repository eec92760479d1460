import type { Parameter, ParameterSet } from '../../sdk/index.ts'
import {
  CHANNEL_PARAMETERS,
  DCA_PARAMETERS,
  INSERT_PARAMETERS,
  MONITOR_PARAMETERS,
  MUTE_GROUP_PARAMETER,
  SEND_PARAMETERS,
} from '../channel-parameters.ts'
import type { ChannelDocument, SessionDocument } from '../document.ts'
import { nearest } from '../nearest.ts'
import type { Plugins } from '../schema.ts'

/** The addresses that a session gives its values: what scenes may name. [control] */

export class AddressBook {
  readonly #parameters = new Map<string, Parameter>()
  /** Words that may follow a path. */
  readonly #words = new Map<string, Set<string>>()

  /** [control] Inserts whose plugin is not in `plugins` have no addresses. */
  constructor(document: SessionDocument, plugins: Plugins) {
    for (const strip of document.strips) this.#addChannel(`/strip/${strip.name}`, strip, plugins)
    for (const bus of document.buses) this.#addChannel(`/bus/${bus.name}`, bus, plugins)
    this.#addChannel('/master', document.master, plugins)
    this.#addSet('/monitor', MONITOR_PARAMETERS)
    for (const { name } of document.dcas) this.#addSet(`/dca/${name}`, DCA_PARAMETERS)
    for (const { name } of document.muteGroups) this.#addSet('/mutegroup', { [name]: MUTE_GROUP_PARAMETER })
  }

  /** [control] What stands at `address`. */
  find(address: string): Parameter | undefined {
    return this.#parameters.get(address)
  }

  /** [control] The address that was probably meant; compared word by word, so that a slip in one word is enough. */
  nearest(address: string): string | undefined {
    let path = ''
    for (const word of address.split('/').slice(1, 8)) {
      const words = this.#words.get(path)
      const next = words?.has(word) ? word : nearest(word, words ?? [])
      if (next === undefined) return undefined
      path += `/${next}`
    }
    return this.#parameters.has(path) ? path : undefined
  }

  #addChannel(id: string, channel: ChannelDocument, plugins: Plugins): void {
    this.#addSet(id, CHANNEL_PARAMETERS)
    for (const { slot, plugin } of channel.inserts)
      this.#addSet(`${id}/${slot}`, { ...INSERT_PARAMETERS, ...plugins.get(plugin)?.params })
    for (const { to } of channel.sends) this.#addSet(`${id}/send/${to}`, SEND_PARAMETERS)
  }

  #addSet(path: string, set: ParameterSet): void {
    for (const [id, parameter] of Object.entries(set)) {
      const address = `${path}/${id}`
      this.#parameters.set(address, parameter)
      for (let end = address.length; end > 0; ) {
        const start = address.lastIndexOf('/', end - 1)
        const parent = address.slice(0, start)
        const words = this.#words.get(parent) ?? new Set()
        this.#words.set(parent, words.add(address.slice(start + 1, end)))
        end = start
      }
    }
  }
}
