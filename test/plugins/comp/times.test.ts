import { describe, expect, it } from 'vitest'
import { attackErrorPercent, measureStep, releaseErrorPercent, SHARE } from './measures.ts'
import { clickDipDb } from './paths.ts'

describe('comp times, on a 24 dB step of a 3 kHz tone', () => {
  for (const sampleRate of [44100, 48000, 96000, 192000])
    it(`keeps the times on the dials within 3 % or one frame at ${sampleRate} Hz`, () => {
      for (const attack of [0.1, 0.5, 2, 10, 50, 200])
        expect(attackErrorPercent(attack, sampleRate), `attack ${attack}`).toBeLessThan(3.01)
      for (const release of [5, 20, 100, 500, 2000])
        expect(releaseErrorPercent(release, sampleRate), `release ${release}`).toBeLessThan(3.01)
    })

  it('keeps them in high quality', () => {
    for (const dial of [5, 30, 150]) {
      expect(attackErrorPercent(dial, 48000, { quality: 'high' })).toBeLessThan(3.01)
      expect(releaseErrorPercent(dial, 48000, { quality: 'high' })).toBeLessThan(3.01)
    }
  })

  it('takes the same time whatever the depth', () => {
    const values = { release: 100, attack: 10 }
    const deep = measureStep({ loudSeconds: 0.2, quietSeconds: 0.3, values: { ...values, ratio: 20 } })
    const shallow = measureStep({ loudSeconds: 0.2, quietSeconds: 0.3, values: { ...values, ratio: 1.5 } })
    expect(deep.attackMs(SHARE)).toBeCloseTo(shallow.attackMs(SHARE), 0)
    expect(deep.releaseMs(SHARE)).toBeCloseTo(shallow.releaseMs(SHARE), 0)
  })

  it('waits for the hold before it releases', () => {
    for (const hold of [20, 300]) {
      const step = measureStep({
        loudSeconds: 0.2,
        quietSeconds: 0.6,
        values: { hold, attack: 5, release: 50 },
      })
      expect(Math.abs(step.releaseMs(0.001) - hold)).toBeLessThan(0.8)
      expect(Math.abs(step.releaseMs(SHARE) - hold - 50)).toBeLessThan(1)
    }
  })

  it('with automatic release comes back quickly from a short peak and slowly from a long passage', () => {
    const values = { attack: 1, release: 60, autoRelease: true }
    const short = measureStep({ loudSeconds: 0.01, quietSeconds: 1, values })
    const long = measureStep({ loudSeconds: 1.5, quietSeconds: 1, values })
    expect(short.releaseMs(SHARE)).toBeLessThan(75)
    expect(long.releaseMs(SHARE)).toBeGreaterThan(300)
    expect(long.attackMs(SHARE)).toBeCloseTo(1, 1)
  })

  it('means the same times with the rms detector, as far as its window lets it', () => {
    for (const [rmsWindow, attack, release] of [
      [10, 10, 60],
      [5, 20, 200],
      [30, 60, 100],
    ] as const) {
      const values = { detector: 'rms', rmsWindow, attack, release }
      const step = measureStep({ loudSeconds: 0.6, quietSeconds: 0.6, values })
      expect(Math.abs(step.attackMs(SHARE) / attack - 1)).toBeLessThan(0.01)
      expect(Math.abs(step.releaseMs(SHARE) / release - 1)).toBeLessThan(0.01)
    }
  })

  it('is hardly moved by a click, and by a hit as by a tone', () => {
    expect(clickDipDb(1)).toBeCloseTo(-1.9, 1)
    expect(clickDipDb(5)).toBeCloseTo(-3.2, 0)
    expect(clickDipDb(48)).toBeCloseTo(-11, 0)
  })

  it('shows the deepest reduction on its meter', () => {
    const step = measureStep({ loudSeconds: 0.2, quietSeconds: 0.1, values: { attack: 1 } })
    expect(step.reduction).toBeCloseTo(-10.5, 2)
  })
})
