import { describe, expect, it } from 'vitest'
import { delay } from '../../../src/plugins/delay/index.ts'
import { difference, peak, residueAboveDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { BARE } from './measures.ts'
import {
  dialResidueDb,
  driveSwitchResidueDb,
  moved,
  tempoSlideResidueDb,
  timeMoveResidueDb,
} from './motion-measures.ts'
import { playAtTempo } from './play.ts'

describe('delay moves', () => {
  it.each(['fade', 'tape', 'jump'])('changes its time without a click by %s', (timeMove) => {
    expect(timeMoveResidueDb(timeMove, 200, 2500, 40)).toBeLessThan(-90)
    expect(timeMoveResidueDb(timeMove, 3000, 14000)).toBeLessThan(-90)
  })

  it.each(['fade', 'tape', 'jump'])('follows a sliding tempo without a click by %s', (timeMove) => {
    expect(tempoSlideResidueDb(timeMove)).toBeLessThan(-90)
  })

  it.each([
    ['fade', 0.5 + 0.5 * Math.cos((Math.PI * 50) / 60)],
    ['jump', 0],
  ])('stands exactly at the new time after a %s', (timeMove, oldLeft) => {
    const x = silence(48000)
    x[24064 - 2400] = 1
    x[30000] = 1
    const y = moved(x, { time: 100, timeMove }, { time: 40 })
    // The first repeat at the old time comes 50 ms after the move: a fade of 60 ms still lets a little of it through.
    expect(y[24064 + 2400]).toBeCloseTo(oldLeft, 12)
    expect(y[30000 + 1920]).toBe(1)
    expect(peak(y, 31921)).toBe(0)
  })

  it('bends the pitch like a tape machine and ends exactly in place', () => {
    const values = { time: 200, timeMove: 'tape' }
    const slower = moved(sine(1000, 72000), values, { time: 900 })
    expect(toneLevelDb(slower, 500, 40000, 48000)).toBeGreaterThan(-1)
    const faster = moved(sine(1000, 72000), { ...values, time: 900 }, { time: 200 })
    expect(toneLevelDb(faster, 1500, 40000, 48000)).toBeGreaterThan(-1)
    const x = impulse(150000, 130000)
    expect(moved(x, values, { time: 300 })[144400]).toBe(1)
  })

  it('takes a new aim while it slides, and finishes a fade before the next', () => {
    for (const timeMove of ['fade', 'tape', 'jump']) {
      const automate = (frame: number) =>
        frame < 24000 ? undefined : { time: 200 + 100 * Math.sin(frame / 4000) }
      const values = { ...BARE, time: 200, timeMove }
      const y = runPlugin(delay, { input: [sine(200, 96000)], values, automate }).output[0]!
      expect(residueAboveDb(y.subarray(20000), 2500)).toBeLessThan(-60)
    }
  })

  it('may change its way of moving while it moves', () => {
    const ways = ['tape', 'fade', 'jump', 'tape']
    const automate = (frame: number) => ({
      timeMove: ways[(frame >> 10) % 4]!,
      time: 100 + ((frame >> 11) % 3) * 70,
    })
    const y = runPlugin(delay, {
      input: [sine(200, 48000)],
      values: { ...BARE, time: 100 },
      automate,
    }).output[0]!
    expect(residueAboveDb(y.subarray(12000), 2500)).toBeLessThan(-60)
  })

  it('follows the tempo of the session', () => {
    const input = impulse(48000)
    input[25600] = 1
    const values = { ...BARE, timeMode: 'tempo', division: '1/16', feedback: 0, timeMove: 'jump' }
    const y = playAtTempo(input, values, (frame) => (frame < 12800 ? 120 : 90))
    expect([...y.entries()].filter(([, v]) => v !== 0).map(([i]) => i)).toEqual([6000, 25600 + 8000])
  })

  it('moves every other dial without a click', () => {
    expect(dialResidueDb()).toBeLessThan(-80)
  })

  it('switches its drive on and off without a click, and is then exact to the bit again', () => {
    expect(driveSwitchResidueDb(0, 12)).toBeLessThan(-100)
    expect(driveSwitchResidueDb(12, 0)).toBeLessThan(-100)
    const x = noise(48000)
    const y = moved(x, { time: 50, drive: 12 }, { drive: 0 })
    expect(difference(y.subarray(30000), x.subarray(27600, 45600))).toBe(0)
  })

  it('waits with its drive until a short time has become long enough for it', () => {
    for (const timeMove of ['fade', 'tape', 'jump']) {
      const x = sine(200, 96000, 48000, 0.5)
      const on = moved(x, { time: 1, timeMove }, { drive: 12 })
      expect(residueAboveDb(on.subarray(2000), 12000)).toBeLessThan(-90)
      expect(peak(on, 80000)).toBeLessThan(0.3)
      const off = moved(x, { time: 1, timeMove, drive: 12 }, { drive: 0 })
      // Exact but for samples below -300 dBFS, which are not written.
      expect(difference(off.subarray(92000), x.subarray(91952, 95952))).toBeLessThan(1e-15)
    }
  })
})
