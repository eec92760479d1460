import { dbToGain, defaults, gainToDb } from '../../../src/host/sdk/index.ts'
import { gate } from '../../../src/plugins/gate/index.ts'
import { difference, residueAboveDb, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'

/** What the gate is measured by: the tests assert on these, the document prints them. */

/** The share of a change that is done after one time constant. */
const DONE = 1 - Math.exp(-1)

/** Level behind the gate that the drawn curve gives, dB. */
export const drawnDb = (levelDb: number, values: Values): number =>
  gate.response!.transferDb!({ ...defaults(gate.params), ...values } as never, levelDb)

/** Output over input; where the input is 0 the last one is kept. */
export function gains(x: Float64Array, y: Float64Array): Float64Array {
  let gain = 0
  return x.map((value, i) => {
    if (value !== 0) gain = y[i]! / value
    return gain
  })
}

/** How often the gain rises through one half. */
export function openings(gain: Float64Array): number {
  let count = 0
  for (let i = 1; i < gain.length; i++) if (gain[i - 1]! < 0.5 && gain[i]! >= 0.5) count++
  return count
}

/** Openings by a 1 kHz tone whose level swings by 1 dB on either side of the threshold, `swingHz` times a second. */
export function chatter(seconds: number, swingHz: number, hysteresis: number, hold: number): number {
  const x = sine(1000, 48000 * seconds, 48000, 0.1).map(
    (v, i) => v * dbToGain(Math.sin((2 * Math.PI * swingHz * i) / 48000)),
  )
  const values = { threshold: -20, hysteresis, hold, attack: 0.1, release: 20 }
  return openings(gains(x, runPlugin(gate, { input: [x], values }).output[0]!))
}

export interface Times {
  readonly attack: number
  readonly hold: number
  readonly release: number
}

/** The gain of a gate whose key is loud from `open` to `close`: its 63 % times and its hold, ms. */
function measuredTimes({ attack, hold, release }: Times, sampleRate: number): Times {
  const frames = (ms: number): number => Math.round((ms / 1000) * sampleRate)
  const open = frames(20)
  const close = open + frames(20 * attack + 20)
  const length = close + frames(hold + 1.5 * release + 20)
  const key = silence(length).fill(0.5, open, close)
  const values = { threshold: -20, range: 100, attack, hold, release }
  const input = [new Float64Array(length).fill(1)]
  const gain = runPlugin(gate, { input, key: [key], sampleRate, values }).output[0]!
  const opened = gain.findIndex((g) => g >= DONE) + 1 - open
  const closing = gain.findIndex((g, i) => i > close && g < gain[i - 1]!)
  const closed = gain.findIndex((g, i) => i >= closing && g <= 1 - DONE) + 1
  const ms = 1000 / sampleRate
  // The hold counts from the last loud frame.
  return { attack: opened * ms, hold: (closing - close) * ms, release: (closed - closing) * ms }
}

/** By how much more than one frame the times are wrong, as a share of the time: attack and release, worst of both. */
export function timeError(times: Times, sampleRate: number): number {
  const found = measuredTimes(times, sampleRate)
  const beyond = (was: number, wanted: number): number =>
    Math.max(0, Math.abs(was - wanted) - 1000 / sampleRate) / wanted
  return Math.max(beyond(found.attack, times.attack), beyond(found.release, times.release))
}

/** Frames by which the hold is wrong. */
export function holdError(times: Times, sampleRate: number): number {
  const perMs = sampleRate / 1000
  return Math.abs(Math.round(measuredTimes(times, sampleRate).hold * perMs) - Math.round(times.hold * perMs))
}

/** Largest change of a sample while nothing asks for one; 0 is every bit. */
export function changeAtRest(values: Values): number {
  const x = noise(48000)
  const key = values['mode'] === 'duck' ? [silence(48000)] : undefined
  const run = runPlugin(gate, { input: [x, x], values, ...(key === undefined ? {} : { key }) })
  return difference(run.output[1]!.subarray(9600), x.subarray(9600))
}

/** Distance of a closed gate from its range, dB. */
export function rangeErrorDb(range: number): number {
  const x = noise(9600, 0.005)
  const y = runPlugin(gate, { input: [x], values: { range } }).output[0]!
  return Math.abs(rmsDb(y) - rmsDb(x) + range)
}

/** What comes through a gate that is closed all the way, dBFS. */
export function closedDb(): number {
  return rmsDb(runPlugin(gate, { input: [noise(9600, 0.005)], values: { range: 100 } }).output[0]!)
}

/** Level of a steady 1 kHz tone behind the gate, dB. */
export function tonedDb(levelDb: number, values: Values): number {
  const x = sine(1000, 14400, 48000, dbToGain(levelDb))
  return toneLevelDb(runPlugin(gate, { input: [x], values }).output[0]!, 1000, 9600)
}

/** Largest distance of the measured curve from the drawn one, dB. */
export function curveErrorDb(values: Values, stepDb = 5): number {
  let worst = 0
  for (let level = -68; level <= -8; level += stepDb)
    worst = Math.max(worst, Math.abs(tonedDb(level, values) - drawnDb(level, values)))
  return worst
}

/** Frames by which the gate opens too late or too early against a key, with a look-ahead. */
export function lookAheadError(lookAhead: number, sampleRate = 48000): number {
  const input = [new Float64Array(9600).fill(1)]
  const values = { range: 100, attack: 0.05, lookAhead }
  const y = runPlugin(gate, { input, key: [impulse(9600, 4000)], sampleRate, values }).output[0]!
  return Math.abs(y.findIndex((v) => v !== 0) - 4000)
}

/** Gain of the key filter at `hz`, dB, heard through key listen. */
export function keyFilterDb(hz: number, values: Values): number {
  const x = sine(hz, 24000, 48000, 0.5)
  const y = runPlugin(gate, { input: [x], values: { ...values, keyListen: true } }).output[0]!
  return toneLevelDb(y, hz, 9600) - toneLevelDb(x, hz, 9600)
}

/** What a turn of a dial over a steady 100 Hz tone leaves above 1.5 kHz, dBFS. */
export function dialNoiseDb(values: Values, turn: Values): number {
  const { output } = runPlugin(gate, {
    input: [sine(100, 28800, 48000, 0.03)],
    values: { attack: 0.05, release: 60, ...values },
    automate: (frame) => (frame === 12800 ? turn : undefined),
  })
  return residueAboveDb(output[0]!.subarray(4800), 1500)
}

/**
 * What a gate leaves above 1.5 kHz that a key opens at the peak of a full-scale 100 Hz tone: RMS over 0.6 s, dBFS. A slow attack
 * rounds the edge.
 */
export function edgeDb(attack: number): number {
  const x = sine(100, 28800)
  const key = silence(x.length).fill(0.5, 9720)
  const values = { range: 100, attack }
  return residueAboveDb(runPlugin(gate, { input: [x], key: [key], values }).output[0]!, 1500)
}

/** A drum hit in a quiet room, and the gated one, moved back by its latency: [ms around the hit, amplitude]. */
export function drumHit(values: Values): [number, number][] {
  const at = 9600
  const room = noise(14400, 0.002, 3)
  const x = room.map((v, i) => {
    const t = (i - at) / 48000
    return t < 0 ? v : v + 0.8 * Math.exp(-t / 0.03) * Math.cos(2 * Math.PI * 190 * t)
  })
  const latency = gate.latencyFrames!({ ...defaults(gate.params), ...values } as never, 48000)
  const y = runPlugin(gate, { input: [x], values }).output[0]!
  return Array.from({ length: 720 }, (_, k) => [(k - 120) / 48, y[at - 120 + k + latency]!])
}

/** The gain around a key that is loud from 20 to 60 ms: [ms, dB]. */
export function gainOverTime(values: Values): [number, number][] {
  const length = 19200
  const key = silence(length).fill(0.5, 960, 2880)
  const input = [new Float64Array(length).fill(1)]
  const gain = runPlugin(gate, { input, key: [key], values }).output[0]!
  return Array.from({ length: length / 24 }, (_, k) => [k / 2, gainToDb(gain[24 * k]!)])
}
