import { describe, expect, it } from 'vitest'
import { LEVEL_HOLD_STATE, LevelHold } from '../../../../src/host/sdk/dynamics/level-hold.ts'
import { difference } from '../../../support/measure.ts'
import { noise, sine } from '../../../support/signals.ts'

/** The held level of `x`, in calls of the sizes `blocks` in turn. */
function heldLevel(x: Float64Array, window: number, blocks = [x.length], full = 0): Float64Array {
  const hold = new LevelHold(new Float64Array(LEVEL_HOLD_STATE))
  hold.setWindow(window, full, 48000)
  const held = new Float64Array(x.length)
  for (let at = 0, turn = 0; at < x.length; turn++) {
    const frames = Math.min(blocks[turn % blocks.length]!, x.length - at)
    const part = x.subarray(at, at + frames)
    hold.process(part, part, held.subarray(at), frames)
    at += frames
  }
  return held
}

describe('level hold', () => {
  it('reads the peak of a tone between its samples', () => {
    for (const share of [1 / 100, 1 / 12, 1 / 6.001, 1 / 4, 1 / 4.003, 1 / 3, 0.45]) {
      const x = sine(share, 6000, 1, 0.5, Math.PI / 4)
      const held = heldLevel(x, 600)
      for (let i = 1200; i < x.length; i++) expect(Math.abs(held[i]! - 0.5)).toBeLessThan(1e-9)
    }
  })

  it('reads a step as high as it is', () => {
    const x = Float64Array.from({ length: 2000 }, (_, i) =>
      i < 500 ? 0.03 : 0.5 * Math.cos(0.4 * (i - 500)),
    )
    expect(Math.max(...heldLevel(x, 600))).toBeLessThan(0.501)
  })

  it('holds a tone for the window and a click for two buckets of it at most', () => {
    const tone = sine(1 / 16, 3000, 1)
    tone.fill(0, 1000)
    expect(heldLevel(tone, 576)[1000 + 530]).toBeGreaterThan(0.99)
    expect(heldLevel(tone, 576)[1000 + 620]).toBe(0)
    const click = new Float64Array(3000)
    click[1000] = 1
    expect(heldLevel(click, 576)[1030]).toBe(1)
    expect(heldLevel(click, 576)[1080]).toBeLessThan(0.01)
    expect(heldLevel(click, 576, [3000], 300)[1300]).toBe(1)
  })

  it('gives the same levels for calls of any size', () => {
    const x = noise(5000).map((v) => v ** 5)
    for (const window of [3, 60, 576]) {
      const whole = heldLevel(x, window)
      for (const blocks of [[1], [7, 300], [2, 1, 5]])
        expect(difference(heldLevel(x, window, blocks), whole)).toBe(0)
    }
  })
})
