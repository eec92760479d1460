import { filter, highPass, lowPass, mixInto } from '../sound/filter.ts'
import type { Kit } from './kit.ts'

/** How far and how loud one drum is at one microphone: gain and metres. */
type Place = readonly [drum: keyof Kit, gain: number, metres: number]

/** The close microphones hear their neighbours: that is what a gate is for. */
const CLOSE: { readonly [microphone: string]: readonly Place[] } = {
  kick: [
    ['kick', 1, 0],
    ['snare', 0.035, 0.7],
    ['toms', 0.06, 0.5],
  ],
  snare: [
    ['snare', 1, 0],
    ['hats', 0.09, 0.4],
    ['kick', 0.07, 0.7],
    ['toms', 0.06, 0.6],
    ['crash', 0.03, 0.9],
  ],
  toms: [
    ['toms', 1, 0],
    ['snare', 0.06, 0.5],
    ['kick', 0.05, 0.6],
    ['crash', 0.05, 0.7],
  ],
  hats: [
    ['hats', 1, 0],
    ['snare', 0.12, 0.5],
    ['crash', 0.08, 1],
  ],
}

/** A pair above the kit; the snare stands off the centre line, so it arrives on the left first. */
const LEFT: readonly Place[] = [
  ['kick', 0.35, 1.5],
  ['snare', 0.55, 1],
  ['hats', 0.42, 0.8],
  ['toms', 0.45, 1.1],
  ['crash', 0.35, 1.4],
]
const RIGHT: readonly Place[] = [
  ['kick', 0.34, 1.5],
  ['snare', 0.46, 1.3],
  ['hats', 0.2, 1.7],
  ['toms', 0.6, 0.9],
  ['crash', 0.6, 0.7],
]

/** First reflections of a small room: gain and extra metres, other walls for each side. */
const WALLS_LEFT = [
  [0.32, 2.9],
  [-0.25, 4.3],
  [0.2, 6.1],
  [0.15, 8.7],
  [-0.11, 11.9],
  [0.07, 15.3],
] as const
const WALLS_RIGHT = [
  [0.3, 3.3],
  [0.25, 4.9],
  [-0.2, 5.7],
  [0.14, 9.4],
  [0.11, 11.1],
  [-0.07, 16.2],
] as const

const SOUND_METRES_PER_SECOND = 343

/** [control] What the close microphone of one drum hears. */
export function closeMicrophone(
  kit: Kit,
  name: 'kick' | 'snare' | 'toms' | 'hats',
  rate: number,
): Float64Array {
  return hear(kit, CLOSE[name]!, rate)
}

/** [control] The pair over the kit, left and right, with the room. */
export function overheads(kit: Kit, rate: number): [Float64Array, Float64Array] {
  return [inRoom(hear(kit, LEFT, rate), WALLS_LEFT, rate), inRoom(hear(kit, RIGHT, rate), WALLS_RIGHT, rate)]
}

function hear(kit: Kit, places: readonly Place[], rate: number): Float64Array {
  const out = new Float64Array(kit.kick.length)
  for (const [drum, gain, metres] of places) mixInto(out, kit[drum], gain, framesOf(metres, rate))
  return out
}

function inRoom(
  direct: Float64Array,
  walls: readonly (readonly [number, number])[],
  rate: number,
): Float64Array {
  const dark = filter(direct.slice(), lowPass(5500, 0.6, rate))
  for (const [gain, metres] of walls) mixInto(direct, dark, gain, framesOf(metres, rate))
  return filter(direct, highPass(60, 0.6, rate))
}

const framesOf = (metres: number, rate: number): number =>
  Math.round((metres / SOUND_METRES_PER_SECOND) * rate)
