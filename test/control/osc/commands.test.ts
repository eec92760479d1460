import { describe, expect, it } from 'vitest'
import { choice, fader, hz, plain, toggle } from '../../../src/host/sdk/index.ts'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { MapPort } from '../../support/map-port.ts'
import { oscMessage } from '../../support/osc-bytes.ts'
import { benchOf, sender } from './bench-of.ts'

const mapPort = () =>
  new MapPort({
    '/strip/vox/fader': fader({ label: 'Fader', default: 0, help: '.' }),
    '/strip/vox/pan': plain({ label: 'Pan', min: -100, max: 100, default: 0, help: '.' }),
    '/strip/vox/mute': toggle({ label: 'Mute', default: false, help: '.' }),
    '/strip/vox/polarity': choice({
      label: 'P',
      choices: ['normal', 'inverted'],
      default: 'normal',
      help: '.',
    }),
    '/strip/vox/eq/freq': hz({ label: 'F', min: 20, max: 20000, default: 1000, help: '.' }),
    '/strip/vox/odd/norm': plain({ label: 'N', min: 0, max: 10, default: 5, help: '.' }),
  })

describe('an OSC message', () => {
  it('sets a fader in dB and stays silent', () => {
    const port = mapPort()
    const { send } = benchOf(port)
    expect(send(oscMessage('/strip/vox/fader', 'f', -6))).toEqual([])
    expect(port.commands).toEqual([['/strip/vox/fader', -6, 'osc 127.0.0.1:54321']])
  })

  it('keeps the decimal a person meant, although floats have 24 bits', () => {
    const port = mapPort()
    const { send } = benchOf(port)
    for (const value of [-6.1, 0.1, -59.95, 3.3]) send(oscMessage('/strip/vox/fader', 'f', value))
    expect(port.commands.map(([, value]) => value)).toEqual([-6.1, 0.1, -59.95, 3.3])
  })

  it.each([
    ['f', -12.5, -12.5],
    ['d', -12.25, -12.25],
    ['i', -12, -12],
    ['h', -12n, -12],
    ['s', '-6 dB', -6],
    ['S', '-6 dB', -6],
    ['s', 'off', Number.NEGATIVE_INFINITY],
    ['f', Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ] as const)('takes a level as ,%s %s', (tag, sent, stands) => {
    const port = mapPort()
    benchOf(port).send(oscMessage('/strip/vox/fader', tag, sent))
    expect(port.commands[0]?.[1]).toBe(stands)
  })

  it.each([
    ['T', true],
    ['F', false],
    ['i', true, 1],
    ['f', true, 1],
    ['s', true, 'on'],
    ['I', true],
  ] as const)('takes a switch as ,%s', (tag, stands, ...values) => {
    const port = mapPort()
    benchOf(port).send(oscMessage('/strip/vox/mute', tag, ...values))
    expect(port.commands[0]?.[1]).toBe(stands)
  })

  it('without an argument asks, with or without type tags', () => {
    const { send } = benchOf(mapPort())
    expect(send(oscMessage('/strip/vox/fader'))).toEqual([['/strip/vox/fader', 'f', 0]])
    expect(send(oscMessage('/strip/vox/mute', ''))).toEqual([['/strip/vox/mute', 'i', 0]])
    expect(send(oscMessage('/strip/vox/polarity', ''))).toEqual([['/strip/vox/polarity', 's', 'normal']])
    send(oscMessage('/strip/vox/fader', 's', 'off'))
    expect(send(oscMessage('/strip/vox/fader'))[0]?.[2]).toBe(Number.NEGATIVE_INFINITY)
  })

  it('sets and asks positions at /norm', () => {
    const port = mapPort()
    const { send } = benchOf(port)
    expect(send(oscMessage('/strip/vox/fader/norm', 'f', 0.5))).toEqual([])
    expect(port.commands[0]?.[1]).toBe(-10)
    expect(send(oscMessage('/strip/vox/fader/norm'))).toEqual([['/strip/vox/fader/norm', 'f', 0.5]])
    send(oscMessage('/strip/vox/fader/norm', 'f', 7))
    expect(port.get('/strip/vox/fader')).toMatchObject({ plain: 10 })
  })

  it('reaches a parameter that is itself called norm', () => {
    const port = mapPort()
    const { send } = benchOf(port)
    send(oscMessage('/strip/vox/odd/norm', 'f', 7))
    expect(port.get('/strip/vox/odd/norm')).toMatchObject({ plain: 7 })
    expect(send(oscMessage('/strip/vox/odd/norm'))).toEqual([['/strip/vox/odd/norm', 'f', 7]])
    expect(send(oscMessage('/strip/vox/odd/norm/norm'))[0]?.[2]).toBeCloseTo(0.7)
  })

  it.each([
    [oscMessage('/strip/vx/fader', 'f', 0), 'there is no /strip/vx/fader'],
    [oscMessage('/strip/vox/fader', 'f', 11), '11 is outside'],
    [oscMessage('/strip/vox/fader', 'f', Number.NaN), 'NaN is not a value'],
    [oscMessage('/strip/vox/fader', 'f', Number.POSITIVE_INFINITY), 'Infinity is not a value'],
    [oscMessage('/strip/vox/fader', 'ff', 0, 1), 'one value, not 2'],
    [oscMessage('/strip/vox/fader', 'N'), 'takes a number'],
    [oscMessage('/strip/vox/fader', 'b', new Uint8Array(5)), 'takes a number'],
    [oscMessage('/strip/vox/fader/norm', 's', 'loud'), 'takes a number from 0 to 1'],
    [oscMessage('/strip/*/fader', 'f', 0), 'patterns are not supported'],
    [oscMessage('/strip/vox/fader', 'r', 1), 'type "r"'],
    [oscMessage('/list', 'f', 0), 'beginning of addresses'],
  ])('that is refused is answered with its address and one sentence', (bytes, sentence) => {
    const port = mapPort()
    const [answer, ...more] = benchOf(port).send(bytes)
    expect(answer?.slice(0, 2)).toEqual(['/error', 'ss'])
    expect(answer?.[2]).toBe(bytes.toString('latin1', 0, bytes.indexOf(0)))
    expect(answer?.[3]).toContain(sentence)
    expect(more).toEqual([])
    expect(port.commands).toEqual([])
  })

  it('lists addresses, one datagram at a time', () => {
    const parameters = Array.from({ length: 200 }, (_, i) => [
      `/strip/vox/eq/band-${i}`,
      toggle({ label: 'B', default: false, help: '.' }),
    ])
    const { send } = benchOf(new MapPort(Object.fromEntries(parameters)))
    const seen: unknown[] = []
    for (let first = 0; first < 200; first = seen.length) {
      const [answer, ...more] = send(oscMessage('/list', 'si', '/strip/vox', first))
      expect(more).toEqual([])
      expect(answer?.slice(2, 4)).toEqual([200, first])
      seen.push(...answer!.slice(4))
    }
    expect(seen).toEqual(parameters.map(([address]) => address))
  })

  it('does not answer answers, so that two hosts cannot keep each other busy', () => {
    const { send } = benchOf(mapPort())
    for (const address of ['/error', '/done', '/addresses'])
      expect(send(oscMessage(address, 'ss', 'a', 'b'))).toEqual([])
  })

  it('never leads to an answer to a port of the system', () => {
    const { send } = benchOf(mapPort())
    for (const port of [0, 53, 1023])
      expect(send(oscMessage('/strip/vox/fader'), { ...sender, port })).toEqual([])
  })

  it('survives a fault behind the desk, which is told', () => {
    const port = mapPort()
    port.get = () => {
      throw new Error('broken')
    }
    const { send, faults } = benchOf(port)
    expect(send(oscMessage('/strip/vox/fader'))[0]?.[0]).toBe('/error')
    expect(faults).toEqual(['OSC: /strip/vox/fader failed: broken'])
  })
})

describe('a real desk on OSC', () => {
  it('moves, refuses with the nearest name, undoes by gesture and recalls scenes', () => {
    const { desk, clock } = testDesk()
    const { send } = benchOf(desk)
    send(oscMessage('/scene/store', 's', 'Verse'))
    for (const level of [-1, -3, -6]) {
      clock.ms += 100
      send(oscMessage('/strip/vox/fader', 'f', level))
    }
    expect(send(oscMessage('/strip/vox/fader'))).toEqual([['/strip/vox/fader', 'f', -6]])
    expect(send(oscMessage('/strip/vox/fadr', 'f', 0))[0]?.[3]).toContain('did you mean /strip/vox/fader?')
    expect(send(oscMessage('/undo'))).toEqual([['/done', 'ss', '/undo', 'undid /strip/vox/fader']])
    expect(send(oscMessage('/strip/vox/fader'))[0]?.[2]).toBe(0)
    expect(send(oscMessage('/redo', 'T'))[0]?.[0]).toBe('/done')
    expect(send(oscMessage('/undo', 'i', 0))).toEqual([])
    expect(send(oscMessage('/scene/recall', 's', 'Bridge'))[0]?.[0]).toBe('/error')
    expect(send(oscMessage('/scene/recall', 's', 'Verse'))[0]?.slice(0, 3)).toEqual([
      '/done',
      'ss',
      '/scene/recall',
    ])
    expect(send(oscMessage('/strip/vox/fader'))[0]?.[2]).toBe(0)
  })

  it('keeps two senders apart when it groups moves for undo', () => {
    const { desk } = testDesk()
    const { send } = benchOf(desk)
    send(oscMessage('/strip/vox/fader', 'f', -3))
    send(oscMessage('/strip/vox/fader', 'f', -9), { ...sender, port: 54322 })
    send(oscMessage('/undo'))
    expect(send(oscMessage('/strip/vox/fader'))[0]?.[2]).toBe(-3)
  })
})
