import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lines } from '../../../src/control/remote/lines.ts'

describe('lines', () => {
  it('are the same however they arrive', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '\n') })
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const lines = new Lines(1000)
        const found: string[] = []
        for (const each of pieces) {
          lines.add(each)
          for (let line = lines.next(); line !== undefined; line = lines.next()) found.push(line)
        }
        expect(found).toEqual(pieces.join('').split('\n').slice(0, -1))
      }),
    )
  })

  it('are refused when they are too long, with and without an end', () => {
    for (const text of ['12345', '12345\n']) {
      const lines = new Lines(4)
      lines.add(text)
      expect(() => lines.next()).toThrow('longer than 4 characters')
    }
  })
})
