import { describe, expect, it } from 'vitest'
import { gain } from '../../../src/plugins/gain/index.ts'
import { difference, peak, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, silence } from '../../support/signals.ts'
import { MOVES, moveResidueDb, play, roundTripDb, worstLevelErrorDb, worstRouteError } from './measures.ts'

const left = noise(9600, 1, 1)
const right = noise(9600, 1, 2)

describe('gain', () => {
  it('leaves every bit alone at rest', () => {
    const x = Float64Array.of(-0, 0, 1e-310, -1, ...noise(200))
    const [l, r] = play([x, x], {})
    expect([...l!].every((v, i) => Object.is(v, x[i]))).toBe(true)
    expect([...r!].every((v, i) => Object.is(v, x[i]))).toBe(true)
    expect(difference(play([x], {})[0]!, x)).toBe(0)
  })

  it('makes everything louder by its level', () => {
    expect(worstLevelErrorDb()).toBeLessThan(1e-9)
  })

  it('puts on the two sides what every route says', () => {
    expect(worstRouteError()).toBe(0)
  })

  it('gives back both sides from mid and side', () => {
    expect(roundTripDb()).toBeLessThan(-300)
  })

  it('flips one side before it routes', () => {
    const [flipped] = play([left, right], { invertRight: true, route: 'mono' })
    expect(difference(flipped!, play([left, right], { route: 'side' })[0]!)).toBe(0)
    const [l, r] = play([left, right], { invertLeft: true })
    expect(
      difference(
        l!,
        left.map((v) => -v),
      ),
    ).toBe(0)
    expect(difference(r!, right)).toBe(0)
    const both = play([left, right], { invert: true, invertLeft: true, invertRight: true })
    expect(difference(both[0]!, left)).toBe(0)
  })

  it('turns one side down by the balance and leaves the other', () => {
    const [l, r] = play([left, right], { balance: 50 })
    expect(rmsDb(l!) - rmsDb(left)).toBeCloseTo(-6.0206, 4)
    expect(difference(r!, right)).toBe(0)
    expect(peak(play([left, right], { balance: -100 })[1]!)).toBe(0)
  })

  it('takes only level and polarity in mono', () => {
    const values = { route: 'side', balance: 80, invertLeft: true, invertRight: true }
    expect(difference(play([left], values)[0]!, left)).toBe(0)
    expect(
      difference(
        play([left], { ...values, invert: true })[0]!,
        left.map((v) => -v),
      ),
    ).toBe(0)
  })

  it('gives the same samples for blocks of any size', () => {
    const moves = new Map<number, Values>([
      [1280, { level: -12, invert: true }],
      [1920, { route: 'swap', balance: 40 }],
      [2560, { route: 'encode', invertLeft: true }],
      [6400, { route: 'stereo', balance: 0, level: 3 }],
    ])
    for (const input of [[left], [left, right]]) {
      const at = (blocks: number[]) =>
        runPlugin(gain, { input, blocks, automate: (frame) => moves.get(frame) }).output
      const whole = at([128])
      for (const blocks of [[1], [7, 300], [4096]])
        at(blocks).forEach((y, c) => {
          expect(difference(y, whole[c]!)).toBe(0)
        })
    }
  })

  it.each(MOVES)('moves without a click: %s', (_, from, to) => {
    expect(moveResidueDb(from, to)).toBeLessThan(-90)
  })

  it('is exact again after a move, also one that was changed on the way', () => {
    const x = noise(24000, 1, 3)
    const moves = new Map<number, Values>([
      [1280, { route: 'swap', invert: true }],
      [1920, { route: 'mono' }],
      [2560, { route: 'stereo', invert: false }],
    ])
    const input = [x, silence(24000)]
    const { output } = runPlugin(gain, { input, automate: (frame) => moves.get(frame) })
    expect(difference(output[0]!.subarray(6400), x.subarray(6400))).toBe(0)
    expect(peak(output[1]!, 6400)).toBe(0)
  })

  it('draws the level it has', () => {
    const values = { ...Object.fromEntries(Object.entries(gain.params).map(([id, p]) => [id, p.default])) }
    const drawn = gain.response!.magnitudeDb!({ ...values, level: -7.5 } as never, 1000, 48000)
    expect(rmsDb(play([left], { level: -7.5 })[0]!) - rmsDb(left)).toBeCloseTo(drawn, 9)
  })

  it('has presets that say when to use them', () => {
    expect(gain.presets!.length).toBeGreaterThanOrEqual(8)
    for (const { when } of gain.presets!) expect(when).toMatch(/\.$/)
  })
})
