import { QUANTUM } from '../../../src/host/sdk/index.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { residueAboveDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { sine } from '../../support/signals.ts'
import { BARE } from './measures.ts'
import { playAtTempo } from './play.ts'

/** Measurements of what happens while a dial moves. */

/** The frame on which `moved` sets its values. */
export const MOVE = 24064

/** A full-scale sine that comes up in 40 ms, so that its onset leaves nothing above it when it goes round. */
const softSine = (hz: number, length: number): Float64Array =>
  sine(hz, length).map((v, i) => (i < 1920 ? v * (0.5 - 0.5 * Math.cos((Math.PI * i) / 1920)) : v))

/** One channel through a bare delay, `moves` set at frame MOVE. */
export function moved(x: Float64Array, values: Values, moves: Values): Float64Array {
  const automate = (frame: number) => (frame === MOVE ? moves : undefined)
  const settings = { ...BARE, feedback: 0, ...values }
  return runPlugin(delay, { input: [x], values: settings, automate }).output[0]!
}

/** Old and new time of the changes that are measured, ms. */
const CHANGES = [
  [100, 300],
  [300, 100],
  [250, 255],
  [1, 2],
] as const

/** What a change of time leaves above `aboveHz` of a full-scale tone, the worst of several changes, RMS in dB. */
export function timeMoveResidueDb(timeMove: string, hz: number, aboveHz: number, feedback = 0): number {
  let worst = Number.NEGATIVE_INFINITY
  for (const [from, to] of CHANGES) {
    const y = moved(softSine(hz, 64000), { time: from, timeMove, feedback }, { time: to })
    worst = Math.max(worst, residueAboveDb(y.subarray(22000, 60000), aboveHz))
  }
  return worst
}

/** The dials that are turned from one end to the other. */
const DIALS: readonly (readonly [Values, Values])[] = [
  [{ mix: 0 }, { mix: 100 }],
  [{ width: 100 }, { width: 0 }],
  [{ feedback: 0 }, { feedback: 90 }],
  [{ pingPong: false }, { pingPong: true }],
  [{ lowCut: 20 }, { lowCut: 2000 }],
  [{ highCut: 20000 }, { highCut: 500 }],
  [{ ducking: 0 }, { ducking: 24 }],
]

/** What a dial that is turned over its whole range leaves above 3 kHz of a low tone, the worst of all dials, RMS in dB. */
export function dialResidueDb(): number {
  let worst = Number.NEGATIVE_INFINITY
  for (const [from, to] of DIALS) {
    const automate = (frame: number) => (frame === MOVE ? to : undefined)
    const input = [sine(100, 40000, 48000, 0.5), sine(150, 40000, 48000, 0.5)]
    const values = { ...BARE, time: 100, feedback: 30, ...from }
    const { output } = runPlugin(delay, { input, values, automate })
    worst = Math.max(worst, residueAboveDb(output[0]!.subarray(20000), 3000))
  }
  return worst
}

/** The same for the drive, switched from one value to another, while its own overtones of 100 Hz lie below. */
export function driveSwitchResidueDb(from: number, to: number): number {
  const y = moved(sine(100, 40000, 48000, 0.5), { time: 100, drive: from }, { drive: to })
  return residueAboveDb(y.subarray(20000), 6000)
}

/** What a tempo that slides from 100 to 140 within two seconds leaves above 2.5 kHz of a tone, RMS in dB. */
export function tempoSlideResidueDb(timeMove: string): number {
  const values = { ...BARE, timeMode: 'tempo', division: '1/8', feedback: 40, timeMove }
  const bpmAt = (frame: number): number => 100 + 40 * Math.min(1, Math.max(0, (frame - MOVE) / 96000))
  const y = playAtTempo(softSine(200, 1312 * QUANTUM), values, bpmAt)
  return residueAboveDb(y.subarray(22000), 2500)
}
