import { describe, expect, it } from 'vitest'
import { MEAN_POWER_STATE, MeanPower } from '../../../../src/host/sdk/dynamics/mean-power.ts'
import { attackBehindRms, releaseBehindRms } from '../../../../src/host/sdk/dynamics/rms-times.ts'
import { noise, sine } from '../../../support/signals.ts'

/** Mean power of `x` at 48 kHz with a window of 10 ms. */
function powerOf(x: Float64Array): Float64Array {
  const mean = new MeanPower(new Float64Array(MEAN_POWER_STATE), 48000)
  mean.setWindow(480)
  const power = new Float64Array(x.length)
  mean.process(x, 0, power, x.length)
  return power
}

describe('mean power', () => {
  it('reads a tone of peak 1 as 1, without ripple, down to the lowest bass', () => {
    for (const hz of [30, 41, 100, 440, 2000, 15000]) {
      const settled = powerOf(sine(hz, 72000)).subarray(48000)
      expect(Math.max(...settled)).toBeLessThan(1.01)
      expect(Math.min(...settled)).toBeGreaterThan(0.99)
    }
  })

  it('reads twice the mean square of noise', () => {
    const power = powerOf(noise(96000)).subarray(24000)
    const mean = power.reduce((sum, p) => sum + p, 0) / power.length
    expect(mean).toBeCloseTo(2 / 3, 1)
  })
})

describe('times behind the rms detector', () => {
  it('leave to the smoother what the window does not take', () => {
    expect(attackBehindRms(5, 10)).toBe(0)
    expect(releaseBehindRms(17, 10)).toBe(0)
    expect(attackBehindRms(11.505, 10)).toBeCloseTo(5, 6)
    expect(releaseBehindRms(26.765, 10)).toBeCloseTo(10, 6)
    expect(attackBehindRms(1000, 10)).toBeCloseTo(993.96, 1)
    let last = 0
    for (let time = 1; time < 400; time++) {
      const now = releaseBehindRms(time, 10)
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
    }
  })
})
