import { dbToGain, defaults, gainToDb } from '../../../src/host/sdk/index.ts'
import { comp } from '../../../src/plugins/comp/index.ts'
import { toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'

/** What the times on the dials mean: the share of a change in dB that is done. */
export const SHARE = 1 - Math.exp(-1)

/** The setting with which distortion is asked for: hard, and as fast as it goes. */
export const FASTEST: Values = { threshold: -20, ratio: 8, knee: 0, attack: 0.1, release: 5 }

/** Frames from input to output with `values`. */
export const latencyOf = (values: Values, sampleRate: number): number =>
  comp.latencyFrames!({ ...defaults(comp.params), ...values } as never, sampleRate)

/** Gain in dB at every frame, from a signal and what came out of it; between zero crossings the last one is kept. */
export function gainDb(x: Float64Array, y: Float64Array): Float64Array {
  let gain = 0
  return x.map((value, i) => {
    if (Math.abs(value) > 1e-6) gain = gainToDb(y[i]! / value)
    return gain
  })
}

export interface Step {
  readonly hz?: number
  readonly sampleRate?: number
  readonly loudSeconds: number
  readonly quietSeconds: number
  readonly values: Values
}

/**
 * The key: a tone at -30 dBFS, from 50 ms on at -6, then at -30 again; it steps up at a peak. Threshold -20, ratio 4: 10.5
 * dB of reduction. The sound is a constant, so that every frame shows the gain. Times in ms are from the step until that
 * share of the final change is done.
 */
export function measureStep({ hz = 3010, sampleRate = 48000, loudSeconds, quietSeconds, values }: Step) {
  const up = Math.round(0.05 * sampleRate)
  const down = up + Math.round(loudSeconds * sampleRate)
  const length = down + Math.round(quietSeconds * sampleRate)
  const latency = latencyOf(values, sampleRate)
  const key = Float64Array.from({ length: length + latency }, (_, i) => {
    const level = i >= up && i < down ? dbToGain(-6) : dbToGain(-30)
    return level * Math.cos((2 * Math.PI * hz * (i - up)) / sampleRate)
  })
  const run = runPlugin(comp, {
    input: [new Float64Array(length + latency).fill(1)],
    key: [key],
    sampleRate,
    values: { threshold: -20, ratio: 4, knee: 0, ...values },
  })
  const gain = run.output[0]!.subarray(latency).map(gainToDb)
  const depth = gain[down - 1]!
  const since = (from: number, reached: (g: number) => boolean): number => {
    let i = from
    while (i < length && !reached(gain[i]!)) i++
    return ((i - from + 1) / sampleRate) * 1000
  }
  return {
    /** dB at every frame, and the frames of both steps. */
    gain,
    up,
    down,
    depth,
    reduction: Math.min(...run.meters['reduction']!),
    attackMs: (share: number) => since(up, (g) => g <= depth * share),
    releaseMs: (share: number) => since(down, (g) => g >= depth * (1 - share)),
  }
}

/** How far a measured time is from its dial: the smaller one of the error in % and, for very short times, 3 % per frame. */
function timeErrorPercent(measuredMs: number, dialMs: number, sampleRate: number): number {
  const difference = Math.abs(measuredMs - dialMs)
  return Math.min((100 * difference) / dialMs, (3 * difference * sampleRate) / 1000)
}

/** Error of the attack in %; one frame counts as 3 %. */
export function attackErrorPercent(attack: number, sampleRate: number, values: Values = {}): number {
  const loudSeconds = 0.05 + attack / 100
  const step = measureStep({ sampleRate, loudSeconds, quietSeconds: 0, values: { ...values, attack } })
  return timeErrorPercent(step.attackMs(SHARE), attack, sampleRate)
}

/** Error of the release in %; one frame counts as 3 %. */
export function releaseErrorPercent(release: number, sampleRate: number, values: Values = {}): number {
  const quietSeconds = release / 600
  const step = measureStep({ sampleRate, loudSeconds: 0.2, quietSeconds, values: { ...values, release } })
  return timeErrorPercent(step.releaseMs(SHARE), release, sampleRate)
}

/** Output level of a steady tone of peak `levelDb`, after everything has settled. */
export function steadyDb(levelDb: number, values: Values, hz = 1000, sampleRate = 48000): number {
  const length = Math.round(0.5 * sampleRate)
  const level = dbToGain(levelDb)
  const x = Float64Array.from(
    { length },
    (_, i) => level * Math.sin((2 * Math.PI * hz * i) / sampleRate + 0.7),
  )
  const y = runPlugin(comp, { input: [x], sampleRate, values: { attack: 1, release: 20, ...values } })
    .output[0]!
  return toneLevelDb(y, hz, length / 2, length, sampleRate)
}

/** Output level that the drawn curve promises. */
export const drawnDb = (levelDb: number, values: Values): number =>
  comp.response!.transferDb!({ ...defaults(comp.params), ...values } as never, levelDb)

/** Largest distance between steady tones at `levels` and the drawn curve, dB. */
export function curveErrorDb(
  values: Values,
  levels: readonly number[],
  hz = 1000,
  sampleRate = 48000,
): number {
  let worst = 0
  for (const level of levels)
    worst = Math.max(worst, Math.abs(steadyDb(level, values, hz, sampleRate) - drawnDb(level, values)))
  return worst
}
