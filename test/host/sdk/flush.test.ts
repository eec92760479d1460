import { expect, it } from 'vitest'
import { flushPowers, flushState } from '../../../src/host/sdk/index.ts'

it('a flush ends what is below -300 dBFS or not a finite number, and leaves the rest and the neighbours', () => {
  const values = [5e-324, Number.NaN, 1e-16, -1e-14, 0.5, -1e-16, Number.NEGATIVE_INFINITY, Number.NaN]
  const state = Float64Array.from(values)
  flushState(state, 1, 7)
  expect([...state]).toEqual([5e-324, 0, 0, -1e-14, 0.5, 0, 0, Number.NaN])
})

it('powers are over where their amplitudes are', () => {
  const state = Float64Array.of(1e-29, 1e-31, Number.POSITIVE_INFINITY)
  flushPowers(state, 0, 3)
  expect([...state]).toEqual([1e-29, 0, 0])
})
