import type { PlainValues } from '../../../host/sdk/index.ts'
import type { EqParameters } from '../parameters.ts'
import { BAND_TYPES, bandDb, cutDb } from '../prototype.ts'
import { autoGainDb } from '../response.ts'
import { HIGH_CUT, LOW_CUT, settingsOf, TRIM, UNIT_DOUBLES, UNITS } from '../settings.ts'
import { linearLatency, linearTaps, longestSeconds } from './grid.ts'

/** [control] True when the values ask for the linear-phase mode. */
export const isLinear = (values: PlainValues<EqParameters>): boolean => values.phase === 'linear'

/** [control] Delay of the linear-phase mode in frames. */
export const linearLatencyFrames = (values: PlainValues<EqParameters>, sampleRate: number): number =>
  linearLatency(linearTaps(values.linearTaps, sampleRate))

/** [control] Seconds until the impulse has run out, at the rate that is slowest. */
export const linearTailSeconds = (values: PlainValues<EqParameters>): number =>
  longestSeconds(values.linearTaps)

/** [control] Gain of all units in dB at `hz`, as the analogue prototypes have it: what the impulse is designed from; with the automatic gain as in `eqMagnitudeDb`. */
export function linearMagnitudeDb(values: PlainValues<EqParameters>, hz: number, sampleRate: number): number {
  const settings = settingsOf(values)
  let db = settings[TRIM]! + (values.autoGain ? autoGainDb(settings, sampleRate) : 0)
  for (let unit = 0; unit < UNITS; unit++) {
    const at = unit * UNIT_DOUBLES
    const kind = settings[at]! - 1
    const centre = settings[at + 1]!
    if (kind < 0) continue
    if (unit === LOW_CUT) db += cutDb('low', kind, centre, hz)
    else if (unit === HIGH_CUT) db += cutDb('high', kind, centre, hz)
    else db += bandDb(BAND_TYPES[kind]!, centre, settings[at + 2]!, settings[at + 3]!, hz)
  }
  return db
}
