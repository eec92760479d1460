import { defaults, type PlainValues } from '../../../src/host/sdk/index.ts'
import { chainDb } from '../../../src/plugins/eq/chain.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import type { EqParameters } from '../../../src/plugins/eq/parameters.ts'
import { type BandType, bandDb, CUT_ORDERS, cutDb, cutVariant } from '../../../src/plugins/eq/prototype.ts'
import { settingsOf } from '../../../src/plugins/eq/settings.ts'
import type { Values } from '../../support/plugin-run.ts'

/** Measurements of the equaliser's curve against the analogue one: the tests and the document of measurements share them. */

/** The drawn curve, which the tests hold against the kernel's impulse response. */
export const curveDb = (values: Values, hz: number, sampleRate: number): number =>
  eq.response!.magnitudeDb!({ ...defaults(eq.params), ...values }, hz, sampleRate)

/** 120 frequencies from 20 Hz to 20 kHz, half of them in the top octaves, where digital filters go wrong. */
export const FREQUENCIES = Array.from({ length: 120 }, (_, i) =>
  i < 60 ? 20 * 1000 ** (i / 59) : 5000 + (15000 * (i - 60)) / 59,
)

/** Largest distance in dB to the analogue curve where that one is above -24 dB. */
export function worstDb(values: Values, analogue: (hz: number) => number, sampleRate: number): number {
  const settings = settingsOf({ ...defaults(eq.params), ...values })
  let top = 0
  for (const hz of FREQUENCIES) {
    const wanted = analogue(hz)
    if (wanted >= -24) top = Math.max(top, Math.abs(chainDb(settings, hz, sampleRate) - wanted))
  }
  return top
}

/** The value that `share` of the errors do not exceed. */
export const percentile = (errors: readonly number[], share: number): number =>
  [...errors].sort((a, b) => a - b)[Math.floor(share * (errors.length - 1))]!

/** Largest distance in dB of one band to its analogue curve. */
export const bandErrorDb = (type: BandType, hz: number, gainDb: number, q: number, rate: number): number =>
  worstDb(
    { band2Type: type, band2Freq: hz, band2Gain: gainDb, band2Q: q },
    (f) => bandDb(type, hz, gainDb, q, f),
    rate,
  )

/** Settings on which equalisers are usually compared: nine frequencies, six gains, and the Qs below. */
const GRID_HZ = [1000, 3000, 6000, 8000, 10000, 12000, 14000, 16000, 18000]
const GRID_GAINS = [3, 6, 12, 18, -6, -12]
export const BELL_QS = [0.5, Math.SQRT1_2, 1, 2, 4, 8]
export const SHELF_QS = [0.5, Math.SQRT1_2, 1]
/** Of notch and band-pass, which have no gain. */
export const PASS_QS = [0.5, 1, 2, 4, 8]

/** Largest distances of all settings of a type: 324 bells, 162 of each shelf, 45 notches and band-passes. */
export function gridErrorsDb(type: BandType, qs: readonly number[], sampleRate: number): number[] {
  const gains = type === 'notch' || type === 'bandPass' ? [0] : GRID_GAINS
  return GRID_HZ.flatMap((hz) =>
    gains.flatMap((gainDb) => qs.map((q) => bandErrorDb(type, hz, gainDb, q, sampleRate))),
  )
}

/** The worst error in dB of all 324 bells at each of FREQUENCIES. */
export function bellEnvelopeDb(sampleRate: number): [hz: number, errorDb: number][] {
  const tops = FREQUENCIES.map(() => 0)
  for (const hz of GRID_HZ)
    for (const gainDb of GRID_GAINS)
      for (const q of BELL_QS) {
        const values = { band2Type: 'bell', band2Freq: hz, band2Gain: gainDb, band2Q: q }
        const settings = settingsOf({ ...defaults(eq.params), ...values } as PlainValues<EqParameters>)
        FREQUENCIES.forEach((f, i) => {
          const error = Math.abs(chainDb(settings, f, sampleRate) - bandDb('bell', hz, gainDb, q, f))
          tops[i] = Math.max(tops[i]!, error)
        })
      }
  return FREQUENCIES.map((f, i): [number, number] => [f, tops[i]!]).sort(([a], [b]) => a - b)
}

/** What the bilinear transform makes of a bell: the analogue curve at warped frequencies. */
export function bilinearBellDb(centre: number, gainDb: number, q: number, hz: number, rate: number): number {
  const warped = Math.tan((Math.PI * hz) / rate) / Math.tan((Math.PI * centre) / rate)
  return bandDb('bell', 1, gainDb, q, warped)
}

/** One cut as its parameters say it. */
export interface Cut {
  readonly kind: 'low' | 'high'
  readonly order: (typeof CUT_ORDERS)[number]
  readonly shape: 'butterworth' | 'linkwitzRiley'
  readonly corner: number
}

/** The values of a cut. */
export const cutValues = ({ kind, order, shape, corner }: Cut): Values => ({
  [`${kind}CutOn`]: true,
  [`${kind}Cut`]: corner,
  [`${kind}CutSlope`]: String(6 * order),
  [`${kind}CutShape`]: shape,
})

/** The analogue curve of a cut. */
export const analogueCutDb = ({ kind, order, shape, corner }: Cut, hz: number): number => {
  const slope = CUT_ORDERS.indexOf(order)
  return cutDb(kind, cutVariant(slope, shape === 'butterworth' ? 0 : 1), corner, hz)
}

/** Largest distance in dB of a cut to its analogue curve, down to -24 dB. */
export const cutErrorDb = (cut: Cut, sampleRate: number): number =>
  worstDb(cutValues(cut), (hz) => analogueCutDb(cut, hz), sampleRate)

/** The slope of a low cut between three and two octaves below its corner, over what the analogue one has there. */
export function slopeShare(cut: Cut, sampleRate: number): number {
  const [near, far] = [cut.corner / 4, cut.corner / 8]
  const values = cutValues(cut)
  const octave = curveDb(values, near, sampleRate) - curveDb(values, far, sampleRate)
  return octave / (analogueCutDb(cut, near) - analogueCutDb(cut, far))
}
