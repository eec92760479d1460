import { describe, expect, it } from 'vitest'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { gain } from '../../../src/plugins/gain/index.ts'
import { difference, isFiniteSignal, peak, residueAboveDb } from '../../support/measure.ts'
import { faulty, keyThrough, late } from '../../support/plugins.ts'
import { noise, sine } from '../../support/signals.ts'
import { SmallDesk } from '../../support/small-desk.ts'

const strip = { id: '/strip/a', source: { kind: 'device', channels: [0, 1] } } as const
const master = { id: '/master' } as const

describe('engine', () => {
  it('gives back its input bit for bit when nothing is inserted and every fader is at 0 dB', () => {
    const desk = new SmallDesk()
    desk.apply([strip, master])
    const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
    const output = desk.run(input, 2, 4800)
    expect(difference(output[0]!, input[0]!)).toBe(0)
    expect(difference(output[1]!, input[1]!)).toBe(0)
  })

  it('gives the same samples for blocks of any size while faders, mutes and inserts move', () => {
    const input = [noise(20000, 1, 1), noise(20000, 1, 2)]
    const render = (blocks: number[]) => {
      const desk = new SmallDesk([gain, late])
      desk.apply([
        {
          ...strip,
          inserts: [{ slot: 'gain', plugin: gain }],
          sends: [{ to: '/bus/x', level: -6, tap: 'pre' }],
        },
        { id: '/strip/b', width: 1, source: { kind: 'device', channels: [1] }, pan: 30 },
        { id: '/bus/x', inserts: [{ slot: 'late', plugin: late }] },
        master,
      ])
      // Moves happen at fixed frames that every block sequence here ends on.
      const out = [0, 1].map(() => new Float64Array(20000))
      const pieces = [3840, 7680, 12800, 20000]
      let at = 0
      pieces.forEach((end, k) => {
        const part = desk.run(
          input.map((x) => x.subarray(at, end)),
          2,
          end - at,
          blocks,
        )
        for (let c = 0; c < 2; c++) out[c]!.set(part[c]!, at)
        at = end
        if (k === 0) desk.set('/strip/a', 'fader', -20)
        if (k === 1) desk.set('/strip/b', 'on', 0)
        if (k === 2) desk.bank.write(desk.blocks.get('/strip/a/gain')!, 0, 1)
      })
      return out
    }
    const whole = render([128])
    for (const blocks of [[1], [7, 300, 64], [441], [4096]]) {
      const other = render(blocks)
      expect(difference(other[0]!, whole[0]!)).toBe(0)
      expect(difference(other[1]!, whole[1]!)).toBe(0)
    }
  })

  it('lets a parallel path through a late plugin null exactly', () => {
    const desk = new SmallDesk([gain, late])
    desk.apply([
      { ...strip, output: null, sends: [{ to: '/bus/plain' }, { to: '/bus/late' }] },
      { id: '/bus/plain', inserts: [{ slot: 'gain', plugin: gain, values: { invert: true } }] },
      { id: '/bus/late', inserts: [{ slot: 'late', plugin: late }] },
      master,
    ])
    const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
    const output = desk.run(input, 2, 4800)
    expect(peak(output[0]!)).toBe(0)
    expect(peak(output[1]!)).toBe(0)
  })

  it('aligns a key with the signal it keys', () => {
    const desk = new SmallDesk([keyThrough, late])
    const key = { from: '/strip/b', tap: 'post' }
    desk.apply([
      {
        ...strip,
        inserts: [
          { slot: 'late', plugin: late },
          { slot: 'key', plugin: keyThrough, key },
        ],
      },
      { id: '/strip/b', source: { kind: 'device', channels: [0, 1] }, output: null },
      master,
    ])
    const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
    const output = desk.run(input, 2, 4800)
    expect(difference(output[0]!.subarray(100), input[0]!.subarray(0, 4700))).toBe(0)
  })

  it('folds two device channels into a mono strip, half each', () => {
    const desk = new SmallDesk()
    desk.apply([{ ...strip, width: 1, pan: -100 }, master])
    const input = [noise(1280, 1, 1), noise(1280, 1, 2)]
    const output = desk.run(input, 2, 1280)
    expect(output[0]!.every((x, i) => x === 0.5 * (input[0]![i]! + input[1]![i]!))).toBe(true)
  })

  it('names the loop when the signal would run in a circle', () => {
    const desk = new SmallDesk()
    const a = { id: '/bus/a', output: '/bus/b' }
    const b = { id: '/bus/b', sends: [{ to: '/bus/a' }] }
    expect(() => desk.apply([a, b, master])).toThrow(
      'the signal would run in a circle: /bus/a -> /bus/b -> /bus/a',
    )
  })

  it('mutes a full-scale tone without a click', () => {
    const desk = new SmallDesk()
    desk.apply([strip, master])
    const tone = sine(100, 24000)
    const output = desk.run([tone, tone], 2, 24000, [128], (frame) => {
      if (frame === 12032) desk.set('/strip/a', 'on', 0)
    })
    expect(peak(output[0]!, 14000)).toBe(0)
    expect(residueAboveDb(output[0]!, 1500)).toBeLessThan(-90)
  })

  it('bypasses bit-exactly, after the latency of the insert', () => {
    const desk = new SmallDesk([late])
    desk.apply([{ ...strip, inserts: [{ slot: 'late', plugin: late, bypass: true }] }, master])
    const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
    const output = desk.run(input, 2, 4800)
    expect(difference(output[0]!.subarray(100), input[0]!.subarray(0, 4700))).toBe(0)
  })

  it.each(['nan', 'throws', 'flush'])(
    'bypasses and names an insert that breaks (%s) while the rest plays on',
    (how) => {
      const desk = new SmallDesk([faulty])
      desk.apply([{ ...strip, inserts: [{ slot: 'bad', plugin: faulty }] }, master])
      const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
      const output = desk.run(input, 2, 4800, [128], (frame) => {
        if (frame === 2560)
          desk.bank.write(desk.blocks.get('/strip/a/bad')!, ['nan', 'throws', 'flush'].indexOf(how) + 1, 1)
      })
      expect(output.every(isFiniteSignal)).toBe(true)
      expect(difference(output[0]!, input[0]!)).toBe(0)
      const [event] = desk.engine.events()
      expect(event?.sentence).toMatch(/^\/strip\/a\/bad \(Faulty\) was bypassed: /)
      expect(desk.engine.events()).toEqual([])
      expect(desk.meters[STATUS.faults]).toBe(1)
      // Mended, and switched off and on: it gets another try.
      const block = desk.blocks.get('/strip/a/bad')!
      desk.bank.write(block, ['nan', 'throws', 'flush'].indexOf(how) + 1, 0)
      desk.bank.write(block, 0, 1)
      desk.run(input, 2, 2560)
      desk.bank.write(block, 0, 0)
      desk.run(input, 2, 2560)
      expect(desk.engine.events()).toEqual([])
      expect(desk.meters[STATUS.faults]).toBe(0)
    },
  )

  it('keeps broken device samples away from the desk', () => {
    const desk = new SmallDesk()
    desk.apply([strip, master])
    const input = [noise(1280), noise(1280)]
    input[0]![700] = Number.NaN
    input[1]![701] = Number.POSITIVE_INFINITY
    expect(desk.run(input, 2, 1280).every(isFiniteSignal)).toBe(true)
  })

  it('takes all writes of a transaction at one grid line', () => {
    const desk = new SmallDesk()
    desk.apply([strip, { ...strip, id: '/strip/b' }, master])
    const input = [noise(12800), noise(12800)]
    const output = desk.run(input, 2, 12800, [128], (frame) => {
      if (frame !== 2560) return
      desk.bank.transaction(() => {
        desk.set('/strip/a', 'invert', 1)
        desk.set('/strip/b', 'fader', 0)
      })
    })
    // b stays, a turns over: the two cancel once the flip is through.
    expect(peak(output[0]!, 6000)).toBeLessThan(1e-15)
  })

  it('shows peaks before and after the fader', () => {
    const desk = new SmallDesk()
    desk.apply([{ ...strip, fader: -6 }, master])
    desk.run([sine(1000, 4800, 48000, 0.5), noise(4800, 0)], 2, 4800)
    expect(desk.meter('/strip/a', 'inputLeft')).toBeCloseTo(0.5, 3)
    expect(desk.meter('/strip/a', 'postLeft')).toBeCloseTo(0.5 * 10 ** (-6 / 20), 3)
    expect(desk.meter('/strip/a', 'inputRight')).toBe(0)
  })

  it('sums PFL before and AFL after the fader into the listen channel', () => {
    const desk = new SmallDesk()
    desk.apply([{ ...strip, fader: -6 }, master, { id: '/monitor', output: null, patch: [2, 3] }], {
      listen: '/monitor',
    })
    const input = [noise(24000, 0.5, 1), noise(24000, 0.5, 2)]
    const output = desk.run(input, 4, 24000, [128], (frame) => {
      if (frame === 0) desk.set('/strip/a', 'listen', 1)
      if (frame === 12800) desk.set('/strip/a', 'listen', 2)
    })
    expect(difference(output[2]!.subarray(3000, 12800), input[0]!.subarray(3000, 12800))).toBe(0)
    expect(output[2]![20000]! / input[0]![20000]!).toBeCloseTo(10 ** (-6 / 20), 12)
  })
})
