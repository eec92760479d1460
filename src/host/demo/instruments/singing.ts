import type { Tone } from '../score/performance.ts'
import { Noise } from '../sound/noise.ts'

/** What mouth and throat do from one moment on. */
export interface Gesture {
  readonly at: number
  /** MIDI note number the voice glides to. */
  readonly pitch: number
  /** Hz of the five resonances of the mouth. */
  readonly formants: readonly number[]
  /** Strength of the voice, of the air between the vocal folds and of the hiss at the teeth, linear. */
  readonly voice: number
  readonly air: number
  readonly hiss: number
  /** True on the vowel of a note, where the vibrato may grow. */
  readonly held: boolean
}

/**
 * First three of each: Gordon E. Peterson and Harold L. Barney, "Control methods used in a study of the
 * vowels" (1952), men.
 */
const VOWELS: { readonly [vowel: string]: readonly number[] } = {
  a: [730, 1090, 2440, 3200, 3700],
  e: [530, 1840, 2480, 3250, 3700],
  i: [290, 2200, 2900, 3300, 3750],
  o: [500, 850, 2410, 3150, 3650],
  u: [320, 870, 2240, 3100, 3600],
}

/**
 * Closed vowels radiate less; a singer makes up for some of it. Linear, set until sung scales came out even.
 */
const EFFORT: { readonly [vowel: string]: number } = { a: 0.8, e: 1, i: 1.3, o: 1, u: 1.35 }

/** Seconds, resonances and strengths of the consonants. */
const CONSONANTS: {
  readonly [consonant: string]: {
    readonly seconds: number
    readonly formants?: readonly number[]
    readonly voice: number
    readonly air: number
    readonly hiss: number
  }
} = {
  n: { seconds: 0.065, formants: [260, 1500, 2400, 3100, 3600], voice: 0.42, air: 0, hiss: 0 },
  m: { seconds: 0.075, formants: [250, 950, 2150, 3000, 3600], voice: 0.4, air: 0, hiss: 0 },
  l: { seconds: 0.06, formants: [340, 1050, 2650, 3200, 3700], voice: 0.5, air: 0, hiss: 0 },
  d: { seconds: 0.05, formants: [280, 1700, 2600, 3300, 3800], voice: 0.06, air: 0.5, hiss: 1 },
  s: { seconds: 0.1, voice: 0, air: 0.1, hiss: 4 },
}

/**
 * [control] The gestures that sing `tones`, in order. A consonant comes before its note, so that the vowel is
 * on the beat; where the next note follows at once the voice goes through, else it ends with the note.
 */
export function gestures(tones: readonly Tone[], seed: number): Gesture[] {
  const noise = new Noise(seed)
  const all: Gesture[] = []
  for (const [k, tone] of tones.entries()) {
    const { pitch, strength, syllable } = tone
    const formants = VOWELS[syllable.at(-1)!]!
    const consonant = CONSONANTS[syllable.at(-2) ?? '']
    if (consonant) {
      const at = tone.at - consonant.seconds
      const mouth = consonant.formants ?? formants
      const sound = {
        voice: consonant.voice * strength,
        air: consonant.air * strength,
        hiss: consonant.hiss * strength,
      }
      all.push({ at, pitch: pitch - 0.4, formants: mouth, held: false, ...sound })
    }
    const voice = strength * EFFORT[syllable.at(-1)!]!
    const out = noise.around(0.25)
    all.push({ at: tone.at, pitch: pitch + out, formants, voice, air: strength, hiss: 0, held: true })
    const end = tone.at + tone.length
    const next = tones[k + 1]
    if (next !== undefined && next.at <= end + 0.12) continue
    const closing = { formants, voice: 0, hiss: 0, held: false }
    all.push({ at: end - 0.05, pitch: pitch - 0.3, air: 0.4 * strength, ...closing })
    all.push({ at: end + 0.05, pitch, air: 0, ...closing })
  }
  return all
}
