import type { Refusal } from '../../sdk/index.ts'
import type { Entry } from '../control-port.ts'
import { nearest } from '../nearest.ts'

/**
 * Every address of a desk, in the order in which they stand on it. The tree is kept in sections (`/strip/vox`,
 * `/dca/band`, `/transport`), because a plugin that comes or goes changes one section only. [control]
 */

/** Longest address that is looked at: names are short, and what is longer comes from a broken or hostile sender. */
const LONGEST = 256
/** Longest word for which a nearest name is looked for. */
const LONGEST_WORD = 48

export interface Addressed {
  readonly entry: Entry
}

export class AddressTree<T extends Addressed> {
  readonly #sections = new Map<string, readonly T[]>()
  readonly #byAddress = new Map<string, T>()

  /** [control] Puts `items` (addresses at or below `section`) in the place of what stood in the section. */
  replace(section: string, items: readonly T[]): void {
    for (const item of this.#sections.get(section) ?? []) this.#byAddress.delete(item.entry.address)
    this.#sections.set(section, items)
    for (const item of items) this.#byAddress.set(item.entry.address, item)
  }

  /** [control] */
  find(address: string): T | undefined {
    return this.#byAddress.get(address)
  }

  /** [control] What stands in a section, in order. */
  section(section: string): readonly T[] {
    return this.#sections.get(section) ?? []
  }

  /** [control] Everything, in the order of the desk. */
  *all(): IterableIterator<T> {
    for (const items of this.#sections.values()) yield* items
  }

  /** [control] Entries whose address begins with `prefix`, in the order of the desk. */
  list(prefix: string): Entry[] {
    const entries: Entry[] = []
    for (const [section, items] of this.#sections) {
      if (!section.startsWith(prefix) && !prefix.startsWith(section)) continue
      for (const { entry } of items) if (entry.address.startsWith(prefix)) entries.push(entry)
    }
    return entries
  }

  /** [control] Why nothing stands at `address`, with the nearest one that does. Bounded in time for any text. */
  unknown(address: unknown): Refusal {
    if (typeof address !== 'string') return { refused: 'an address is text, such as /master/fader' }
    if (address.length > LONGEST)
      return { refused: `there is no ${shown(address)}: addresses are at most ${LONGEST} characters long` }
    if (!address.startsWith('/'))
      return {
        refused: `"${shown(address)}" is not an address: addresses begin with /, such as /master/fader`,
      }
    const below = this.#below(address.endsWith('/') ? address.slice(0, -1) : address)
    if (below.length > 0)
      return { refused: `${shown(address)} is not a value; below it stand ${shortList(below)}` }
    return { refused: `there is no ${shown(address)}; ${this.#hint(address)}` }
  }

  /** The nearest address, word by word from the left, so that only neighbours on the desk are compared. */
  #hint(address: string): string {
    let path = ''
    for (const word of address.slice(1).split('/')) {
      const names = this.#below(path)
      if (names.length === 0) break
      const name = names.includes(word) ? word : nearestOf(word, names)
      if (name === undefined)
        return `${path === '' ? 'addresses begin with' : `${path} has`} ${shortList(names)}`
      path += `/${name}`
    }
    return `did you mean ${path}?`
  }

  /** The words that may follow `path`. */
  #below(path: string): string[] {
    const start = `${path}/`
    const words = new Set<string>()
    for (const [section, items] of this.#sections) {
      if (items.length === 0) continue
      if (section.startsWith(start)) words.add(wordAt(section, start.length))
      else if (start.startsWith(`${section}/`))
        for (const { entry } of items)
          if (entry.address.startsWith(start)) words.add(wordAt(entry.address, start.length))
    }
    return [...words]
  }
}

/** Only names of about the same length or beginning are compared: the search costs the product of both lengths. */
function nearestOf(word: string, names: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined
  const start = word.slice(0, 3)
  return nearest(
    word,
    names.filter((name) => Math.abs(name.length - word.length) <= 4 || name.startsWith(start)),
  )
}

function wordAt(address: string, from: number): string {
  const end = address.indexOf('/', from)
  return end < 0 ? address.slice(from) : address.slice(from, end)
}

function shortList(words: readonly string[]): string {
  const some = words.slice(0, 12).join(', ')
  return words.length > 12 ? `${some} and ${words.length - 12} more` : some
}

/** [control] Text from outside as it may stand in a sentence: short, and without control characters for a terminal. */
export function shown(text: string): string {
  const start = text.slice(0, 80).replace(/\p{C}/gu, '?')
  return text.length > 80 ? `${start}…` : start
}

/** [control] The refusal with the address in front of it, and without control characters that a value may have had. */
export const refusedAt = (address: string, why: Refusal): Refusal => ({
  refused: `${address}: ${why.refused.replace(/\p{C}/gu, '?')}`,
})
