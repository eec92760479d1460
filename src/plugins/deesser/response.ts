import { dbToGain, type PlainValues, type Response, reductionDb, warped } from '../../host/sdk/index.ts'
import { bandDamping, shelfPole } from './design.ts'
import type { deesserParams } from './params.ts'

type Values = PlainValues<typeof deesserParams>

/** Width of the bend around the threshold, dB. */
export const KNEE = 6

/** [control] Gain in dB at `hz` while the reduction stands at `reduction` dB (0 or negative). */
export function shapeDb(values: Values, reduction: number, hz: number, sampleRate: number): number {
  const gain = dbToGain(reduction)
  if (values.mode === 'wideband') return reduction
  const at = Math.tan((Math.PI * hz) / sampleRate)
  if (values.shape === 'highShelf') {
    const w = at / warped(shelfPole(values.freq, values.range), sampleRate)
    return 10 * Math.log10((1 + (gain * w ** 4) ** 2) / (1 + w ** 8))
  }
  const w = at / warped(values.freq, sampleRate)
  const side = (1 - w * w) ** 2
  const centre = (bandDamping(values.width) * w) ** 2
  return 10 * Math.log10((side + gain * gain * centre) / (side + centre))
}

/**
 * What a dashboard draws. `magnitudeDb` is the deepest cut there can be, since without an s nothing happens at all.
 * `transferDb`: the sharp part, its level counted as the threshold is: absolute, or from the level of the voice.
 */
export const deesserResponse: Response<typeof deesserParams> = {
  magnitudeDb: (values: Values, hz, sampleRate) => shapeDb(values, -values.range, hz, sampleRate),
  transferDb: (values: Values, inputDb) =>
    inputDb + reductionDb(inputDb, values.threshold, values.ratio, KNEE, values.range),
}
