import { describe, expect, it } from 'vitest'
import { decodeMessage } from '../../../src/control/osc/codec.ts'
import { toggle } from '../../../src/host/sdk/index.ts'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { MapPort } from '../../support/map-port.ts'
import { NOW, oscBundle, oscMessage, oscText } from '../../support/osc-bytes.ts'
import { benchOf, sender } from './bench-of.ts'

/** mulberry32 (T. Ettinger, 2017): the same packets in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

const seeds: readonly Buffer[] = [
  oscMessage('/strip/vox/fader', 'f', -6),
  oscMessage('/strip/vox/fader'),
  oscMessage('/strip/vox/comp/knee', 's', 'hard'),
  oscMessage('/strip/vox/mute', 'T'),
  oscMessage('/strip/vox/eq/gain/norm', 'd', 0.5),
  oscMessage('/list', 'si', '/strip', 3),
  oscMessage('/undo'),
  oscMessage('/scene/store', 's', 'Grüße'),
  oscMessage('/strip/vox/fader', 'bhtNI', new Uint8Array(9), 1n, 2n),
  oscBundle(NOW, oscMessage('/strip/vox/pan', 'i', 3), oscBundle(9n, oscMessage('/redo'))),
  oscMessage(`/${'a'.repeat(300)}`, 'f', 1),
]

/** Bits flipped, bytes changed, pieces cut, repeated and joined. */
function mutated(next: () => number): Buffer {
  const pick = (): Buffer => seeds[Math.floor(next() * seeds.length)]!
  let bytes = Buffer.from(pick())
  for (let i = Math.floor(next() * 4); i >= 0; i--) {
    const at = Math.floor(next() * bytes.length)
    const kind = next()
    if (kind < 0.5) bytes[at] = Math.floor(next() * 256)
    else if (kind < 0.65) bytes = Buffer.from(bytes.subarray(0, at))
    else if (kind < 0.8) bytes = Buffer.concat([bytes.subarray(0, at), pick()])
    else if (kind < 0.9) bytes = Buffer.concat([bytes, bytes.subarray(at)])
    else bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from('*?[{+}'), bytes.subarray(at)])
    if (bytes.length === 0) return bytes
  }
  return bytes
}

describe('hostile OSC', () => {
  it('lets nothing escape in 100 000 broken packets', () => {
    const { desk } = testDesk()
    const { send, faults, clock } = benchOf(desk)
    const next = random(20261122)
    let longest = 0
    for (let i = 0; i < 100_000; i++) {
      const bytes = mutated(next)
      const started = performance.now()
      send(bytes)
      longest = Math.max(longest, performance.now() - started)
      clock.advance(3)
    }
    expect(faults).toEqual([])
    // A pause of the garbage collector or of the machine is not ours; a hang is.
    expect(longest).toBeLessThan(250)
  })

  it.each([
    ['the 12 bytes that make a regular expression explode', oscMessage('/{?+}+!')],
    ['an address of stars', oscMessage(`/${'*'.repeat(200)}`)],
    ['8 kB of letters', Buffer.alloc(8192, '/a')],
    ['8 kB of type tags', Buffer.concat([oscText('/strip/vox/fader'), oscText(`,${'i'.repeat(8000)}`)])],
    [
      'a text that does not end',
      Buffer.concat([oscText('/strip/vox/fader'), oscText(',s'), Buffer.alloc(8000, 'x')]),
    ],
    [
      'a blob of minus one byte',
      Buffer.concat([oscText('/strip/vox/fader'), oscText(',b'), Buffer.alloc(4, 255)]),
    ],
    ['a bundle of empty elements', oscBundle(NOW, ...Array.from({ length: 2000 }, () => Buffer.alloc(0)))],
  ])('is answered in no time: %s', (_, bytes) => {
    const { send } = benchOf(testDesk().desk)
    const times = Array.from({ length: 40 }, () => {
      const started = performance.now()
      send(bytes)
      return performance.now() - started
    })
    // The middle of many, because the machine may pause; measured 0.01 to 0.05 ms.
    expect(times.sort((a, b) => a - b)[20]).toBeLessThan(1)
  })

  it('is dropped without an answer when it is not OSC at all or too long', () => {
    const { send } = benchOf(testDesk().desk)
    const packets = ['', 'hello', '#bundle', '\0\0\0\0', '<xml/>', '#bundl\0\0'].map((text) =>
      Buffer.from(text),
    )
    for (const bytes of [...packets, Buffer.concat([oscMessage('/undo', 's', 'x'.repeat(8200))])])
      expect(send(bytes).filter(([, , of]) => of !== '#bundle')).toEqual([])
  })

  it('ends at the end of the datagram: no argument reads what lies behind', () => {
    const whole = oscMessage('/strip/vox/fader', 'f', -6)
    for (let cut = 1; cut <= 4; cut++)
      expect(decodeMessage(whole.subarray(0, whole.length - cut))).toMatchObject({
        refused: 'the message is cut short',
      })
    expect(decodeMessage(oscMessage('/a', 's', 'halls').subarray(0, 13))).toEqual({
      address: '/a',
      args: [{ type: 's', value: 'halls' }],
    })
  })

  it('does not mind where in memory a datagram lies', () => {
    const bytes = oscMessage('/strip/vox/fader', 'd', -6.125)
    const pool = Buffer.concat([Buffer.alloc(13, 7), bytes])
    expect(decodeMessage(pool.subarray(13))).toMatchObject({ args: [{ value: -6.125 }] })
  })

  it('reads and writes text as UTF-8', () => {
    const { desk } = testDesk()
    const { send } = benchOf(desk)
    expect(send(oscMessage('/scene/store', 's', 'Grüße 🎚'))[0]?.[3]).toBe('stored "Grüße 🎚"')
  })

  it('that floods is heard again a second later, and does not keep others out', () => {
    const port = new MapPort({ '/a': toggle({ label: 'A', default: false, help: '.' }) })
    const { send, clock } = benchOf(port)
    for (let i = 0; i < 30_000; i++) send(oscMessage('/a', 'T'))
    expect(port.commands).toHaveLength(20_000)
    expect(send(oscMessage('/a'), { ...sender, port: 50000 })).toHaveLength(1)
    clock.advance(1000)
    expect(send(oscMessage('/a'))).toHaveLength(1)
  })

  it('that forges senders gets no more than all of them may', () => {
    const port = new MapPort({ '/a': toggle({ label: 'A', default: false, help: '.' }) })
    const { send } = benchOf(port)
    for (let i = 0; i < 60_000; i++) send(oscMessage('/a', 'T'), { ...sender, port: 1024 + i })
    expect(port.commands).toHaveLength(40_000)
  })

  it('gets few searches for nearest names', () => {
    const { desk } = testDesk()
    const { send } = benchOf(desk)
    let answers = 0
    for (let i = 0; i < 1000; i++) answers += send(oscMessage('/strp/vox/fader')).length
    expect(answers).toBe(50)
    const bundle = oscBundle(NOW, ...Array.from({ length: 200 }, () => oscMessage('/strp', 'f', 1)))
    expect(send(bundle, { ...sender, port: 50000 })).toHaveLength(51)
  })
})
