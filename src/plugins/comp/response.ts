import {
  dbToGain,
  gainToDb,
  type PlainValues,
  type Response,
  raiseDb,
  reductionDb,
} from '../../host/sdk/index.ts'
import { autoMakeupDb } from './output-gain.ts'
import type { compParams } from './params.ts'

type Values = PlainValues<typeof compParams>

/** Level of a steady tone behind the compressor. The key is the input, and the tone lies in the pass band of the key filter. */
export const compResponse: Response<typeof compParams> = {
  transferDb(values: Values, inputDb: number): number {
    const { mode, threshold, ratio, knee, range, makeup, autoMakeup, mix } = values
    const upward = mode === 'upward'
    const change = (upward ? raiseDb : reductionDb)(inputDb, threshold, ratio, knee, range)
    const added = makeup + (autoMakeup && !upward ? autoMakeupDb(threshold, ratio, knee, range) : 0)
    const wet = dbToGain(change + added)
    return inputDb + gainToDb(1 + (mix / 100) * (wet - 1))
  },
}
