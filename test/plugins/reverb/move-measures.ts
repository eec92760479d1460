import { reverb } from '../../../src/plugins/reverb/index.ts'
import { peak, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'
import { bare } from './responses.ts'

const FS = 48000
const TONE_HZ = 200
const MOVE_AT = 250 * 128

/** Moves from one setting to another, by the reverb's own cross-fade. */
export const MOVES: { readonly [name: string]: Values } = {
  decay: { decay: 0.5 },
  damping: { highDecay: 0.15, lowDecay: 0.5 },
  size: { size: 35 },
  'pre-delay': { preDelay: 73 },
  freeze: { freeze: true },
}

/** Moves that follow the engine's glide, in straight lines from grid line to grid line. */
export const GLIDES: { readonly [name: string]: Values } = {
  early: { early: 0 },
  width: { width: 0 },
  modulation: { modulation: 0 },
  mix: { mix: 30 },
  'low cut': { lowCut: 400 },
  'high cut': { highCut: 2500 },
  ducking: { ducking: 12 },
}

export interface MoveTrace {
  /** What the move leaves above 5 kHz over a tone of 200 Hz, dB re the reverb. */
  readonly residueDb: number
  /** Largest second difference over that of the tone at the level it has there: 1 is a tone that only changes its level. */
  readonly bend: number
}

/** A tone of 200 Hz through the reverb, all wet, with a move in the middle. */
export function traceMove(move: Values): MoveTrace {
  const tone = sine(TONE_HZ, 60000, FS, 0.5).map((v, i) => v * Math.min(1, i / 24000))
  const { output } = runPlugin(reverb, {
    input: [tone, tone],
    values: { mix: 100 },
    automate: (frame) => (frame === MOVE_AT ? move : undefined),
  })
  const around = output[0]!.subarray(28000, 52000)
  return { residueDb: residueAboveDb(around, 5000) - rmsDb(around), bend: sharpestBend(around) }
}

/** Period by period of the tone; where it has faded away there is nothing to bend. */
function sharpestBend(x: Float64Array): number {
  const period = FS / TONE_HZ
  const natural = (2 * Math.PI * (TONE_HZ / FS)) ** 2
  const floor = 0.01 * peak(x)
  let worst = 0
  for (let at = 1; at + period < x.length; at += period / 4) {
    let bend = 0
    for (let i = at; i < at + period; i++) bend = Math.max(bend, Math.abs(x[i + 1]! - 2 * x[i]! + x[i - 1]!))
    worst = Math.max(worst, bend / natural / Math.max(floor, peak(x, at, at + period)))
  }
  return worst
}

/** Change of the level of a frozen reverb from its first ten seconds to its last, dB, both ears. */
export function freezeDriftDb(seconds: number, modulation: number): number {
  const x = new Float64Array(seconds * FS)
  x.set(noise(2 * FS))
  const { output } = runPlugin(reverb, {
    input: [x, x],
    values: { ...bare, modulation },
    automate: (frame) => (frame === 375 * 128 ? { freeze: true } : undefined),
  })
  const level = (from: number) =>
    10 * Math.log10(output.reduce((s, y) => s + 10 ** (rmsDb(y, from * FS, (from + 10) * FS) / 10), 0))
  return level(seconds - 10) - level(3)
}
