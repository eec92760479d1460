import { dbToGain, gainToDb, type PlainValues, type Response } from '../../host/sdk/index.ts'
import { curveSlope, curveTable, curveValue } from './curve-table.ts'
import { CURVES } from './curves.ts'
import { biasOf, makeUp } from './drive-law.ts'
import type { parameters } from './params.ts'

/** Points of one period of the tone. */
const POINTS = 256

type Values = PlainValues<typeof parameters>

/** Linear gain of the automatic level on the driven sound. */
function loudness({ curve, drive, bias, autoLevel }: Values): number {
  if (!autoLevel) return 1
  const gain = new Float64Array(1)
  makeUp(curveTable(CURVES.indexOf(curve)), dbToGain(drive), biasOf(bias), gain, 0)
  return gain[0]!
}

/** Level in dB of a clean sound of amplitude `clean` blended with a driven one of amplitude `driven`. */
const blendedDb = ({ mix, output }: Values, clean: number, driven: number): number =>
  gainToDb(clean + (mix / 100) * (driven - clean)) + output

export const response: Response<typeof parameters> = {
  /** Of sounds so soft that the curve is straight to them. */
  magnitudeDb: (values) => blendedDb(values, 1, loudness(values)),

  /** Level of a steady 1 kHz tone itself, without its overtones. */
  transferDb: (values, inputDb) => {
    const table = curveTable(CURVES.indexOf(values.curve))
    const gain = dbToGain(values.drive)
    const amplitude = dbToGain(inputDb)
    const bias = biasOf(values.bias)
    let sum = 0
    for (let k = 0; k < POINTS; k++) {
      const sine = Math.sin((2 * Math.PI * (k + 0.5)) / POINTS)
      sum += curveValue(table, gain * amplitude * sine + bias) * sine
    }
    const driven = ((2 / POINTS) * sum * loudness(values)) / (gain * curveSlope(table, bias))
    return blendedDb(values, amplitude, driven)
  },
}
