import { defaults, type PlainValues } from '../../../src/host/sdk/index.ts'
import { quartersOf } from '../../../src/plugins/delay/divisions.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import { magnitudeDb, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'

/** Measurements of the loop: the tests assert on them, and the document of measurements prints them. */

/** Repeats alone, nothing in the loop but the line. */
export const BARE: Values = { mix: 100, lowCut: 20, highCut: 20000 }

/** Level of each of `repeats` repeats of an impulse at `hz`, relative to the first one, dB; 100 ms apart, no feedback loss. */
export function decayDb(values: Values, repeats: number, hz: number, sampleRate = 48000): number[] {
  const period = Math.round(sampleRate / 10)
  const settings = { time: 100, feedback: 100, mix: 100, ...values }
  const input = [impulse((repeats + 2) * period)]
  const y = runPlugin(delay, { input, values: settings, sampleRate }).output[0]!
  const level = (repeat: number): number =>
    magnitudeDb(y.subarray((1 + repeat) * period, (2 + repeat) * period), hz, sampleRate)
  return Array.from({ length: repeats }, (_, k) => level(k + 1) - level(0))
}

/** What `response` draws for the same. */
export function drawnDecayDb(values: Values, repeats: number, hz: number): number {
  const settings = { ...defaults(delay.params), time: 100, feedback: 100, ...values }
  return delay.response!.decayDb!(settings as PlainValues<typeof delay.params>, (repeats + 0.5) / 10, hz)
}

/** Largest distance to the drawn decay in dB per repeat, 40 Hz to 10 kHz. */
export function worstDecayErrorDb(values: Values, sampleRate: number): number {
  let worst = 0
  for (const hz of [40, 120, 400, 1200, 3000, 5000, 7500, 10000]) {
    const measured = decayDb(values, 2, hz, sampleRate)
    for (let k = 0; k < 2; k++)
      worst = Math.max(worst, Math.abs(measured[k]! - drawnDecayDb(values, k + 1, hz)) / (k + 1))
  }
  return worst
}

/** Where a sound stands after going round for a while at feedback 100 %, 8 kHz. */
export interface Round {
  readonly repeats: number
  /** Largest distance of a repeat to its note, frames. */
  readonly worstFrames: number
  /** Level of the last repeat, dB. */
  readonly levelDb: number
}

/**
 * An impulse on the notes of a tempo, over and over; with `phase` (0..1 of the note) a soft click between them, because the tap
 * may be between frames there.
 */
export function goRound(bpm: number, division: string, seconds: number, phase = 0): Round {
  const sampleRate = 8000
  const note = (60 / bpm) * quartersOf(division as Parameters<typeof quartersOf>[0]) * sampleRate
  const start = Math.round(phase * note)
  const repeats = Math.floor((seconds * sampleRate) / note)
  const x = impulse(Math.ceil(start + repeats * note) + 100, start)
  if (phase > 0) for (let i = -8; i <= 8; i++) x[start + i] = Math.cos((Math.PI * i) / 18) ** 2
  const values = { ...BARE, timeMode: 'tempo', division, feedback: 100 }
  const y = runPlugin(delay, { input: [x], values, sampleRate, bpm }).output[0]!
  const first = momentOf(x, start)
  let last = first
  let worstFrames = 0
  for (let k = 1; k <= repeats; k++) {
    last = momentOf(y, Math.round(start + k * note))
    worstFrames = Math.max(worstFrames, Math.abs(last.frame - start - k * note))
  }
  return { repeats, worstFrames, levelDb: 10 * Math.log10(last.energy / first.energy) }
}

/** Energy of `x` around a frame, and where it is centred. */
function momentOf(x: Float64Array, around: number): { energy: number; frame: number } {
  let energy = 0
  let moment = 0
  for (let i = Math.max(0, around - 50); i <= around + 50; i++) {
    energy += x[i]! ** 2
    moment += i * x[i]! ** 2
  }
  return { energy, frame: moment / energy }
}

/** How many samples of a ping-pong differ from what they should be: the middle on the left, then from side to side, halved. */
export function pingPongErrors(): number {
  const period = 4800
  const x = impulse(20 * period)
  const values = { ...BARE, time: 100, feedback: 50, pingPong: true }
  const { output } = runPlugin(delay, { input: [x, x], values })
  let errors = 0
  output.forEach((y, side) => {
    y.forEach((v, i) => {
      const turn = i / period
      const wanted = turn > 0 && turn % 2 === 1 - side ? 0.5 ** (turn - 1) : 0
      if (v !== wanted) errors++
    })
  })
  return errors
}

/** Largest step up of the energy from one repeat of a noise burst to the next at feedback 100 %, dB; both channels together. */
export function growthDb(values: Values): number {
  const input = [silence(48000), silence(48000)]
  input.forEach((x, c) => {
    x.set(noise(2400, 1, c + 1))
  })
  const { output } = runPlugin(delay, { input, values: { mix: 100, time: 50, feedback: 100, ...values } })
  let worst = Number.NEGATIVE_INFINITY
  let before = Number.POSITIVE_INFINITY
  for (let at = 2400; at + 2400 <= 48000; at += 2400) {
    const energy = output.reduce((sum, y) => sum + 10 ** (rmsDb(y, at, at + 2400) / 10), 0)
    worst = Math.max(worst, 10 * Math.log10(energy / before))
    before = energy
  }
  return worst
}

/** Strongest alias of a full-scale tone in one driven repeat below 20 kHz, dB below the tone. `hz` divides by 1000. */
export function aliasDb(hz: number, drive: number): number {
  const values = { ...BARE, time: 20, feedback: 0, drive }
  const y = runPlugin(delay, { input: [sine(hz, 24000)], values }).output[0]!.subarray(4800)
  const tone = toneLevelDb(y, hz)
  let worst = Number.NEGATIVE_INFINITY
  for (let at = 1000; at < 20000; at += 1000) {
    const overtone = at % hz === 0 && (at / hz) % 2 === 1
    if (!overtone) worst = Math.max(worst, toneLevelDb(y, at) - tone)
  }
  return worst
}

/** What the ducking takes from the repeats while noise plays, and when 63 % of it is given back after it stops. */
export function duckingOf(amountDb: number, releaseMs: number): { depthDb: number; releaseMs: number } {
  const x = silence(72000)
  x.set(noise(24000, 0.5))
  const values = { ...BARE, time: 250, feedback: 100 }
  const play = (more: Values): Float64Array =>
    runPlugin(delay, { input: [x], values: { ...values, ...more } }).output[0]!
  const free = play({})
  const ducked = play({ ducking: amountDb, duckRelease: releaseMs })
  const gainDb = (at: number): number => rmsDb(ducked, at, at + 48) - rmsDb(free, at, at + 48)
  let at = 24000
  while (gainDb(at) < -amountDb / Math.E && at < 71000) at += 12
  return { depthDb: gainDb(23900), releaseMs: (at + 24 - 24000) / 48 }
}
