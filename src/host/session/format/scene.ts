import type { PlainValue } from '../../sdk/index.ts'
import type { SceneDocument } from '../document.ts'
import type { AddressBook } from './address-book.ts'
import { type Cursor, complain, found, readMap, readParameter, scalar } from './cursor.ts'

/**
 * [control] Scenes: name -> address -> value. Addresses that lead nowhere (a strip that was renamed, a plugin that was
 * taken out) are kept and named in a warning, so that no stored scene is lost over a change of the desk.
 */
export function readScenes(at: Cursor | undefined, book: AddressBook): readonly SceneDocument[] {
  return [...readMap(at, 'a map from names to what each scene sets')].map(([name, entry]) => {
    const { report } = entry.context
    if (name.length === 0 || name.length > 80 || /\p{Cc}/u.test(name))
      report.problem(entry.nameOffset, entry.path, 'needs a name of 1 to 80 characters in one line')
    const values = readMap(entry, 'a map from addresses to values, such as { /strip/vox/fader: -2 },')
    return {
      name,
      values: Object.fromEntries([...values].flatMap(([a, value]) => readValue(a, value, book))),
    }
  })
}

function readValue(address: string, at: Cursor, book: AddressBook): [string, PlainValue][] {
  const { report } = at.context
  if (!/^(\/[^/\s\p{Cc}]+)+$/u.test(address) || address.length > 256) {
    report.problem(at.nameOffset, at.path, 'is not an address; addresses look like /strip/vox/fader')
    return []
  }
  const parameter = book.find(address)
  const value = parameter === undefined ? scalar(at) : readParameter(at, parameter)
  if (value === undefined || at.node === null) {
    complain(at, `is ${found(at)}, but a number, a word or a switch is expected`)
    return []
  }
  if (parameter === undefined)
    report.warning(at.nameOffset, at.path, () => {
      const near = book.nearest(address)
      const meant = near === undefined ? '' : `; the nearest is ${near}`
      return `leads nowhere in this session and is kept as it stands${meant}`
    })
  return [[address, value]]
}
