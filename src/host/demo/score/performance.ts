import { gainOf } from '../sound/arithmetic.ts'
import { Noise } from '../sound/noise.ts'
import { BAR, BARS, type Note } from './notation.ts'

/** Beats a minute. */
export const TEMPO = 92

/** Length of a sixteenth in seconds. */
export const STEP_SECONDS = 60 / TEMPO / 4

/** Silence before the first beat, so that nobody who plays early is cut off, in seconds. */
const LEAD_IN = 0.1

/** Length of the song with the last notes ringing out, in seconds. */
export const SONG_SECONDS = LEAD_IN + BARS * BAR * STEP_SECONDS + 1.5

/** How late a sixteenth between two eighths comes, as a share of a sixteenth. */
const SWING = 0.1

/** How one musician plays. */
export interface Manner {
  readonly seed: number
  /** Largest miss of the beat in ms, to either side. */
  readonly spreadMs: number
  /** Behind the beat (positive) or ahead of it, in ms. */
  readonly leanMs: number
  /** Largest deviation from the written strength in dB. */
  readonly spreadDb: number
}

/**
 * Turns what is written into what is played: a little early, late, soft or loud, always the same way for a
 * seed.
 */
export class Performer {
  readonly #manner: Manner
  readonly #noise: Noise

  /** [control] */
  constructor(manner: Manner) {
    this.#manner = manner
    this.#noise = new Noise(manner.seed)
  }

  /** [control] Seconds at which the sixteenth `step` is played this time. */
  time(step: number): number {
    const missed = this.#manner.leanMs + this.#noise.around(this.#manner.spreadMs)
    return strictTime(step) + missed / 1000
  }

  /** [control] Linear strength of a stroke written at `db`. */
  strength(db: number): number {
    return gainOf(db + this.#noise.around(this.#manner.spreadDb))
  }
}

/** [control] Seconds at which a machine would play the sixteenth `step`, swing included. */
export function strictTime(step: number): number {
  return LEAD_IN + (step + (step % 2 === 1 ? SWING : 0)) * STEP_SECONDS
}

/** A note as played. */
export interface Tone {
  /** Start and length in seconds. */
  readonly at: number
  readonly length: number
  /** MIDI note number. */
  readonly pitch: number
  /** Linear, 1 is full. */
  readonly strength: number
  readonly syllable: string
}

/**
 * [control] Plays a written line. Lengths are the written ones; a note ends where the next was written to
 * start.
 */
export function play(notes: readonly Note[], manner: Manner): Tone[] {
  const performer = new Performer(manner)
  return notes.map(({ step, steps, pitch, db, syllable }) => {
    const at = performer.time(step)
    return { at, length: strictTime(step + steps) - at, pitch, strength: performer.strength(db), syllable }
  })
}
