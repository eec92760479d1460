import { describe, expect, it } from 'vitest'
import { QUANTUM, SPLINE_STATE, Spline } from '../../../../src/host/sdk/index.ts'

const make = (): Spline => new Spline(new Float64Array(SPLINE_STATE))

/** The values of whole quanta, one per point. */
function follow(spline: Spline, points: readonly number[]): Float64Array {
  const out = new Float64Array(points.length * QUANTUM)
  points.forEach((point, line) => {
    spline.take(point)
    spline.fill(out.subarray(line * QUANTUM, (line + 1) * QUANTUM), QUANTUM, 0)
  })
  return out
}

describe('a spline over the grid', () => {
  it('stands exactly on its point at rest', () => {
    const spline = make()
    spline.jump(0.1)
    expect(spline.moves).toBe(false)
    expect(follow(spline, [0.1, 0.1]).every((v) => v === 0.1)).toBe(true)
  })

  it('stays as it takes the same point again', () => {
    const [staying, taking] = [make(), make()]
    for (const spline of [staying, taking]) for (const point of [0.3, 2, -1]) spline.take(point)
    const [here, there] = [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
    for (let line = 0; line < 4; line++) {
      staying.stay()
      taking.take(taking.point)
      staying.fill(here, QUANTUM, 0)
      taking.fill(there, QUANTUM, 0)
      expect(here).toEqual(there)
    }
    expect(staying.moves).toBe(false)
  })

  it('arrives after three points and never leaves their range', () => {
    const spline = make()
    spline.jump(1)
    const values = follow(spline, [3, 3, 3, 3])
    expect(values.every((v) => v >= 1 && v <= 3)).toBe(true)
    expect(spline.moves).toBe(false)
    expect(values[2 * QUANTUM]).toBe(3)
  })

  it('has no jump and no corner', () => {
    const spline = make()
    spline.jump(0)
    const values = follow(spline, [1, -1, 2, 2, 0, 5, 5, 5])
    let bend = 0
    for (let i = 2; i < values.length; i++)
      bend = Math.max(bend, Math.abs(values[i]! - 2 * values[i - 1]! + values[i - 2]!))
    // The second difference of a parabola between points 6 apart; a corner would be 128 times as much.
    expect(bend).toBeLessThan(8 / QUANTUM ** 2)
  })

  it('gives the same bits for any split of a quantum', () => {
    const spline = make()
    spline.jump(0.3)
    spline.take(0.7)
    const whole = new Float64Array(QUANTUM)
    spline.fill(whole, QUANTUM, 0)
    const parts = new Float64Array(QUANTUM)
    for (const [from, to] of [
      [0, 1],
      [1, 50],
      [50, QUANTUM],
    ] as const)
      spline.fill(parts.subarray(from, to), to - from, from)
    expect(parts).toEqual(whole)
  })
})
