import { describe, expect, it } from 'vitest'
import { childMessage } from '../../../src/host/validation/messages.ts'

describe('a message of the process that checks', () => {
  const finding = { verdict: 'fail', sentence: 'it clicks', measured: '3 dB', limit: '1 dB' } as const

  it('is read when it has the shape of one', () => {
    const message = { kind: 'item', id: 'zipper', finding, seconds: 1 }
    expect(childMessage(message)).toEqual(message)
    expect(childMessage({ kind: 'loaded', plugin: 'wow' })).toEqual({ kind: 'loaded', plugin: 'wow' })
  })

  it.each<[unknown]>([
    [null],
    ['ready'],
    [[]],
    [{}],
    [{ kind: 'loaded' }],
    [{ kind: 'begins', id: 3 }],
    [{ kind: 'item' }],
    [{ kind: 'item', id: 'zipper', finding: null, seconds: 1 }],
    [{ kind: 'item', id: 'zipper', finding: { ...finding, verdict: 'perfect' }, seconds: 1 }],
    [{ kind: 'item', id: 'zipper', finding: { verdict: 'pass' }, seconds: 1 }],
  ])('is nothing when it is %j', (value) => {
    expect(childMessage(value)).toBeUndefined()
  })

  it('paints nothing on the terminal', () => {
    const message = {
      kind: 'item',
      id: 'zipper',
      seconds: 1,
      finding: { ...finding, sentence: '\x1b[2Jgone' },
    }
    expect(childMessage(message)).toMatchObject({ finding: { sentence: '?[2Jgone' } })
  })
})
