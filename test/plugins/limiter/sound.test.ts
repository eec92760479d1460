import { describe, expect, it } from 'vitest'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { difference, peak, residueAboveDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { latencyOf, limit } from './limit.ts'

const toDb = (gain: number) => 20 * Math.log10(gain)

/** Everything but the tone at `hz`, dB relative to the whole, over whole periods of one second. */
function distortionDb(x: Float64Array, hz: number): number {
  const n = 48000
  let cos = 0
  let sin = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    const w = (2 * Math.PI * hz * i) / 48000
    cos += (2 / n) * x[i]! * Math.cos(w)
    sin += (2 / n) * x[i]! * Math.sin(w)
    total += x[i]! ** 2
  }
  let rest = 0
  for (let i = 0; i < n; i++) {
    const w = (2 * Math.PI * hz * i) / 48000
    rest += (x[i]! - cos * Math.cos(w) - sin * Math.sin(w)) ** 2
  }
  return 10 * Math.log10(rest / total + 1e-30)
}

describe('limiter sound', () => {
  it.each([
    [0, true],
    [-1, true],
    [-13.7, true],
    [0, false],
    [-7.3, false],
  ])('is the delayed input below a ceiling of %d dB, bit for bit (true peak %s)', (ceiling, truePeak) => {
    const x = noise(9600, 0.5 * 10 ** (ceiling / 20))
    const [left, right] = limit([x, noise(9600, 1e-9)], { ceiling, truePeak })
    expect(difference(left!, x)).toBe(0)
    expect(difference(right!, noise(9600, 1e-9))).toBe(0)
  })

  it('is the delayed input again after it had to limit', () => {
    const x = sine(997, 96000, 48000, 0.5)
    x.fill(2, 4800, 4900)
    expect(difference(limit([x])[0]!.subarray(48000), x.subarray(48000))).toBe(0)
  })

  it.each([8000, 44100, 48000, 96000, 192000])('delays by what it reports at %i Hz', (sampleRate) => {
    for (const truePeak of [true, false])
      for (const lookAhead of [0.5, 1.5, 6]) {
        const x = new Float64Array(4096)
        x[100] = 0.1
        const { output } = runPlugin(limiter, { input: [x], values: { truePeak, lookAhead }, sampleRate })
        expect(output[0]!.indexOf(0.1)).toBe(100 + latencyOf({ truePeak, lookAhead }, sampleRate))
      }
  })

  it.each([3, 6])('leaves a 50 Hz tone clean at %i dB of reduction', (reduction) => {
    for (const truePeak of [true, false]) {
      const x = sine(50, 120000, 48000, 10 ** (reduction / 20))
      const y = limit([x], { ceiling: 0, truePeak })[0]!
      expect(distortionDb(y.subarray(60000), 50)).toBeLessThan(-80)
    }
  })

  it('leaves a 1 kHz tone clean at 6 dB of reduction', () => {
    const y = limit([sine(1000, 120000, 48000, 2)], { ceiling: 0 })[0]!
    expect(distortionDb(y.subarray(60000), 1000)).toBeLessThan(-120)
  })

  it('leaves no hole after a burst of 1 ms and 12 dB', () => {
    const x = sine(3000, 24000, 48000, 0.1)
    for (let i = 9600; i < 9648; i++) x[i] = 40 * x[i]!
    const y = limit([x], { ceiling: 0 })[0]!
    let after100ms = 0
    for (let i = 9648 + 4800; i < x.length; i++)
      if (Math.abs(x[i]!) > 0.05) after100ms = Math.max(after100ms, -toDb(y[i]! / x[i]!))
    expect(after100ms).toBeLessThan(0.1)
  })

  it('comes back by its release: 63 % of the way after the time on the dial', () => {
    const x = new Float64Array(48000).fill(0.25)
    x.fill(2, 4800, 4824)
    const y = limit([x], { ceiling: 0, release: 100, truePeak: false })[0]!
    const gainAfter = y[4824 + 4800 + 36]! / 0.25
    expect((gainAfter - 0.5) / 0.5).toBeCloseTo(1 - Math.exp(-1), 1)
  })

  it('gives both sides the same gain at link 100, and each its own at 0', () => {
    const loud = noise(9600, 3, 1)
    const soft = noise(9600, 0.1, 2)
    const linked = limit([loud, soft])
    for (let i = 0; i < 9600; i++)
      if (Math.abs(loud[i]!) > 0.01 && Math.abs(soft[i]!) > 0.001)
        expect(Math.abs(linked[0]![i]! / loud[i]! / (linked[1]![i]! / soft[i]!) - 1)).toBeLessThan(1e-14)
    expect(difference(limit([loud, soft], { link: 0 })[1]!, soft)).toBe(0)
  })

  it('shows the deepest reduction of every call', () => {
    const x = sine(1000, 48000, 48000, 2)
    x.fill(0, 0, 4800)
    const { meters } = runPlugin(limiter, { input: [x], values: { ceiling: -6 } })
    expect(meters['reduction']![10]).toBe(0)
    expect(Math.abs(meters['reduction']!.at(-1)! + 12.05)).toBeLessThan(0.05)
  })

  it('moves gain and ceiling without a click', () => {
    const x = sine(100, 48000, 48000, 2)
    for (const [from, to] of [
      [{ ceiling: -1 }, { ceiling: -24 }],
      [{ ceiling: -24 }, { ceiling: -1 }],
      [{ gain: -12 }, { gain: -6 }],
      [{ gain: 0 }, { gain: 12 }],
      [{ release: 5 }, { release: 1000 }],
      [{ link: 0 }, { link: 100 }],
    ] as const) {
      const automate = (frame: number) => (frame === 24064 ? to : undefined)
      const y = runPlugin(limiter, { input: [x, x], values: from, automate }).output[0]!
      expect(residueAboveDb(y.subarray(21000, 27000), 1500)).toBeLessThan(-75)
    }
  })

  it('keeps its level when silence follows', () => {
    const x = new Float64Array(24000)
    x.set(noise(12000, 3))
    expect(peak(limit([x])[0]!, 12000)).toBe(0)
  })
})
