import { bass } from './instruments/bass.ts'
import { clap, shake } from './instruments/cymbals.ts'
import { guitar, type Strum } from './instruments/guitar.ts'
import { keys } from './instruments/keys.ts'
import { lead } from './instruments/lead.ts'
import { gestures } from './instruments/singing.ts'
import { type Singer, sing } from './instruments/voice.ts'
import { CHORDS, GUITAR_VOICINGS, KEYS, KEYS_VOICINGS, STRUMS } from './score/chords.ts'
import { BACKING, BASS, LEAD, VOICE } from './score/melody.ts'
import { BAR, bars, type Part, pitchOf, readGrid, readLine } from './score/notation.ts'
import { type Manner, Performer, play, strictTime, type Tone } from './score/performance.ts'
import { CLAPS, SHAKER, STRENGTH } from './score/rhythm.ts'
import { mixInto } from './sound/filter.ts'

/** Who plays what and how: each function is one musician with a part, a manner and an instrument. */

/** [control] The bass player, just behind the kick. */
export function bassPart(frames: number, rate: number): Float64Array {
  return bass(play(readLine(BASS), { seed: 21, spreadMs: 8, leanMs: 4, spreadDb: 3 }), frames, rate)
}

/** [control] The synthesiser: sequenced, nearly on the grid. */
export function leadPart(frames: number, rate: number): Float64Array {
  return lead(play(readLine(LEAD), { seed: 22, spreadMs: 3, leanMs: 0, spreadDb: 3 }), frames, rate)
}

/** [control] The guitarist. */
export function guitarPart(frames: number, rate: number): Float64Array {
  const player = new Performer({ seed: 23, spreadMs: 10, leanMs: 0, spreadDb: 3 })
  const strums = readGrid(STRUMS).map(({ step, mark }): Strum => {
    const soft = mark === 'd' || mark === 'u' ? -7 : mark === 'p' ? -4 : 0
    const strings = voicing(GUITAR_VOICINGS, step)
    return { seconds: player.time(step), strings, mark, strength: player.strength(soft) }
  })
  return guitar(strums, frames, rate)
}

/** [control] The pianist: a chord sounds until the next one. */
export function keysPart(frames: number, rate: number): [Float64Array, Float64Array] {
  const player = new Performer({ seed: 24, spreadMs: 9, leanMs: 2, spreadDb: 3 })
  const hits = readGrid(KEYS)
  const tones = hits.flatMap(({ step, mark }, k): Tone[] => {
    if (mark === '-') return []
    const end = hits[k + 1] ? strictTime(hits[k + 1]!.step) : strictTime(step + 16)
    return voicing(KEYS_VOICINGS, step).map((pitch) => {
      const at = player.time(step)
      return { at, length: end - at, pitch, strength: player.strength(STRENGTH[mark]! - 2), syllable: '' }
    })
  })
  return keys(tones, frames, rate)
}

/** [control] Shaker and claps, one microphone. */
export function percussion(frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  scatter(out, SHAKER, { seed: 25, spreadMs: 7, leanMs: -12, spreadDb: 3 }, (seed) => shake(seed, rate), rate)
  scatter(out, CLAPS, { seed: 26, spreadMs: 8, leanMs: -8, spreadDb: 2 }, (seed) => clap(seed, rate), rate)
  return out
}

/** [control] The lead singer. */
export function voicePart(frames: number, rate: number): Float64Array {
  const singer: Singer = { seed: 31, throat: 1.04, vibratoDepth: 0.38, vibratoHz: 5.4, dullHz: 2900 }
  const tones = play(readLine(VOICE), { seed: 31, spreadMs: 14, leanMs: 8, spreadDb: 3 })
  return sing(gestures(tones, 31), singer, frames, rate)
}

/** [control] Three singers, each recorded twice, one take mostly to either side. */
export function backingPart(frames: number, rate: number): [Float64Array, Float64Array] {
  const sides: [Float64Array, Float64Array] = [new Float64Array(frames), new Float64Array(frames)]
  for (const [k, part] of BACKING.entries())
    for (const [side, out] of sides.entries()) {
      const seed = 40 + 2 * k + side
      const tones = play(readLine(part), { seed, spreadMs: 22, leanMs: 6, spreadDb: 2 })
      const throat = 1.16 - 0.05 * k + 0.02 * side
      const singer: Singer = { seed, throat, vibratoDepth: 0.22, vibratoHz: 4.8 + 0.3 * k, dullHz: 7000 }
      const take = sing(gestures(tones, seed), singer, frames, rate)
      mixInto(out, take, 1)
      mixInto(sides[1 - side]!, take, 0.35)
    }
  return sides
}

/** Places one sound per mark of a grid, another take each time. */
function scatter(
  out: Float64Array,
  part: Part,
  manner: Manner,
  sound: (seed: number) => Float64Array,
  rate: number,
): void {
  const player = new Performer(manner)
  const takes = Array.from({ length: 6 }, (_, k) => sound(manner.seed * 100 + 10 * k))
  for (const [k, { step, mark }] of readGrid(part).entries())
    mixInto(out, takes[k % 6]!, player.strength(STRENGTH[mark]!), Math.round(player.time(step) * rate))
}

/** The notes of the chord that sounds at `step`. */
function voicing(voicings: { readonly [chord: string]: string }, step: number): number[] {
  const names = bars(CHORDS)[Math.floor(step / BAR)]!.split(' ')
  const chord = names[Math.floor(((step % BAR) * names.length) / BAR)]!
  return voicings[chord]!.split(' ').map(pitchOf)
}
