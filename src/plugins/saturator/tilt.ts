import { dbToGain, flushState, QUANTUM } from '../../host/sdk/index.ts'

/** Where the tilt turns: a tone here is neither lifted nor lowered. */
const PIVOT_HZ = 1000
/** Tilt between both ends at a tone of 100 %, dB. */
const FULL_DB = 18

// Layout of the coefficients: gain of the lows and of the highs at this grid line, then at the next; the one-pole's step.
const LOW = 0
const HIGH = 1
const LOW_TO = 2
const HIGH_TO = 3
const STEP = 4

/** Doubles of the coefficients, shared by all channels, and of the state of one channel. */
export const TILT_COEFFICIENTS = 5
export const TILT_STATE = 2

/** [control] Gain of the lows and of the highs for a tone in per cent, into `into[at]` and `into[at + 1]`. */
function gains(tone: number, into: Float64Array, at: number): void {
  const ratio = dbToGain((FULL_DB * tone) / 100)
  const low = Math.sqrt(2 / (1 + ratio * ratio))
  into[at + LOW] = low
  into[at + HIGH] = ratio * low
}

/**
 * Drives one end of the spectrum harder than the other: a first-order tilt before the curve and its exact inverse after
 * it, so that only what the curve adds changes its colour.
 *
 *     x -+-> one-pole ------> x low --+-> y        and back:  y -> the same, solved for x
 *        +-> x - one-pole -> x high --+
 *
 * Zero-delay integrator: gains may move every frame, and the inverse is the inverse also while they do.
 */
export class Tilt {
  readonly #c: Float64Array

  /** [idle] `coefficients`: TILT_COEFFICIENTS doubles. */
  constructor(coefficients: Float64Array, sampleRate: number) {
    const g = Math.tan((Math.PI * Math.min(PIVOT_HZ, 0.2 * sampleRate)) / sampleRate)
    coefficients[STEP] = g / (1 + g)
    this.#c = coefficients
  }

  /** [audio] On a grid line: tone in per cent there and at the next. */
  retune(from: number, to: number): void {
    gains(from, this.#c, LOW)
    gains(to, this.#c, LOW_TO)
  }

  /** [audio] Tilts `frames` of `x` in place; `s[0]` is the state. */
  apply(x: Float64Array, s: Float64Array, frames: number, offset: number): void {
    const c = this.#c
    const step = c[STEP]!
    const low = c[LOW]!
    const high = c[HIGH]!
    const lowStep = (c[LOW_TO]! - low) / QUANTUM
    const highStep = (c[HIGH_TO]! - high) / QUANTUM
    let held = s[0]!
    for (let i = 0; i < frames; i++) {
      const d = x[i]! - held
      const v = step * d
      const bottom = held + v
      x[i] = (low + lowStep * (offset + i)) * bottom + (high + highStep * (offset + i)) * (d - v)
      held = bottom + v
    }
    s[0] = held
  }

  /** [audio] Takes the tilt off again; `s[1]` is the state. */
  undo(x: Float64Array, s: Float64Array, frames: number, offset: number): void {
    const c = this.#c
    const step = c[STEP]!
    const low = c[LOW]!
    const high = c[HIGH]!
    const lowStep = (c[LOW_TO]! - low) / QUANTUM
    const highStep = (c[HIGH_TO]! - high) / QUANTUM
    let held = s[1]!
    for (let i = 0; i < frames; i++) {
      const l = low + lowStep * (offset + i)
      const h = high + highStep * (offset + i)
      const d = (x[i]! - l * held) / (l * step + h * (1 - step))
      x[i] = held + d
      held += 2 * step * d
    }
    s[1] = held
  }
}

/** [audio] On every grid line: ends inaudible decays. */
export function flushTilt(s: Float64Array): void {
  flushState(s, 0, TILT_STATE)
}
