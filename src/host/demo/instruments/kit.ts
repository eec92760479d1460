import { type Hit, readGrid } from '../score/notation.ts'
import { Performer } from '../score/performance.ts'
import { CRASH, HATS, KICK, OPEN_HATS, SNARE, STRENGTH, TOMS } from '../score/rhythm.ts'
import { mixInto } from '../sound/filter.ts'
import { bronze, type Stroke, strike } from './cymbals.ts'
import { kick, snare, tom } from './drums.ts'

/** Every drum by itself, as if each stood in its own house; the microphones mix them. */
export interface Kit {
  readonly kick: Float64Array
  readonly snare: Float64Array
  readonly toms: Float64Array
  readonly hats: Float64Array
  readonly crash: Float64Array
}

/** The drummer: tight, a little behind the beat with the snare. */
const MANNER = { spreadMs: 5, leanMs: 0, spreadDb: 2 }

/** [control] The drum part of the song. */
export function drumKit(frames: number, rate: number): Kit {
  return {
    kick: skins(readGrid(KICK), 11, 0, frames, rate, (_, seed) => kick(seed, rate)),
    snare: skins(readGrid(SNARE), 12, 4, frames, rate, (_, seed) => snare(seed, rate)),
    toms: skins(readGrid(TOMS), 13, 2, frames, rate, (mark, seed) => tom(TUNING[mark]!, seed, rate)),
    hats: hats(frames, rate),
    crash: crash(frames, rate),
  }
}

/** Hz of the toms. */
const TUNING: { readonly [mark: string]: number } = { 1: 168, 2: 128, 3: 92 }

function skins(
  hits: readonly Hit[],
  seed: number,
  leanMs: number,
  frames: number,
  rate: number,
  stroke: (mark: string, seed: number) => Float64Array,
): Float64Array {
  const out = new Float64Array(frames)
  const drummer = new Performer({ ...MANNER, seed, leanMs })
  const sounds = new Map<string, Float64Array>()
  for (const [k, { step, mark }] of hits.entries()) {
    // Four takes of each stroke go round, so that a roll does not sound like a machine gun.
    const take = `${mark}${k % 4}`
    const sound = sounds.get(take) ?? stroke(mark, seed * 100 + k)
    sounds.set(take, sound)
    const strength = drummer.strength(STRENGTH[mark] ?? -3)
    mixInto(out, sound, strength, Math.round(drummer.time(step) * rate))
  }
  return out
}

function hats(frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  const drummer = new Performer({ ...MANNER, seed: 14 })
  const written = [
    ...readGrid(HATS).map((hit) => ({ ...hit, decaySeconds: 0.14 })),
    ...readGrid(OPEN_HATS).map((hit) => ({ ...hit, decaySeconds: 0.75 })),
  ].sort((a, b) => a.step - b.step)
  const strokes = written.map(({ step, mark, decaySeconds }): Stroke => {
    const strength = drummer.strength(STRENGTH[mark]!)
    return {
      frame: Math.round(drummer.time(step) * rate),
      strength,
      decaySeconds: decaySeconds * (0.6 + 0.4 * strength),
    }
  })
  strike(out, bronze(1.5, 40, 3800, 12500, rate), strokes, rate)
  return out
}

function crash(frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  const drummer = new Performer({ ...MANNER, seed: 15 })
  const strokes = readGrid(CRASH).map(({ step, mark }): Stroke => {
    const strength = drummer.strength(STRENGTH[mark]!)
    return { frame: Math.round(drummer.time(step) * rate), strength, decaySeconds: 2.2 }
  })
  strike(out, bronze(3, 50, 4500, 14000, rate), strokes, rate)
  // The low partials of a big cymbal are softer and ring twice as long.
  const low = strokes.map((stroke) => ({ ...stroke, strength: 0.35 * stroke.strength, decaySeconds: 4.4 }))
  strike(out, bronze(6, 24, 900, 5000, rate), low, rate)
  return out
}
