import { describe, expect, it } from 'vitest'
import { SpeedCheck } from '../../../src/host/live/speed-check.ts'

/** What is told over ten looks, a second apart, at a device that makes `perSecond(n)` frames in second n. */
function told(rate: number, perSecond: (n: number) => number): (string | undefined)[] {
  const check = new SpeedCheck(rate)
  let frames = 0
  const sentences: (string | undefined)[] = []
  for (let n = 0; n < 10; n++) {
    frames += perSecond(n)
    sentences.push(check.look(frames, 5000 + n * 1000))
  }
  return sentences.filter((sentence) => sentence !== undefined)
}

describe('the speed of a device', () => {
  it('is told once when it is that of another rate', () => {
    expect(told(44100, () => 47900)).toEqual([
      'the device runs at 48000 Hz, the session at 44100: it sounds too fast; start with --rate 48000',
    ])
    expect(told(96000, () => 48010)).toHaveLength(1)
  })

  it('is no news when it is right, or when the machine is only too slow', () => {
    expect(told(48000, () => 48000)).toEqual([])
    expect(told(48000, (n) => 30000 + 2000 * n)).toEqual([])
  })
})
