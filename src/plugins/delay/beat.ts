import { QUANTUM } from '../../host/sdk/index.ts'

/**
 * Keeps the repeats of a note that is not a whole number of frames on the beat. Time is cut into periods of one note; in
 * period m the tap stands round(m x note) - round((m - 1) x note) frames back, the whole number below or above the note. A
 * sound that goes round meets one period after the other, so the sum of what it waits is within one frame of its notes,
 * however often it is repeated. In the last part of a period the tap is nudged to its place in the next one.
 *
 * A nudge that read its curve by the clock would take a little more or less from a sound that it meets early or late, and
 * that adds up. So the curve is read by the place u of the sound in its note: period m holds place u at the time
 * round(m x note) + u + w(u) x stretch, where w is the raised cosine 0..1 of the nudge and stretch what the period is longer
 * than the note. What is read in every period is then what was written in the one before, at the same u.
 */

/** Shorter notes (5 ms at 48 kHz) stay a whole number of frames: a grid line could not keep up with their nudges. */
const SHORTEST_NOTE = 2 * QUANTUM

/** Places of the state: length of the note in frames, frames since it was set, and see `stretch` and `ahead`. */
const NOTE = 0
const NOW = 1
const STRETCH = 2
const AHEAD = 3
/** Doubles of the state. */
export const BEAT_STATE = 4

export class Beat {
  readonly #state: Float64Array
  #frames = 0
  #wait = 0

  /** [idle] `state`: BEAT_STATE doubles. */
  constructor(state: Float64Array) {
    this.#state = state
  }

  /** Where the tap belongs from `wait` frames after this grid line on: a whole number of frames. */
  get frames(): number {
    return this.#frames
  }

  /** 0 to QUANTUM - 1. */
  get wait(): number {
    return this.#wait
  }

  /** What the period that ends with the nudge is longer than the note, frames. */
  get stretch(): number {
    return this.#state[STRETCH]!
  }

  /** How far into the nudge its first frame lies, 0..1 frame: the nudge begins between two frames. */
  get ahead(): number {
    return this.#state[AHEAD]!
  }

  /** [audio] The length of the note, frames. Another one than before starts the first period on this grid line. */
  set(note: number): void {
    if (note === this.#state[NOTE]) return
    this.#state[NOTE] = note
    this.#state[NOW] = 0
    this.#state[STRETCH] = 0
    this.#state[AHEAD] = 0
    this.#frames = Math.round(note)
    this.#wait = 0
  }

  /** [audio] On every grid line but the first. `nudge`: frames that a nudge takes, at most a quarter of the note. */
  advance(nudge: number): void {
    const note = this.#state[NOTE]!
    const now = this.#state[NOW]! + QUANTUM
    this.#state[NOW] = now
    this.#wait = 0
    if (note < SHORTEST_NOTE || Number.isInteger(note)) return
    const period = Math.floor(now / note)
    const start = Math.round(period * note) + note - nudge
    const due = start < now + QUANTUM
    this.#frames = distance(due ? period + 1 : period, note)
    if (!due || start <= now) return
    const first = Math.ceil(start)
    this.#wait = first - now
    this.#state[AHEAD] = first - start
    this.#state[STRETCH] = this.#frames - note
  }

  /** [audio] The next `set` counts as another note. */
  reset(): void {
    this.#state.fill(0)
  }
}

/** Of the tap in a period, whole frames; the first two are alike, because nothing is heard in the first one. */
function distance(period: number, note: number): number {
  return period === 0 ? Math.round(note) : Math.round(period * note) - Math.round((period - 1) * note)
}
