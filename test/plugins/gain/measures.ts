import { gain } from '../../../src/plugins/gain/index.ts'
import { ROUTES, type Route } from '../../../src/plugins/gain/routes.ts'
import { difference, residueAboveDb, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise, sine } from '../../support/signals.ts'

/** Measurements of the gain: the tests assert on them, and the document of measurements prints them. */

/** The frame on which moves are set. */
export const MOVE = 12800

export const play = (input: readonly Float64Array[], values: Values): Float64Array[] =>
  runPlugin(gain, { input, values }).output

/** What each route should give. */
export const WANTED: { readonly [R in Route]: (l: number, r: number) => readonly [number, number] } = {
  stereo: (l, r) => [l, r],
  swap: (l, r) => [r, l],
  left: (l) => [l, l],
  right: (_, r) => [r, r],
  mono: (l, r) => [0.5 * (l + r), 0.5 * (l + r)],
  side: (l, r) => [0.5 * (l - r), 0.5 * (l - r)],
  encode: (l, r) => [0.5 * (l + r), 0.5 * (l - r)],
  decode: (l, r) => [l + r, l - r],
}

/** Largest distance of any sample of any route to what it should be, linear. */
export function worstRouteError(): number {
  const left = noise(4800, 1, 1)
  const right = noise(4800, 1, 2)
  let worst = 0
  for (const route of ROUTES) {
    const [l, r] = play([left, right], { route })
    const wanted = Float64Array.from(left, (v, i) => WANTED[route](v, right[i]!)[0])
    const other = Float64Array.from(left, (v, i) => WANTED[route](v, right[i]!)[1])
    worst = Math.max(worst, difference(l!, wanted), difference(r!, other))
  }
  return worst
}

/** What encoding and decoding mid and side leaves of both channels, RMS in dB re full scale. */
export function roundTripDb(): number {
  const input = [noise(48000, 1, 1), noise(48000, 0.3, 2)]
  const output = play(play(input, { route: 'encode' }), { route: 'decode' })
  return Math.max(...output.map((y, c) => rmsDb(y.map((v, i) => v - input[c]![i]!))))
}

/** Largest distance of the level to its dial, dB, -60 to +24 dB. */
export function worstLevelErrorDb(): number {
  const x = noise(4800)
  const errors = [-60, -33.3, -6, 0.1, 12, 24].map((level) =>
    Math.abs(rmsDb(play([x], { level })[0]!) - rmsDb(x) - level),
  )
  return Math.max(...errors)
}

/** What a move leaves above 1.5 kHz of full-scale tones of 100 and 150 Hz, the worse side, RMS in dB. */
export function moveResidueDb(from: Values, to: Values): number {
  const input = [sine(100, 36000), sine(150, 36000)]
  const automate = (frame: number) => (frame === MOVE ? to : undefined)
  const { output } = runPlugin(gain, { input, values: from, automate })
  return Math.max(...output.map((y) => residueAboveDb(y.subarray(6000), 1500)))
}

/** The moves that are measured: what a person may click. */
export const MOVES: readonly (readonly [string, Values, Values])[] = [
  ['level 0 to -60 dB', { level: 0 }, { level: -60 }],
  ['level -20 to +12 dB', { level: -20 }, { level: 12 }],
  ['invert', { invert: false }, { invert: true }],
  ['invert right', { invertRight: false }, { invertRight: true }],
  ['stereo to swap', { route: 'stereo' }, { route: 'swap' }],
  ['stereo to mono', { route: 'stereo' }, { route: 'mono' }],
  ['encode to decode', { route: 'encode' }, { route: 'decode' }],
  ['balance -100 to +100', { balance: -100 }, { balance: 100 }],
]

/** Gain of a constant of 1 on both sides over time, frame by frame, around a move. */
export function glide(from: Values, to: Values): Float64Array {
  const input = [new Float64Array(24000).fill(1), new Float64Array(24000).fill(1)]
  const automate = (frame: number) => (frame === MOVE ? to : undefined)
  return runPlugin(gain, { input, values: from, automate }).output[0]!
}
