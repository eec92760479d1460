import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/host/sdk/index.ts'
import { MapPort } from '../../support/map-port.ts'
import { NOW, ntp, oscBundle, oscMessage } from '../../support/osc-bytes.ts'
import { benchOf, WALL_MS } from './bench-of.ts'

const ADDRESS = '/strip/vox/pan'
const pan = (value: number) => oscMessage(ADDRESS, 'f', value)

function bench() {
  const port = new MapPort({ [ADDRESS]: plain({ label: 'Pan', min: -100, max: 100, default: 0, help: '.' }) })
  return { ...benchOf(port), values: () => port.commands.map(([, value]) => value) }
}

describe('a bundle', () => {
  it('is carried out at once and in order when it says so or is late', () => {
    const { send, values } = bench()
    for (const [time, value] of [
      [NOW, 1],
      [0n, 3],
      [ntp(WALL_MS - 5000), 5],
    ] as const)
      expect(send(oscBundle(time, pan(value), pan(value + 1)))).toEqual([])
    expect(values()).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('waits for its time, to the ms', () => {
    const { send, values, clock } = bench()
    send(oscBundle(ntp(WALL_MS + 700), pan(3)))
    send(oscBundle(ntp(WALL_MS + 100.25), pan(1)))
    send(oscBundle(ntp(WALL_MS + 100.5), pan(2)))
    clock.advance(99)
    expect(values()).toEqual([])
    clock.advance(2)
    expect(values()).toEqual([1, 2])
    clock.advance(598)
    expect(values()).toEqual([1, 2])
    clock.advance(2)
    expect(values()).toEqual([1, 2, 3])
  })

  it('inside another one is not due before it', () => {
    const { send, values, clock } = bench()
    send(oscBundle(ntp(WALL_MS + 200), oscBundle(NOW, pan(1)), oscBundle(ntp(WALL_MS + 300), pan(2))))
    clock.advance(199)
    expect(values()).toEqual([])
    clock.advance(2)
    expect(values()).toEqual([1])
    clock.advance(100)
    expect(values()).toEqual([1, 2])
  })

  it('is refused when it is due later than in 10 s or lies too deep', () => {
    const { send, values, clock } = bench()
    expect(send(oscBundle(ntp(WALL_MS + 10_001), pan(1)))[0]?.[3]).toContain('at most 10 s ahead')
    const deep = (depth: number): Buffer => (depth === 0 ? pan(2) : oscBundle(NOW, deep(depth - 1)))
    expect(send(deep(5))[0]?.[3]).toBe('bundles are at most 4 deep')
    clock.advance(60_000)
    expect(values()).toEqual([])
    expect(send(deep(4))).toEqual([])
    expect(values()).toEqual([2])
  })

  it('keeps what is right when an element is wrong', () => {
    const { send, values } = bench()
    const bytes = oscBundle(
      NOW,
      pan(1),
      oscMessage('/strip/vox', 'f', 1),
      pan(2),
      Buffer.from('junk'),
      pan(3),
    )
    expect(send(bytes).map(([address, , of]) => [address, of])).toEqual([['/error', '/strip/vox']])
    expect(values()).toEqual([1, 2, 3])
    expect(send(Buffer.concat([oscBundle(NOW, pan(4)), Buffer.from([0, 0, 9, 9])]))[0]?.[3]).toContain(
      'wrong size',
    )
    expect(values()).toEqual([1, 2, 3, 4])
  })

  it('cannot fill the memory with what waits', () => {
    const { send, values, clock } = bench()
    const many = Array.from({ length: 200 }, (_, i) => pan(i % 100))
    const answers = Array.from({ length: 6 }, () => send(oscBundle(ntp(WALL_MS + 9000), ...many))).flat()
    expect(answers.map((answer) => answer[3])).toEqual(['at most 1024 messages wait at a time'])
    clock.advance(9001)
    expect(values()).toHaveLength(1024)
  })
})
