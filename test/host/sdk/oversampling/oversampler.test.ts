import { describe, expect, it } from 'vitest'
import {
  Oversampler,
  type OversamplingFactor,
  oversamplingLatency,
  QUANTUM,
} from '../../../../src/host/sdk/index.ts'
import { oversamplingPassHz } from '../../../../src/host/sdk/oversampling/stages.ts'
import { difference, magnitudeDb, peak } from '../../../support/measure.ts'
import { impulse, noise } from '../../../support/signals.ts'

const FACTORS: readonly OversamplingFactor[] = [2, 4, 8]
const RATES = [8000, 44100, 48000, 88200, 192000]

const make = (factor: OversamplingFactor, sampleRate: number): Oversampler =>
  new Oversampler({ sampleRate, channels: 1, allocate: (n) => new Float64Array(n) }, factor)

/** `x` at the higher rate, or there and back. */
function run(over: Oversampler, x: Float64Array, back: boolean, blocks: readonly number[] = [128]) {
  const y = new Float64Array(x.length * (back ? 1 : over.factor))
  const out = new Float64Array(QUANTUM)
  for (let at = 0, turn = 0; at < x.length; turn++) {
    const frames = Math.min(blocks[turn % blocks.length]!, x.length - at)
    const raised = over.up(x.subarray(at, at + frames), frames)
    if (back) {
      over.down(raised, out, frames)
      y.set(out.subarray(0, frames), at)
    } else y.set(raised.subarray(0, frames * over.factor), at * over.factor)
    at += frames
  }
  return y
}

describe('oversampling', () => {
  it.each(FACTORS)('%i times and back is the input, late by whole frames', (factor) => {
    for (const sampleRate of RATES) {
      const latency = oversamplingLatency(factor, sampleRate)
      const y = run(make(factor, sampleRate), impulse(400), true)
      for (let k = 0; k <= 20; k++) {
        const hz = (oversamplingPassHz(sampleRate) * k) / 20
        expect(Math.abs(magnitudeDb(y, hz, sampleRate))).toBeLessThan(1e-4)
      }
      expect(y.indexOf(peak(y))).toBe(latency)
      for (let k = 1; k <= latency; k++) expect(y[latency - k]).toBeCloseTo(y[latency + k]!, 15)
    }
  })

  it.each(FACTORS)('%i times: images of the pass band are below -111 dB', (factor) => {
    for (const sampleRate of RATES) {
      const high = factor * sampleRate
      const y = run(make(factor, sampleRate), impulse(300), false)
      let worst = Number.NEGATIVE_INFINITY
      for (let image = 1; image <= factor / 2; image++)
        for (let k = -60; k <= 60; k++) {
          const hz = image * sampleRate + (oversamplingPassHz(sampleRate) * k) / 60
          if (hz <= high / 2) worst = Math.max(worst, magnitudeDb(y, hz, high))
        }
      expect(worst - 20 * Math.log10(factor)).toBeLessThan(-111)
    }
  })

  it.each(FACTORS)('%i times: what stands above the pass band does not fold into it', (factor) => {
    for (const sampleRate of RATES) {
      const pass = oversamplingPassHz(sampleRate)
      for (const hz of [1.001 * (sampleRate - pass), 0.93 * sampleRate, sampleRate + 0.5 * pass]) {
        if (hz > (factor * sampleRate) / 2) continue
        const over = make(factor, sampleRate)
        const out = new Float64Array(QUANTUM)
        const raised = new Float64Array(factor * QUANTUM)
        let top = 0
        for (let b = 0; b < 8; b++) {
          for (let i = 0; i < raised.length; i++)
            raised[i] = Math.sin((2 * Math.PI * hz * (b * raised.length + i)) / (factor * sampleRate))
          over.down(raised, out, QUANTUM)
          if (b >= 3) top = Math.max(top, peak(out))
        }
        expect(20 * Math.log10(top)).toBeLessThan(-111)
      }
    }
  })

  it.each(FACTORS)('%i times: any split of calls gives the same bits', (factor) => {
    const x = noise(1500)
    const whole = run(make(factor, 48000), x, true)
    for (const blocks of [[1], [7, 128, 3], [64, 5]])
      expect(difference(run(make(factor, 48000), x, true, blocks), whole)).toBe(0)
  })

  it('is exactly silent after silence, and after a reset like new', () => {
    for (const factor of FACTORS) {
      const over = make(factor, 44100)
      const x = noise(1000).fill(0, 400)
      const y = run(over, x, true)
      expect(peak(y, 400 + 2 * oversamplingLatency(factor, 44100))).toBe(0)
      run(over, noise(77), true)
      over.reset()
      expect(difference(run(over, x, true), y)).toBe(0)
    }
  })

  it('says its latency in frames', () => {
    expect(FACTORS.map((factor) => oversamplingLatency(factor, 44100))).toEqual([79, 86, 89])
    expect(FACTORS.map((factor) => oversamplingLatency(factor, 48000))).toEqual([43, 50, 53])
    expect(FACTORS.map((factor) => oversamplingLatency(factor, 96000))).toEqual([23, 30, 33])
  })
})
