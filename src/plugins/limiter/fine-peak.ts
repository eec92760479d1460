import { type ProcessorEnv, QUANTUM, windowedSinc } from '../../host/sdk/index.ts'
import type { PeakReader } from './peak-reader.ts'
import { DETECTOR_FRAMES, TruePeakDetector } from './true-peak.ts'

const PHASES = 16
const REACH = 128
const TAPS = 2 * REACH
/** Kaiser beta: low, for an edge that is steep enough to see 23.8 kHz at 48 kHz. */
const BETA = 2
/** The quick reading may miss this much (0.9 dB) of a true peak: it does on edges and noise, between 22 kHz and Nyquist. */
const NEAR = 0.9
/** Samples kept from before this call. */
const HISTORY = TAPS
/** Frames between the quick reading of a frame and the fine one. */
const LAG = REACH - DETECTOR_FRAMES

/** Frames between the arrival of a sample and its reading. */
export const FINE_FRAMES = REACH

/** Entry phase * TAPS + j weighs sample j - REACH + 1 for the point `phase / PHASES` after sample 0. */
function makeTaps(): Float64Array {
  const taps = new Float64Array(PHASES * TAPS)
  for (let phase = 0; phase < PHASES; phase++) {
    const own = taps.subarray(phase * TAPS, (phase + 1) * TAPS)
    for (let j = 0; j < TAPS; j++) own[j] = windowedSinc(j - REACH + 1 - phase / PHASES, REACH, BETA)
    const sum = own.reduce((total, w) => total + w, 0)
    for (let j = 0; j < TAPS; j++) own[j] = own[j]! / sum
  }
  return taps
}

/**
 * True peaks to the last hundredth of a dB, for a sound that is limited already:
 *
 *     samples -> TruePeakDetector -> near the aim? -> 16 points per frame, 256 taps each -> top through three points
 *
 * A frame takes some 4000 products, so only frames are measured in which the quick reading comes near.
 */
export class FinePeakDetector implements PeakReader {
  readonly lateFrames = FINE_FRAMES
  readonly #quick: TruePeakDetector
  readonly #taps = makeTaps()
  readonly #samples: Float64Array
  /** Quick readings of this call, then those that are due, LAG frames late. */
  readonly #fresh: Float64Array
  readonly #readings: Float64Array
  /** The points of a frame, one before it and one after it. */
  readonly #points: Float64Array
  #lastFrames = 0

  /** [idle] One per channel. */
  constructor(env: ProcessorEnv) {
    this.#quick = new TruePeakDetector(env)
    this.#samples = env.allocate(HISTORY + QUANTUM)
    this.#fresh = env.allocate(QUANTUM)
    this.#readings = env.allocate(LAG + QUANTUM)
    this.#points = env.allocate(PHASES + 2)
  }

  /** [audio] */
  watch(aim: number): void {
    this.#quick.watch(aim)
  }

  /** [audio] */
  read(x: Float64Array, frames: number, aim: Float64Array, peak: Float64Array): void {
    this.#take(x, frames, aim)
    const readings = this.#readings
    for (let i = 0; i < frames; i++)
      if (readings[i]! > NEAR * aim[i]!) this.#measure(HISTORY + i - REACH, peak, i)
  }

  /** [audio] */
  reset(): void {
    this.#quick.reset()
    this.#samples.fill(0)
    this.#readings.fill(0)
    this.#lastFrames = 0
  }

  #take(x: Float64Array, frames: number, aim: Float64Array): void {
    const samples = this.#samples
    const readings = this.#readings
    const fresh = this.#fresh
    const last = this.#lastFrames
    samples.copyWithin(0, last, HISTORY + last)
    readings.copyWithin(0, last, LAG + last)
    for (let i = 0; i < frames; i++) {
      samples[HISTORY + i] = x[i]!
      fresh[i] = 0
    }
    this.#quick.read(x, frames, aim, fresh)
    for (let i = 0; i < frames; i++) readings[LAG + i] = fresh[i]!
    this.#lastFrames = frames
  }

  /** Raises peak[i] to the height of the curve from sample `s` to the next. */
  #measure(s: number, peak: Float64Array, i: number): void {
    const points = this.#points
    this.#point(s - 1, PHASES - 1, 0)
    points[1] = this.#samples[s]!
    for (let phase = 1; phase < PHASES; phase++) this.#point(s, phase, phase + 1)
    points[PHASES + 1] = this.#samples[s + 1]!
    let at = 1
    for (let k = 2; k <= PHASES; k++) if (Math.abs(points[k]!) > Math.abs(points[at]!)) at = k
    const b = points[at]!
    const a = points[at - 1]!
    const c = points[at + 1]!
    let height = Math.abs(b)
    if (height >= Math.abs(a) && height >= Math.abs(c)) {
      // Parabola: at 16 points per frame as good as the sinusoid.
      const bend = 2 * b - a - c
      if (bend !== 0) height += Math.abs(((c - a) * (c - a)) / (8 * bend))
    }
    if (height > peak[i]!) peak[i] = height
  }

  /** points[at] <- the curve `phase / PHASES` after sample `s`. */
  #point(s: number, phase: number, at: number): void {
    const samples = this.#samples
    const taps = this.#taps
    const first = s - REACH + 1
    const row = phase * TAPS
    let even = 0
    let odd = 0
    for (let j = 0; j < TAPS; j += 2) {
      even += taps[row + j]! * samples[first + j]!
      odd += taps[row + j + 1]! * samples[first + j + 1]!
    }
    this.#points[at] = even + odd
  }
}
