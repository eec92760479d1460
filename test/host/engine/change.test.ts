import { describe, expect, it } from 'vitest'
import { gain } from '../../../src/plugins/gain/index.ts'
import { difference, peak, residueAboveDb } from '../../support/measure.ts'
import { late, lateBy } from '../../support/plugins.ts'
import { sine } from '../../support/signals.ts'
import { type SmallChannel, SmallDesk } from '../../support/small-desk.ts'

const strip = { id: '/strip/a', source: { kind: 'device', channels: [0, 1] } } as const
const master = { id: '/master' } as const
const tone = sine(100, 48000)

/** Plays a full-scale tone while the wiring changes from `before` to `after` at frame 19200. */
function change(before: SmallChannel[], after: SmallChannel[]): { output: Float64Array; desk: SmallDesk } {
  const desk = new SmallDesk([gain, late])
  desk.apply(before)
  const output = desk.run([tone, tone], 2, 48000, [128], (frame) => {
    if (frame === 19200) desk.apply(after)
  })
  return { output: output[0]!, desk }
}

describe('a change of the wiring while playing', () => {
  it('inserts a plugin without a gap or a click', () => {
    const { output } = change(
      [strip, master],
      [{ ...strip, inserts: [{ slot: 'gain', plugin: gain, values: { level: -6 } }] }, master],
    )
    expect(residueAboveDb(output, 1500)).toBeLessThan(-90)
    for (let at = 19200; at < 24000; at += 480) expect(peak(output, at, at + 480)).toBeGreaterThan(0.49)
    expect(peak(output, 24000)).toBeCloseTo(10 ** (-6 / 20), 3)
  })

  it('removes a plugin without a click and gives back the input exactly', () => {
    const { output } = change(
      [{ ...strip, inserts: [{ slot: 'gain', plugin: gain, values: { level: -6 } }] }, master],
      [strip, master],
    )
    expect(residueAboveDb(output, 1500)).toBeLessThan(-90)
    expect(difference(output.subarray(24000), tone.subarray(24000))).toBe(0)
  })

  it('fades through silence when the latency changes', () => {
    const { output } = change(
      [strip, master],
      [{ ...strip, inserts: [{ slot: 'late', plugin: late }] }, master],
    )
    expect(residueAboveDb(output, 1500)).toBeLessThan(-90)
    expect(difference(output.subarray(24000), tone.subarray(23900, 47900))).toBe(0)
  })

  it('comes back from bypass without a hole and without a click, also with a long latency', () => {
    const far = lateBy(5000)
    const desk = new SmallDesk([far])
    desk.apply([{ ...strip, inserts: [{ slot: 'far', plugin: far }] }, master])
    const block = desk.blocks.get('/strip/a/far')!
    const [output] = desk.run([tone, tone], 2, 48000, [128], (frame) => {
      if (frame === 12800) desk.bank.write(block, 0, 1)
      if (frame === 25600) desk.bank.write(block, 0, 0)
    })
    for (let at = 6000; at <= 47520; at += 480) expect(peak(output!, at, at + 480)).toBeGreaterThan(0.99)
    expect(residueAboveDb(output!.subarray(6000), 1500)).toBeLessThan(-90)
  })

  it('adds and removes a strip without a click', () => {
    const second = { ...strip, id: '/strip/b' }
    const added = change([strip, master], [strip, second, master])
    expect(residueAboveDb(added.output, 1500)).toBeLessThan(-84)
    const removed = change([strip, second, master], [strip, master])
    expect(residueAboveDb(removed.output, 1500)).toBeLessThan(-84)
    expect(difference(removed.output.subarray(24000), tone.subarray(24000))).toBe(0)
  })

  it('lets what still waits in a latency compensation fade out too', () => {
    const veryLate = lateBy(960)
    const neighbour = { ...strip, id: '/strip/b', inserts: [{ slot: 'late', plugin: veryLate }] }
    const desk = new SmallDesk([veryLate])
    desk.apply([strip, neighbour, master])
    const output = desk.run([tone, tone], 2, 48000, [128], (frame) => {
      if (frame === 19200) desk.apply([{ ...strip, output: null }, neighbour, master])
    })
    expect(residueAboveDb(output[0]!.subarray(9600), 1500)).toBeLessThan(-90)
  })

  it('takes the last of several changes in a row', () => {
    const desk = new SmallDesk([gain, late])
    desk.apply([strip, master])
    const output = desk.run([tone, tone], 2, 48000, [128], (frame) => {
      if (frame === 19200) desk.apply([{ ...strip, inserts: [{ slot: 'late', plugin: late }] }, master])
      if (frame === 19456) desk.apply([strip, master])
    })
    expect(residueAboveDb(output[0]!, 1500)).toBeLessThan(-90)
    expect(difference(output[0]!.subarray(24000), tone.subarray(24000))).toBe(0)
  })

  it('refuses a broken plan and plays on with the old one', () => {
    const desk = new SmallDesk()
    desk.apply([strip, master])
    const output = desk.run([tone, tone], 2, 4800, [128], (frame) => {
      if (frame === 1280)
        expect(() => desk.apply([{ ...strip, output: '/bus/none' }, master])).toThrow('/bus/none')
    })
    expect(difference(output[0]!, tone.subarray(0, 4800))).toBe(0)
  })
})
