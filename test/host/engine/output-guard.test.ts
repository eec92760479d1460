import { describe, expect, it } from 'vitest'
import { OutputGuard } from '../../../src/host/engine/output-guard.ts'
import { difference, isFiniteSignal, peak } from '../../support/measure.ts'
import { noise, sine } from '../../support/signals.ts'

/** Runs a copy of `x` through a guard in blocks of 128, past its start ramp. */
function guarded(x: Float64Array, guard = started()): Float64Array {
  const y = x.slice()
  for (let at = 0; at < y.length; at += 128)
    guard.process([y.subarray(at, at + 128)], Math.min(128, y.length - at))
  return y
}

function started(): OutputGuard {
  const guard = new OutputGuard(48000, 1)
  guard.process([new Float64Array(48000)], 48000)
  return guard
}

describe('output guard', () => {
  it('changes no bit of a signal within full scale', () => {
    const x = noise(48000)
    expect(difference(guarded(x), x)).toBe(0)
  })

  it('starts from silence and is fully open after 400 ms', () => {
    const y = guarded(new Float64Array(24000).fill(0.03), new OutputGuard(48000, 1))
    expect(y[0]).toBe(0)
    expect(y[9600]).toBeCloseTo(0.015, 4)
    expect(y[19200]).toBe(0.03)
  })

  it('lets no sample over full scale, whatever comes', () => {
    expect(peak(guarded(noise(48000, 30)))).toBeLessThanOrEqual(1)
  })

  it('turns what is not a number into silence', () => {
    const x = noise(4800)
    x[100] = Number.NaN
    x[200] = Number.POSITIVE_INFINITY
    expect(isFiniteSignal(guarded(x))).toBe(true)
  })

  it('removes DC within 200 ms and leaves a 20 Hz tone alone', () => {
    const y = guarded(new Float64Array(48000).fill(0.5))
    expect(peak(y, 9600)).toBeLessThan(0.05)
    expect(peak(y, 24000)).toBeLessThan(0.001)
    const bass = sine(20, 48000, 48000, 0.9)
    expect(difference(guarded(bass), bass)).toBe(0)
  })

  it('ramps down to silence when it is stopped', () => {
    const guard = started()
    guard.stop()
    const y = guarded(sine(100, 4800), guard)
    expect(peak(y, 2400)).toBe(0)
    expect(guard.silent).toBe(true)
  })
})
