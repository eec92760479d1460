import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import { AddressBook } from '../../../src/host/session/format/address-book.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'

const text = readFileSync(new URL('../../../examples/live-band/session.yaml', import.meta.url), 'utf8')
const { document } = readSession(text, 'session.yaml', BUILT_IN)
const book = new AddressBook(document, BUILT_IN)

describe('the addresses that a session file knows', () => {
  it('are those of the running desk, with the same ranges', () => {
    const desk = new Desk(document, BUILT_IN, createBanks())
    const prefixes = ['/strip/', '/bus/', '/master/', '/monitor/', '/dca/', '/mutegroup/']
    const entries = prefixes.flatMap((prefix) => desk.list(prefix)).filter(({ writable }) => writable)
    expect(entries.length).toBeGreaterThan(1000)
    for (const { address, parameter } of entries) expect(book.find(address), address).toEqual(parameter)
  })

  it('are found by a name that is nearly right, in any of its words', () => {
    expect(book.nearest('/strip/kik-in/comp/treshold')).toBe('/strip/kick-in/comp/threshold')
    expect(book.nearest('/strips/snare-top/send/hal/level')).toBe('/strip/snare-top/send/hall/level')
    expect(book.nearest('/mutegroup/effect')).toBe('/mutegroup/effects')
    expect(book.nearest('/strip/saxophone/fader')).toBeUndefined()
    expect(book.nearest('/strip/kick-in')).toBeUndefined()
    expect(book.nearest('')).toBeUndefined()
  })
})
