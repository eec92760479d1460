import { QUANTUM } from '../../host/sdk/index.ts'

/**
 * Keeps the repeats of a note that is not a whole number of frames on the beat. Time is cut into periods of one note; in
 * period m the tap stands round(m x note) - round((m - 1) x note) frames back, the whole number below or above the note. A
 * sound that goes round meets one period after the other, so the sum of what it waits is within one frame of its notes,
 * however often it is repeated. The tap is nudged in the last part of a period.
 */

/** Shorter notes (5 ms at 48 kHz) stay a whole number of frames: a grid line could not keep up with their nudges. */
const SHORTEST_NOTE = 2 * QUANTUM

/** Places of the state: length of the note in frames, frames since it was set. */
const NOTE = 0
const NOW = 1

export class Beat {
  readonly #state: Float64Array
  #frames = 0
  #wait = 0

  /** [idle] `state`: two doubles. */
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

  /** [audio] The length of the note, frames. Another one than before starts the first period on this grid line. */
  set(note: number): void {
    if (note === this.#state[NOTE]) return
    this.#state[NOTE] = note
    this.#state[NOW] = 0
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
    const start = Math.round((period + 1) * note) - nudge
    const due = start < now + QUANTUM
    if (due && start > now) this.#wait = start - now
    this.#frames = distance(due ? period + 1 : period, note)
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
