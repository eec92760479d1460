import type { PlainValues, Response } from '../../host/sdk/index.ts'
import { quartersOf } from './divisions.ts'
import { loopFilterDb } from './loop-filter.ts'
import type { parameters } from './parameters.ts'
import { LONGEST_SECONDS } from './period.ts'

type Values = PlainValues<typeof parameters>

/** Level of -120 dB as a ratio: where a tail counts as over. */
const SILENT_DB = -120
/** What the filters of the loop ring on, seconds: the low cut at 20 Hz falls by 120 dB in 0.11 s. */
const FILTER_SECONDS = 0.15

/** [control] Seconds between the repeats at a tempo in quarter notes per minute. */
export function periodSeconds({ timeMode, time, division }: Values, bpm: number): number {
  const seconds = timeMode === 'free' ? time / 1000 : (60 / bpm) * quartersOf(division)
  return Math.min(LONGEST_SECONDS, seconds)
}

/** The longest that `drive` makes a short time: its oversampling at 8 kHz. */
const DRIVEN_SECONDS = 0.0135

/** [control] Seconds until the repeats are below -120 dB. A note is reckoned at `bpm`. */
export function tailSeconds(values: Values, bpm: number): number {
  const shortest = values.drive > 0 ? DRIVEN_SECONDS : 0
  const period = Math.max(shortest, periodSeconds(values, bpm)) + 1 / (2 * Math.PI * values.highCut)
  if (values.feedback === 0) return period + FILTER_SECONDS
  if (values.feedback === 100) return Number.POSITIVE_INFINITY
  const perRepeatDb = 20 * Math.log10(values.feedback / 100)
  return period * (2 + Math.ceil(SILENT_DB / perRepeatDb)) + FILTER_SECONDS
}

/** Levels of the repeats without drive and ducking; a note is reckoned at 120 bpm. */
export const response: Response<typeof parameters> = {
  decayDb(values, seconds, hz) {
    const repeats = Math.floor(seconds / periodSeconds(values, 120))
    if (repeats === 0) return 0
    return (
      repeats * (20 * Math.log10(values.feedback / 100) + loopFilterDb(values.lowCut, values.highCut, hz))
    )
  },
}
