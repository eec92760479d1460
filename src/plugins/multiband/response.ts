import {
  dbToGain,
  gainToDb,
  type PlainValues,
  type Response,
  reductionDb,
  warped,
} from '../../host/sdk/index.ts'
import { DAMPING } from './linkwitz-riley.ts'
import { BANDS, type BandNumber, type multibandParams } from './params.ts'

type Values = PlainValues<typeof multibandParams>

/** A complex number. */
interface Phasor {
  readonly re: number
  readonly im: number
}

const times = (a: Phasor, b: Phasor): Phasor => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
})

const ONE: Phasor = { re: 1, im: 0 }

/** Low, high and all-pass of one crossover at a frequency `w` times its own (bilinear: warped both). */
function crossoverAt(w: number): { readonly low: Phasor; readonly high: Phasor; readonly pass: Phasor } {
  // 1 / (1 - w^2 + j k w), squared for both sections.
  const re = 1 - w * w
  const im = DAMPING * w
  const size = re * re + im * im
  const section: Phasor = { re: re / size, im: -im / size }
  const low = times(section, section)
  return {
    low,
    high: times(low, { re: w ** 4, im: 0 }),
    pass: times(section, { re, im: -im }),
  }
}

/** [control] The crossovers that are in use, each at or above the one before it, Hz. */
function crossoversOf(values: Values): number[] {
  const count = Number(values.bands) - 1
  let lowest = 0
  return [values.crossover1, values.crossover2, values.crossover3].slice(0, count).map((hz) => {
    lowest = Math.max(lowest, hz)
    return lowest
  })
}

/** [control] Gain in dB of a band at `hz`, without its compression: the slopes of the crossovers around it. */
export function bandDb(values: Values, n: BandNumber, hz: number, sampleRate: number): number {
  const { re, im } = bandAt(values, n, hz, sampleRate)
  return gainToDb(Math.hypot(re, im))
}

function bandAt(values: Values, n: BandNumber, hz: number, sampleRate: number): Phasor {
  const g = Math.tan((Math.PI * hz) / sampleRate)
  return crossoversOf(values).reduce((sum, crossover, k) => {
    const { low, high, pass } = crossoverAt(g / warped(crossover, sampleRate))
    return times(sum, n - 1 > k ? high : n - 1 === k ? low : pass)
  }, ONE)
}

/** Linear gain of a band for sounds far below every threshold. */
function quietGain(values: Values, n: BandNumber): number {
  const soloed = BANDS.some((band) => band <= Number(values.bands) && values[`band${band}Solo`])
  if (values[`band${n}Mute`] || (soloed && !values[`band${n}Solo`])) return 0
  const share = values[`band${n}On`] ? values.mix / 100 : 0
  return 1 + share * (dbToGain(values[`band${n}Gain`]) - 1)
}

/** [control] Output level of band `n` for a tone that reaches it at `inputDb`. */
export function bandTransferDb(values: Values, n: BandNumber, inputDb: number): number {
  if (!values[`band${n}On`]) return inputDb
  const reduction = reductionDb(
    inputDb,
    values[`band${n}Threshold`],
    values[`band${n}Ratio`],
    values.knee,
    values[`band${n}Range`],
  )
  const wet = dbToGain(reduction + values[`band${n}Gain`])
  return inputDb + gainToDb(1 + (values.mix / 100) * (wet - 1))
}

/** The sum of the bands with their gains, for sounds below the thresholds. Flat when all gains are 0 dB. */
export const multibandResponse: Response<typeof multibandParams> = {
  magnitudeDb(values: Values, hz: number, sampleRate: number): number {
    let re = 0
    let im = 0
    for (const n of BANDS.slice(0, Number(values.bands))) {
      const gain = quietGain(values, n)
      const band = bandAt(values, n, hz, sampleRate)
      re += gain * band.re
      im += gain * band.im
    }
    return gainToDb(Math.hypot(re, im))
  },
}

/** Nepers from a full-scale sine to -120 dBFS, with 24 dB to spare for what a gain adds. */
const NEPERS = (144 / 20) * Math.LN10
/** The two equal pole pairs of a split ring longer than one. */
const DOUBLE_POLE = 1.25

/** [control] Seconds until every crossover has rung out; added up, because each feeds the next. */
export const multibandTailSeconds = (values: Values): number =>
  crossoversOf(values).reduce(
    (sum, hz) => sum + (DOUBLE_POLE * NEPERS) / (Math.PI * DAMPING * hz),
    values.lookAhead / 1000,
  )
