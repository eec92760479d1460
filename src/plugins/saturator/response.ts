import { dbToGain, gainToDb, type Response } from '../../host/sdk/index.ts'
import { curveSlope, curveTable, curveValue } from './curve-table.ts'
import { CURVES } from './curves.ts'
import { biasOf, makeUp } from './drive-law.ts'
import type { parameters } from './params.ts'

/** Points of one period of the tone. */
const POINTS = 256

export const response: Response<typeof parameters> = {
  magnitudeDb: ({ output }) => output,

  /** Level of a steady 1 kHz tone itself, without its overtones. */
  transferDb: ({ curve, drive, bias, autoLevel, output, mix }, inputDb) => {
    const table = curveTable(CURVES.indexOf(curve))
    const gain = dbToGain(drive)
    const amplitude = dbToGain(inputDb)
    const b = biasOf(bias)
    let sum = 0
    for (let k = 0; k < POINTS; k++) {
      const sine = Math.sin((2 * Math.PI * (k + 0.5)) / POINTS)
      sum += curveValue(table, gain * amplitude * sine + b) * sine
    }
    const loudness = new Float64Array(1)
    makeUp(table, gain, b, loudness, 0)
    const driven = ((2 / POINTS) * sum * (autoLevel ? loudness[0]! : 1)) / (gain * curveSlope(table, b))
    return gainToDb(amplitude + (mix / 100) * (driven - amplitude)) + output
  },
}
