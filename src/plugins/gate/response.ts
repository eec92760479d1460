import { dbToGain, gainToDb, type PlainValues, type Response } from '../../host/sdk/index.ts'
import { expandedGain, floorGain } from './curve.ts'
import type { gateParams } from './params.ts'

type Values = PlainValues<typeof gateParams>

/**
 * Level of a steady tone behind the gate. The key is the input, in the pass band of the key filter, and the level rises:
 * between threshold less hysteresis and threshold, a gate that was open stays open and a ducked sound stays down.
 */
export const gateResponse: Response<typeof gateParams> = {
  transferDb({ mode, threshold, ratio, range }: Values, inputDb: number): number {
    const floor = floorGain(range)
    if (mode === 'expand') {
      const gain = expandedGain(dbToGain(inputDb), dbToGain(threshold), ratio, floor)
      return inputDb + gainToDb(gain)
    }
    const isLoud = inputDb >= threshold
    return (mode === 'duck') === isLoud ? inputDb + gainToDb(floor) : inputDb
  },
}
