import { gainToDb, type Response } from '../../host/sdk/index.ts'
import { MONO_OFF_HZ, type parameters } from './params.ts'

export const response: Response<typeof parameters> = {
  /** Gain of the side with safe at rest; the mid is left alone at every frequency. */
  magnitudeDb: ({ width, monoBelow }, hz, sampleRate) => {
    const warp = (f: number): number => Math.tan((Math.PI * Math.min(f, 0.45 * sampleRate)) / sampleRate)
    const ratio = monoBelow > MONO_OFF_HZ ? warp(hz) / warp(monoBelow) : Number.POSITIVE_INFINITY
    const passed = ratio === Number.POSITIVE_INFINITY ? 1 : ratio ** 2 / (1 + ratio ** 2)
    return gainToDb((passed * width) / 100)
  },
}
