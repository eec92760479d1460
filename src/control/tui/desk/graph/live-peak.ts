import type { Peephole } from './peephole.ts'

/** Long enough for half a wave of 10 Hz and for no gap between two frames of the dashboard, s. */
const LOOK_SECONDS = 0.06

/** The peak of this moment through a window. [control] */
export class LivePeak {
  readonly #left: Float32Array
  readonly #right: Float32Array

  constructor(sampleRate: number) {
    const frames = Math.ceil(LOOK_SECONDS * sampleRate)
    this.#left = new Float32Array(frames)
    this.#right = new Float32Array(frames)
  }

  /** [control] dB re full scale, minus infinity for silence; undefined while nothing can be seen. */
  look(hole: Peephole): number | undefined {
    if (!hole.look(this.#left, this.#right)) return undefined
    let peak = 0
    for (let i = 0; i < this.#left.length; i++)
      peak = Math.max(peak, Math.abs(this.#left[i]!), Math.abs(this.#right[i]!))
    return 20 * Math.log10(peak)
  }
}
