import type { ProcessorEnv } from '../../host/sdk/index.ts'
import { BoxAverages } from './box-averages.ts'
import { Release } from './release.ts'
import { SlidingMinimum } from './sliding-minimum.ts'

/**
 * Gain computer that holds the ceiling by construction.
 *
 *     r = allowed gain per frame -> minimum over the window -> release, never above it -> two box averages -> g
 *
 * Every average reads values that are <= the r of the frame that leaves the delay line at that moment, so g <= r for any
 * input, any release and any window with non-negative weights that sum to one.
 */
export class Envelope {
  /** All state of the stages below, one array: a copy of it is a copy of the envelope. */
  readonly #state: Float64Array
  readonly #minimum: SlidingMinimum
  readonly #release: Release
  readonly #averages: BoxAverages
  /** Frames after which nothing is left of what came before: the minimum's window and that of the averages. */
  readonly settleFrames: number
  #resting = true

  /**
   * [idle] `window`: length of the smoothing window in frames, which is the look-ahead, at least 4. `guard`: frames on
   * both sides that the minimum covers as well, because a top between frames belongs to its neighbours too.
   */
  constructor(env: ProcessorEnv, window: number, guard: number) {
    const length = window + 2 * guard
    this.settleFrames = length + window
    const forMinimum = SlidingMinimum.doubles(length)
    const forRelease = Release.doubles(env.sampleRate)
    this.#state = env.allocate(forMinimum + forRelease + BoxAverages.doubles(window))
    this.#minimum = new SlidingMinimum(this.#state.subarray(0, forMinimum), length)
    this.#release = new Release(this.#state.subarray(forMinimum, forMinimum + forRelease), env.sampleRate)
    this.#averages = new BoxAverages(this.#state.subarray(forMinimum + forRelease), window)
  }

  /** [audio] On a grid line: see Release. */
  retune(releaseMs: number, holdsSteady: boolean): void {
    this.#release.retune(releaseMs, holdsSteady)
  }

  /** [audio] `gain[i]` <- smoothed gain for the allowed gain `r[i]`, 0..1. Unity in is exactly unity out. */
  process(r: Float64Array, gain: Float64Array, frames: number, offset: number): void {
    if (this.#resting && allOnes(r, frames)) {
      for (let i = 0; i < frames; i++) gain[i] = 1
      return
    }
    this.#minimum.process(r, gain, frames)
    this.#release.process(gain, frames, offset)
    this.#averages.process(gain, gain, frames)
    // At rest every stage holds nothing but ones, so leaving it out changes no bit.
    this.#resting = this.#averages.atRest() && this.#release.atRest() && this.#minimum.atRest()
  }

  /**
   * [audio] From here on both are given the same: the lower release counts for both, which the averages make smooth. After
   * `settleFrames` both give the same bits.
   */
  join(other: Envelope): void {
    this.#release.join(other.#release)
    this.#resting = false
    other.#resting = false
  }

  /** [audio] Becomes the same as `other`, which must have the same window. */
  copyFrom(other: Envelope): void {
    this.#state.set(other.#state)
    this.#resting = other.#resting
  }

  /** [audio] */
  reset(): void {
    this.#minimum.reset()
    this.#release.reset()
    this.#averages.reset()
    this.#resting = true
  }
}

/** [audio] */
function allOnes(x: Float64Array, frames: number): boolean {
  for (let i = 0; i < frames; i++) if (x[i]! < 1) return false
  return true
}
