import { dbToGain, defaults, type PlainValues } from '../../../src/host/sdk/index.ts'
import { multiband } from '../../../src/plugins/multiband/index.ts'
import type { BandNumber, multibandParams } from '../../../src/plugins/multiband/params.ts'
import { bandDb, bandTransferDb } from '../../../src/plugins/multiband/response.ts'
import { type ResponsePoint, residueAboveDb, responseAt, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, sine } from '../../support/signals.ts'

/** What docs/measurements.md and the tests say of the multiband: the functions behind both. */

/** Bands that do not act, whatever comes. */
export const PASSING: Values = { band1Ratio: 1, band2Ratio: 1, band3Ratio: 1, band4Ratio: 1 }

/** [control] All values, typed, for the oracles. */
export const allValues = (values: Values): PlainValues<typeof multibandParams> =>
  ({ ...defaults(multiband.params), ...values }) as PlainValues<typeof multibandParams>

/** `count` frequencies from 20 Hz to 20 kHz, Hz, even in octaves. */
export const frequencies = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => 20 * 1000 ** (i / (count - 1)))

/** What the kernel does without compression at each of `hertz`, from its impulse response (0.4 s, in which 40 Hz has rung out). */
export function quietResponse(values: Values, hertz: readonly number[], sampleRate = 48000): ResponsePoint[] {
  const input = [impulse(Math.round(0.4 * sampleRate))]
  const h = runPlugin(multiband, { input, values: { ...PASSING, ...values }, sampleRate }).output[0]!
  return hertz.map((hz) => responseAt(h, hz, sampleRate))
}

/** Phase in radians of the all-passes of `crossovers` at `hz`, bilinear: what a flat multiband shall do. */
function allPassPhase(crossovers: readonly number[], hz: number, sampleRate: number): number {
  return crossovers.reduce((sum, crossover) => {
    const w = Math.tan((Math.PI * hz) / sampleRate) / Math.tan((Math.PI * crossover) / sampleRate)
    return sum - 2 * Math.atan2(Math.SQRT2 * w, 1 - w * w)
  }, 0)
}

/** How flat the sum is, and how near its phase is to that of the all-passes: worst of 60 frequencies, dB and radians. */
export function flatness(bands: number, sampleRate: number): { readonly db: number; readonly phase: number } {
  const crossovers = [120, 1200, 6000].slice(0, bands - 1)
  const values = { bands: String(bands), crossover1: 120, crossover2: 1200, crossover3: 6000 }
  const hertz = frequencies(60)
  let db = 0
  let phase = 0
  quietResponse(values, hertz, sampleRate).forEach((gain, i) => {
    db = Math.max(db, Math.abs(gain.db))
    const off = gain.phase - allPassPhase(crossovers, hertz[i]!, sampleRate)
    phase = Math.max(phase, Math.abs(off - 2 * Math.PI * Math.round(off / (2 * Math.PI))))
  })
  return { db, phase }
}

/** Largest error in dB of each soloed band against its drawn slopes, where they are above -80 dB. */
export function bandError(bands: number, sampleRate: number): number {
  const hertz = frequencies(40)
  let worst = 0
  for (let n = 1; n <= bands; n++) {
    const values = { bands: String(bands), [`band${n}Solo`]: true }
    quietResponse(values, hertz, sampleRate).forEach(({ db }, i) => {
      const drawn = bandDb(allValues(values), n as BandNumber, hertz[i]!, sampleRate)
      if (drawn > -80) worst = Math.max(worst, Math.abs(db - drawn))
    })
  }
  return worst
}

/** Largest difference in dB between the kernel and the drawn sum. */
export function sumError(values: Values, sampleRate = 48000): number {
  const hertz = frequencies(40)
  return quietResponse(values, hertz, sampleRate).reduce((worst, { db }, i) => {
    const drawn = multiband.response!.magnitudeDb!(allValues(values), hertz[i]!, sampleRate)
    return Math.max(worst, Math.abs(db - drawn))
  }, 0)
}

/** Level in dB at which a steady tone of `hz` comes out; the other bands are muted. */
function steadyDb(values: Values, n: number, hz: number, inputDb: number): number {
  const input = sine(hz, 19200, 48000, dbToGain(inputDb))
  const fast = { [`band${n}Attack`]: 1, [`band${n}Release`]: 40, [`band${n}Solo`]: true }
  const y = runPlugin(multiband, { input: [input], values: { ...fast, ...values } }).output[0]!
  return toneLevelDb(y, hz, 9600)
}

