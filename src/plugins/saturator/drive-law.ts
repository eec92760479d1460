import { type CurveTable, curveSlope, curveValue } from './curve-table.ts'

/**
 *     y = (curve(gain x + bias) - curve(bias)) / (gain x slope at the bias)
 *
 * So small signals keep their level at any drive and bias, and more drive means a lower ceiling; the automatic level
 * then makes up for what programme at the nominal level loses.
 */

/** RMS of the programme that the automatic level holds, linear: -18 dBFS, where recordings are usually set. */
const NOMINAL = 10 ** (-18 / 20)
/** The programme's amplitudes are taken as normally distributed, which full mixes are; these are the steps across it. */
const STEPS = 48
const REACH = 4.5

/** [control] The bias in units of the curve's input for the parameter in per cent. */
export const biasOf = (percent: number): number => percent / 125

/** [audio] Writes into `into[at]` the gain that gives nominal programme its RMS back, for a linear `gain` into the curve. */
export function makeUp(table: CurveTable, gain: number, bias: number, into: Float64Array, at: number): void {
  let weights = 0
  let mean = 0
  let power = 0
  for (let k = -STEPS; k <= STEPS; k++) {
    const z = (REACH * k) / STEPS
    const weight = Math.exp(-0.5 * z * z)
    const y = curveValue(table, gain * NOMINAL * z + bias)
    weights += weight
    mean += weight * y
    power += weight * y * y
  }
  mean /= weights
  const rms = Math.sqrt(power / weights - mean * mean) / (gain * curveSlope(table, bias))
  into[at] = NOMINAL / rms
}
