import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChannelDocument } from '../../../src/host/session/document.ts'
import { findLoops, loopText } from '../../../src/host/session/loops.ts'

const channel = (name: string, wiring: Partial<ChannelDocument> = {}): ChannelDocument => ({
  name,
  label: name,
  color: 'off',
  channels: 2,
  values: {},
  inserts: [],
  sends: [],
  to: 'master',
  outputs: [],
  dcas: [],
  muteGroups: [],
  soloSafe: false,
  ...wiring,
})
const send = (to: string) => ({ to, tap: 'post', level: 0, pan: 0, mute: false })
const keyed = (key: string) => ({ slot: 'comp', plugin: 'comp', bypass: false, key, values: {} })
const wired = (buses: readonly ChannelDocument[], master: Partial<ChannelDocument> = {}) => ({
  strips: [],
  buses,
  master: channel('master', { to: null, ...master }),
})

describe('loops in the wiring', () => {
  it('does not see any in groups, effects and keys that go forward', () => {
    const buses = [
      channel('drums', { to: 'band', sends: [send('hall')] }),
      channel('band', { inserts: [keyed('/bus/drums')] }),
      channel('hall'),
    ]
    expect(findLoops(wired(buses))).toEqual([])
  })

  it('names a loop of groups, from channel to channel', () => {
    const loops = findLoops(wired([channel('a', { to: 'b' }), channel('b', { to: 'a' })]))
    expect(loops.map(loopText)).toEqual(['/bus/a -> /bus/b -> /bus/a'])
    expect(loops[0]!.closedBy.place).toEqual(['buses', 'b', 'to'])
  })

  it('follows sends and keys as well', () => {
    const buses = [
      channel('a', { sends: [send('b')] }),
      channel('b', { to: null }),
      channel('c', { inserts: [keyed('/bus/b')], to: 'a' }),
    ]
    expect(findLoops(wired(buses)).map(loopText)).toEqual(['/bus/a -> /bus/b -> /bus/c -> /bus/a'])
  })

  it('sees a channel that feeds itself and a bus that is keyed from the master it feeds', () => {
    expect(findLoops(wired([channel('a', { sends: [send('a')] })])).map(loopText)).toEqual([
      '/bus/a -> /bus/a',
    ])
    const loops = findLoops(wired([channel('a', { inserts: [keyed('/master')] })]))
    expect(loops.map(loopText)).toEqual(['/bus/a -> /master -> /bus/a'])
  })

  it('copes with a chain longer than the stack of calls', () => {
    const buses = Array.from({ length: 20000 }, (_, i) => channel(`b${i}`, { to: `b${i + 1}` }))
    expect(findLoops(wired([...buses, channel('b20000')]))).toEqual([])
    const loops = findLoops(wired([...buses, channel('b20000', { to: 'b0' })]))
    expect(loops.map(loopText)).toEqual([expect.stringContaining('(19990 more)')])
  })

  it('finds one exactly when there is no order in which channels can be processed', () => {
    const size = 6
    const edge = fc.tuple(fc.nat(size - 1), fc.nat(size - 1))
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 10 }), (edges) => {
        const buses = Array.from({ length: size }, (_, i) =>
          channel(`b${i}`, {
            sends: edges.filter(([from]) => from === i).map(([, to]) => send(`b${to}`)),
          }),
        )
        let left = edges
        for (let i = 0; i < size; i++) left = left.filter(([, to]) => left.some(([from]) => from === to))
        expect(findLoops(wired(buses)).length > 0).toBe(left.length > 0)
      }),
      { seed: 11, numRuns: 300 },
    )
  })
})
