import { describe, expect, it } from 'vitest'
import { gainToDb } from '../../../src/host/sdk/index.ts'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import { peak } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { adversary } from './adversary.ts'
import { latencyOf, limit } from './limit.ts'
import { meterErrorDb, overs, transferErrorDb } from './measures.ts'
import { BS1770, LONG, LONGEST, SHORT, truePeakOf } from './reference-meter.ts'
import { soak } from './soak.ts'

/** Samples above the ceiling, in double and in single precision. */
function violations(x: Float64Array, ceilingDb: number): number {
  const ceiling = 10 ** (ceilingDb / 20)
  let count = 0
  for (const v of x) if (!(Math.abs(v) <= ceiling) || Math.fround(Math.abs(v)) > ceiling) count++
  return count
}

describe('limiter ceiling', () => {
  it('lets no sample pass, whatever the signal and the setting', () => {
    let count = 0
    for (let seed = 0; seed < 160; seed++) {
      const values = {
        truePeak: (seed >> 3) % 2 === 0,
        ceiling: -(seed % 5) * 1.7,
        gain: (seed % 7) * 3,
        lookAhead: 0.5 + (seed % 9) * 0.65,
        release: 10 ** (seed % 4),
        link: (seed % 3) * 50,
      }
      const [left, right] = limit([adversary(seed, 3000), adversary(seed + 3, 3000)], values)
      count += violations(left!, values.ceiling) + violations(right!, values.ceiling)
    }
    expect(count).toBe(0)
  })

  it.each([8000, 44100, 96000, 192000])('lets no sample pass at %i Hz', (sampleRate) => {
    for (let seed = 0; seed < 8; seed++)
      expect(violations(limit([adversary(seed, 4000)], { gain: 6 }, { sampleRate })[0]!, -1)).toBe(0)
  })

  it('lets no sample pass in a soak of moving settings', () => {
    expect(soak(0, 2400).violations).toBe(0)
  })

  it.each([140832, 238944, 360160, 796864])('lets no sample pass while the link closes (seed %i)', (seed) => {
    expect(soak(seed, 32).violations).toBe(0)
  })

  it.each([44100, 48000, 96000])('holds true peaks of material up to 20 kHz at %i Hz', (sampleRate) => {
    for (const meter of [LONG, SHORT]) {
      const live = overs({ seeds: 32, bandLimited: true, sampleRate, meter })
      expect(live.at(-1)).toBeLessThanOrEqual(0.001)
    }
  })

  it('holds them by the meter of BS.1770 too, as well as that reads a sine', () => {
    const error = meterErrorDb()
    expect(error).toBeGreaterThan(0.15)
    expect(overs({ seeds: 48, bandLimited: true, meter: BS1770 }).at(-1)).toBeLessThanOrEqual(error)
  })

  it('holds true peaks of raw edges and noise to +0.02 dB', () => {
    expect(overs({ seeds: 48, bandLimited: false }).at(-1)).toBeLessThanOrEqual(0.02)
  })

  it('goes over by nothing with precise detection, and by 0.01 dB on edges by a meter that sees 23.7 kHz', () => {
    const values = { detection: 'precise' }
    for (const meter of [LONG, LONGEST])
      expect(overs({ seeds: 24, bandLimited: true, values, meter }).at(-1)).toBeLessThanOrEqual(0)
    expect(overs({ seeds: 48, bandLimited: false, values }).at(-1)).toBeLessThanOrEqual(0)
    expect(overs({ seeds: 32, bandLimited: false, values, meter: LONGEST }).at(-1)).toBeLessThanOrEqual(0.01)
  })

  it('reads a tone between the samples, which sample peaks miss by 3 dB', () => {
    const x = sine(12000, 4800, 48000, 2, Math.PI / 4)
    expect(gainToDb(peak(limit([x])[0]!, 2000, 4000))).toBeCloseTo(-1.03 - 3.01, 1)
    expect(
      gainToDb(truePeakOf(limit([x], { truePeak: false })[0]!.subarray(2000, 4000), 0.8)),
    ).toBeGreaterThan(1.9)
  })

  it('holds while the ceiling moves: the new one at once on the way down, the glide on the way up', () => {
    for (const truePeak of [true, false]) {
      const input = [noise(12800, 4)]
      const at = 6400
      const latency = latencyOf({ truePeak })
      const run = (from: number, to: number) =>
        runPlugin(limiter, {
          input,
          values: { ceiling: from, truePeak },
          automate: (frame) => (frame === at ? { ceiling: to } : undefined),
        }).output[0]!
      const down = run(-1, -12)
      expect(violations(down.subarray(0, at + latency), -1)).toBe(0)
      expect(violations(down.subarray(at + latency), -12)).toBe(0)
      const up = run(-12, -1)
      expect(violations(up.subarray(0, at), -12)).toBe(0)
      expect(violations(up, -1)).toBe(0)
    }
  })

  it('uses the room that a raised ceiling gives', () => {
    const { output } = runPlugin(limiter, {
      input: [sine(440, 24000, 48000, 4)],
      values: { ceiling: -12 },
      automate: (frame) => (frame === 6400 ? { ceiling: -1 } : undefined),
    })
    expect(gainToDb(peak(output[0]!, 20000))).toBeCloseTo(-1.03, 1)
  })

  it('holds while the gain moves', () => {
    for (const truePeak of [true, false]) {
      const { output } = runPlugin(limiter, {
        input: [noise(12800, 1)],
        values: { truePeak },
        automate: (frame) => ({ gain: (frame / 128) % 3 === 0 ? 36 : -12 }),
      })
      expect(violations(output[0]!, -1)).toBe(0)
    }
  })

  it('meets its drawn curve on a steady tone within 0.03 dB', () => {
    expect(transferErrorDb()).toBeLessThan(0.03)
  })
})