/** Tones in the middle of the bands of a split at 150, 1500 and 8000 Hz. */
const MIDDLES = [50, 480, 3500, 15100] as const

/** Largest error in dB of a band's steady output against its curve, levels -40 to 0 dB in steps of 4. */
export function curveError(n: BandNumber, values: Values): number {
  const set = { bands: '4', crossover1: 150, crossover2: 1500, crossover3: 8000, ...values }
  const hz = MIDDLES[n - 1]!
  const drawn = allValues(set)
  let worst = 0
  for (let level = -40; level <= 0; level += 4) {
    // The slopes of the crossovers take a little in the middle of a band too: the detector hears the tone behind them.
    const loss = bandDb(drawn, n, hz, 48000)
    const wanted = bandTransferDb(drawn, n, level + loss)
    worst = Math.max(worst, Math.abs(steadyDb(set, n, hz, level) - wanted))
  }
  return worst
}

/**
 * What a turn leaves above 1500 Hz over a tone of 100 Hz, dB against the tone. The values change after 0.27 s.
 */
export function turnResidueDb(values: Values, turn: Values): number {
  const x = sine(100, 38400)
  const automate = (frame: number) => (frame === 12800 ? turn : undefined)
  const y = runPlugin(multiband, { input: [x], values, automate }).output[0]!
  return residueAboveDb(y.subarray(4800), 1500) - rmsDb(x)
}

export interface Turn {
  readonly what: string
  readonly values: Values
  readonly turn: Values
  /** What was measured of it, dB: turnResidueDb may not come out higher by more than 1 dB. */
  readonly leaves: number
}

/** Turns of one dial each that must not click. */
export const TURNS: readonly Turn[] = [
  {
    what: 'crossover 1 from 60 to 1000 Hz',
    values: { ...PASSING, crossover1: 60 },
    turn: { crossover1: 1000 },
    leaves: -130,
  },
  {
    what: 'crossover 1 from 1000 to 60 Hz',
    values: { ...PASSING, crossover1: 1000 },
    turn: { crossover1: 60 },
    leaves: -130,
  },
  {
    what: 'the same with the low band 12 dB down',
    values: { ...PASSING, crossover1: 60, band1Gain: -12 },
    turn: { crossover1: 1000 },
    leaves: -130,
  },
  { what: 'solo of the low band', values: PASSING, turn: { band1Solo: true }, leaves: -132 },
  { what: 'solo of the high band', values: PASSING, turn: { band3Solo: true }, leaves: -116 },
  { what: 'mute of the low band', values: PASSING, turn: { band1Mute: true }, leaves: -118 },
  {
    what: 'a band off',
    values: { band1Threshold: -20, band1Ratio: 4, band1Gain: 6 },
    turn: { band1On: false },
    leaves: -122,
  },
  {
    what: 'threshold from -10 to -30 dB',
    values: { band1Threshold: -10 },
    turn: { band1Threshold: -30 },
    leaves: -145,
  },
  { what: 'ratio from 2 to 20', values: {}, turn: { band1Ratio: 20 }, leaves: -145 },
  { what: 'gain from 0 to 12 dB', values: PASSING, turn: { band1Gain: 12 }, leaves: -117 },
  { what: 'mix from 100 to 0 %', values: { band1Threshold: -30 }, turn: { mix: 0 }, leaves: -122 },
]

/**
 * The reductions of three bands in dB, one reading per frame, over 0.8 s: hits of 60 Hz every 0.2 s, a tone of 600 Hz that is
 * loud in the second half, ticks of 6 kHz between the hits.
 */
export function bandReductions(): readonly (readonly number[])[] {
  const x = Float64Array.from({ length: 38400 }, (_, i) => {
    const wave = (hz: number): number => Math.sin((2 * Math.PI * hz * i) / 48000)
    const hit = Math.exp(-(i % 9600) / 2400)
    const tick = Math.exp(-((i + 4800) % 9600) / 900)
    return 0.7 * hit * wave(60) + (i < 19200 ? 0.03 : 0.25) * wave(600) + 0.3 * tick * wave(6000)
  })
  const values = { band1Ratio: 4, band2Ratio: 4, band3Ratio: 4, band3Threshold: -26 }
  const { meters } = runPlugin(multiband, { input: [x], values, blocks: [1] })
  return [1, 2, 3].map((n) => meters[`reduction${n}`]!)
}

/** Frames by which the first sample of an impulse is late. */
export function latencyFrames(values: Values): number {
  const y = runPlugin(multiband, { input: [impulse(2000, 100)], values: { ...PASSING, ...values } })
  return y.output[0]!.findIndex((v) => v !== 0) - 100
}
