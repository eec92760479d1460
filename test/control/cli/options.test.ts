import { describe, expect, it } from 'vitest'
import { blockFrames, positive, sampleRate } from '../../../src/control/cli/options.ts'

describe('numbers on the command line', () => {
  it.each([
    ['8000', 8000],
    ['44100', 44100],
    ['192000', 192_000],
  ])('takes %s as a sample rate', (text, hz) => expect(sampleRate(text)).toBe(hz))

  it.each(['3000000', '7999', '44100.5', 'fast', '', 'NaN', '-48000'])(
    'refuses %j as a sample rate',
    (text) => expect(() => sampleRate(text)).toThrow('a whole number from 8000 to 192000 Hz is expected.'),
  )

  it.each(['16', '256', '8192'])('takes %s frames', (text) => expect(blockFrames(text)).toBe(Number(text)))

  it.each(['12.5', '0.5', '100000000', '15', '8193', '0'])('refuses %s frames', (text) =>
    expect(() => blockFrames(text)).toThrow('a whole number from 16 to 8192 frames is expected.'),
  )

  it('takes lengths above 0 and below infinity', () => {
    expect(positive('0.5')).toBe(0.5)
    for (const text of ['0', '-1', 'Infinity', '1e999', 'long'])
      expect(() => positive(text)).toThrow('above 0')
  })
})
