import { describe, expect, it } from 'vitest'
import { canResample, openResampler, resample } from '../../../src/host/files/index.ts'
import { difference, toneLevelDb } from '../../support/measure.ts'
import { impulse, noise, sine } from '../../support/signals.ts'

const f64 = (x: Float32Array): Float64Array => Float64Array.from(x)

/** What is left of the middle of `y` when the best-fitting sine at `hz` is taken out, dB re that sine. */
function residueDb(y: Float64Array, hz: number, rate: number): { residueDb: number; delayFrames: number } {
  const from = Math.round(rate * 0.1)
  const periods = Math.floor(((y.length - 2 * from) * hz) / rate)
  const to = from + Math.round((periods * rate) / hz)
  let sin = 0
  let cos = 0
  for (let i = from; i < to; i++) {
    sin += y[i]! * Math.sin((2 * Math.PI * hz * i) / rate)
    cos += y[i]! * Math.cos((2 * Math.PI * hz * i) / rate)
  }
  sin /= (to - from) / 2
  cos /= (to - from) / 2
  let rest = 0
  for (let i = from; i < to; i++) {
    const phase = (2 * Math.PI * hz * i) / rate
    rest += (y[i]! - sin * Math.sin(phase) - cos * Math.cos(phase)) ** 2
  }
  const tone = ((sin * sin + cos * cos) / 2) * (to - from)
  return {
    residueDb: 10 * Math.log10(rest / tone),
    delayFrames: (-Math.atan2(cos, sin) / (2 * Math.PI * hz)) * rate,
  }
}

describe('resampling', () => {
  it.each([
    [44100, 48000],
    [48000, 44100],
    [96000, 44100],
  ])('from %i to %i Hz adds nothing above -140 dB to a tone, and no delay', async (from, to) => {
    const [y] = await resample([sine(1000, from, from, 0.5)], from, to)
    const { residueDb: residue, delayFrames } = residueDb(f64(y!), 1000, to)
    expect(residue).toBeLessThan(-140)
    expect(Math.abs(delayFrames)).toBeLessThan(1e-6)
  })

  it.each([
    [44100, 48000],
    [48000, 44100],
  ])('from %i to %i Hz keeps 20 kHz within 0.001 dB', async (from, to) => {
    const [y] = await resample([sine(20000, from / 2, from, 0.5)], from, to)
    const level = toneLevelDb(f64(y!), 20000, 2000, y!.length - 2000, to)
    expect(Math.abs(level - 20 * Math.log10(0.5))).toBeLessThan(0.001)
  })

  it('leaves no image and no alias above -130 dB', async () => {
    const [up] = await resample([sine(20000, 22050, 44100)], 44100, 96000)
    expect(toneLevelDb(f64(up!), 24100, 2000, up!.length - 2000, 96000)).toBeLessThan(-130)
    const [down] = await resample([sine(26000, 48000, 96000)], 96000, 48000)
    expect(toneLevelDb(f64(down!), 22000, 2000, down!.length - 2000, 48000)).toBeLessThan(-130)
  })

  it('moves a click to its own time', async () => {
    const [y] = await resample([impulse(8820, 4410)], 44100, 48000)
    const top = y!.reduce((best, v, i) => (Math.abs(v) > Math.abs(y![best]!) ? i : best), 0)
    expect(top).toBe(4800)
    for (const k of [1, 2, 5, 40]) expect(y![4800 + k]).toBeCloseTo(y![4800 - k]!, 6)
  })

  it.each([
    [1, 44100, 48000],
    [100, 48000, 44100],
    [4096, 44100, 48000],
    [4097, 48000, 96000],
    [12345, 96000, 44100],
    [5000, 8000, 192000],
    [50000, 192000, 8000],
    [3, 768000, 3000],
    [2000, 352800, 48000],
  ])('makes exactly the length of %i frames from %i to %i Hz', async (frames, from, to) => {
    const [y] = await resample([noise(frames)], from, to)
    expect(y!.length).toBe(Math.round((frames * to) / from))
  })

  it('keeps the level up to both ends', async () => {
    const [y] = await resample([new Float64Array(9600).fill(0.5)], 48000, 44100)
    // A cut-off constant rings; a frame that was left out would be 0.
    for (const i of [0, 1, y!.length - 2, y!.length - 1]) expect(y![i]).toBeGreaterThan(0.2)
  })

  it('gives the same samples for blocks of any size, and per channel what it gives alone', async () => {
    const x = [noise(20000, 0.5, 1), noise(20000, 0.5, 2), noise(20000, 0.5, 3)]
    const whole = await resample(x, 44100, 48000)
    const parts = whole.map((channel) => new Float32Array(channel.length))
    let at = 0
    const resampler = await openResampler(3, 44100, 48000)
    const sink = (planar: readonly Float32Array[], frames: number) => {
      for (const [c, channel] of planar.entries()) parts[c]!.set(channel.subarray(0, frames), at)
      at += frames
    }
    for (let from = 0, n = 1; from < 20000; from += n, n = 1 + ((n * 7) % 6000))
      resampler.feed(x, Math.min(n, 20000 - from), from, sink)
    resampler.finish(sink)
    expect(at).toBe(whole[0]!.length)
    const [alone] = await resample([x[1]!], 44100, 48000)
    expect(difference(f64(alone!), f64(whole[1]!))).toBeLessThan(1e-7)
    for (const [c, channel] of whole.entries()) expect(parts[c]).toEqual(channel)
  })

  it('carries 64 channels', async () => {
    const x = Array.from({ length: 64 }, (_, c) => noise(500, 0.5, c + 1))
    const y = await resample(x, 44100, 48000)
    expect(y.length).toBe(64)
    const [last] = await resample([x[63]!], 44100, 48000)
    expect(difference(f64(y[63]!), f64(last!))).toBeLessThan(1e-7)
  })

  it('copies at the same rate', async () => {
    const x = Float32Array.from(noise(100))
    const [y] = await resample([x], 48000, 48000)
    expect(y).toEqual(x)
    expect(y).not.toBe(x)
  })

  it('refuses rates that cannot be', async () => {
    expect(canResample(44100, 48000)).toBe(true)
    for (const [from, to] of [
      [0, 48000],
      [48000, 0],
      [100, 48000],
      [200003, 48000],
      [-44100, -48000],
      [44100.5, 48000],
      [Number.NaN, 48000],
    ] as const) {
      expect(canResample(from, to)).toBe(false)
      await expect(resample([noise(10)], from, to)).rejects.toThrow(RangeError)
    }
  })
})
