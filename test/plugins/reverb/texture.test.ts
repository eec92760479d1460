import { describe, expect, it } from 'vitest'
import { peak } from '../../support/measure.ts'
import { flat, response } from './responses.ts'
import { compareEars, echoDensity, lateTexture } from './room-measures.ts'

const FS = 48000
const DECAY = 2

/** Milliseconds from the first sound on until the echo density first reaches `level`. */
function densityReachedMs(h: Float64Array, level: number): number {
  const floor = 1e-4 * peak(h)
  const onset = h.findIndex((v) => Math.abs(v) > floor)
  return echoDensity(h.subarray(onset), FS, 0.3).findIndex((v) => v >= level)
}

/** Goals for the echo density, ms to 0.9 and to 1.0. */
const spaces = [
  { character: 'hall', quality: '16', dense: 30, full: 80 },
  { character: 'plate', quality: '16', dense: 10, full: 30 },
  { character: 'room', quality: '16', dense: 30, full: 80 },
  { character: 'chamber', quality: '16', dense: 30, full: 80 },
  { character: 'hall', quality: '32', dense: 30, full: 80 },
  { character: 'room', quality: '32', dense: 30, full: 80 },
] as const

describe.each(spaces)(
  'the tail of a $character with $quality lines',
  ({ character, quality, dense, full }) => {
    const values = { ...flat, character, quality, decay: DECAY, modulation: 50 }
    const [left, right] = response(values, 1.5)

    it('becomes dense in time', () => {
      expect(densityReachedMs(left!, 0.9)).toBeLessThanOrEqual(dense)
      expect(densityReachedMs(left!, 1)).toBeLessThanOrEqual(full)
    })

    it('sounds like noise, without ringing tones', () => {
      for (const h of [left!, right!]) {
        const { spread, excess, kurtosis } = lateTexture(h, DECAY, FS)
        expect(spread).toBeLessThan(6.5)
        expect(excess).toBeLessThan(13)
        expect(Math.abs(kurtosis - 3)).toBeLessThan(0.2)
      }
    })

    it('differs between the ears and folds to mono at -3 dB', () => {
      const { correlation, iacc, monoDb } = compareEars(left!, right!, DECAY, FS)
      expect(Math.abs(correlation)).toBeLessThan(0.05)
      expect(iacc).toBeLessThan(0.1)
      expect(Math.abs(monoDb + 3)).toBeLessThan(0.3)
    })
  },
)
