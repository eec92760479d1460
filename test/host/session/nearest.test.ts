import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../../src/host/session/nearest.ts'

describe('the nearest name', () => {
  it('counts inserted, deleted, exchanged and swapped letters', () => {
    expect(editDistance('hall', 'hall')).toBe(0)
    expect(editDistance('hal', 'hall')).toBe(1)
    expect(editDistance('hlal', 'hall')).toBe(1)
    expect(editDistance('bell', 'hall')).toBe(2)
    expect(editDistance('', 'hall')).toBe(4)
  })

  it('is a distance: symmetric, 0 only for the same word, at most the longer length', () => {
    const word = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const d = editDistance(a, b)
        expect(d).toBe(editDistance(b, a))
        expect(d === 0).toBe(a === b)
        expect(d).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('finds what was meant', () => {
    const names = ['threshold', 'ratio', 'attack', 'release', 'lowCut']
    expect(nearest('treshold', names)).toBe('threshold')
    expect(nearest('thresh', names)).toBe('threshold')
    expect(nearest('Low-Cut', names)).toBe('lowCut')
    expect(nearest('raito', names)).toBe('ratio')
  })

  it('says nothing rather than something far-fetched', () => {
    expect(nearest('eq', ['to', 'gate'])).toBeUndefined()
    expect(nearest('banana', ['threshold', 'ratio'])).toBeUndefined()
    expect(nearest('x'.repeat(1000), ['x'])).toBeUndefined()
    expect(nearest('a', [])).toBeUndefined()
  })
})
