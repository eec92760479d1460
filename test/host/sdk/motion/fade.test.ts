import { expect, it } from 'vitest'
import { FADE_STEP, towards } from '../../../../src/host/sdk/index.ts'

it('a switch is there after eight grid lines, either way, and stays', () => {
  let value = 0
  for (let line = 0; line < 8; line++) {
    expect(value).toBeLessThan(1)
    value = towards(value, 1, FADE_STEP)
  }
  expect(value).toBe(1)
  expect(towards(value, 1, FADE_STEP)).toBe(1)
  for (let line = 0; line < 8; line++) value = towards(value, 0, FADE_STEP)
  expect(value).toBe(0)
})

it('a goal within reach is met exactly', () => {
  expect(towards(0, 1, 1)).toBe(1)
  expect(towards(0.95, 1, FADE_STEP)).toBe(1)
})
