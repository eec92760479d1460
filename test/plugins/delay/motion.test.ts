import { describe, expect, it } from 'vitest'
import { delay } from '../../../src/plugins/delay/index.ts'
import { peak, residueAboveDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, silence, sine } from '../../support/signals.ts'

const BARE = { mix: 100, lowCut: 20, highCut: 20000, feedback: 0 }

/** One channel through the delay, `moves` set at frame 24064. */
function moved(x: Float64Array, values: Values, moves: Values): Float64Array {
  const automate = (frame: number) => (frame === 24064 ? moves : undefined)
  return runPlugin(delay, { input: [x], values: { ...BARE, ...values }, automate }).output[0]!
}

describe('delay moves', () => {
  it.each(['fade', 'tape', 'jump'])('changes its time without a click by %s', (timeMove) => {
    for (const [from, to] of [
      [100, 300],
      [300, 100],
      [250, 255],
      [1, 2],
    ]) {
      const y = moved(sine(200, 96000), { time: from!, timeMove, feedback: 40 }, { time: to! })
      // From well before the move to well after it, without the onset of the tone.
      expect(residueAboveDb(y.subarray(22000, 60000), 2500)).toBeLessThan(-70)
    }
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
    const rests = { from: 0, to: 0, target: 0 }
    const at = (value: number) => ({ from: value, to: value, target: value })
    const views = {
      timeMode: { index: 1, choices: ['free', 'tempo'] as const },
      time: at(350),
      division: { index: 11, choices: delay.params.division.choices },
      feedback: rests,
      pingPong: { on: false },
      width: at(100),
      lowCut: at(20),
      highCut: at(20000),
      drive: rests,
      ducking: rests,
      duckRelease: at(250),
      timeMove: { index: 2, choices: ['fade', 'tape', 'jump'] as const },
      mix: at(100),
    }
    const env = { sampleRate: 48000, channels: 1, allocate: (doubles: number) => new Float64Array(doubles) }
    const processor = delay.prepare(env, views, { ducking: { value: 0 } })
    const output = [new Float64Array(128)]
    const heard: number[] = []
    for (let frame = 0; frame < 48000; frame += 128) {
      const input = [impulse(128)]
      if (frame !== 0 && frame !== 25600) input[0]!.fill(0)
      const io = { input, output, key: undefined, frames: 128, offset: 0, changed: frame === 0, bpm: 120 }
      processor.process(frame < 12800 ? io : { ...io, bpm: 90 })
      output[0]!.forEach((v, i) => {
        if (v !== 0) heard.push(frame + i)
      })
    }
    expect(heard).toEqual([6000, 25600 + 8000])
  })

  it('moves every other knob without a click', () => {
    const moves: [Values, Values][] = [
      [{ mix: 0 }, { mix: 100 }],
      [{ width: 100 }, { width: 0 }],
      [{ feedback: 0 }, { feedback: 90 }],
      [{ pingPong: false }, { pingPong: true }],
      [{ lowCut: 20 }, { lowCut: 2000 }],
      [{ highCut: 20000 }, { highCut: 500 }],
      [{ drive: 0 }, { drive: 24 }],
      [{ ducking: 0 }, { ducking: 24 }],
    ]
    for (const [from, to] of moves) {
      const automate = (frame: number) => (frame === 24064 ? to : undefined)
      const input = [sine(100, 48000, 48000, 0.5), sine(150, 48000, 48000, 0.5)]
      const values = { ...BARE, time: 100, feedback: 30, ...from }
      const { output } = runPlugin(delay, { input, values, automate })
      // Up to where the repeats of a driven sound bring harmonics of their own.
      const end = 'drive' in from ? 26000 : 40000
      expect(residueAboveDb(output[0]!.subarray(20000, end), 3000)).toBeLessThan('drive' in from ? -45 : -75)
    }
  })
})
