import { type ProcessorEnv, QUANTUM } from '../plugin.ts'

/** [control] A look-ahead in whole frames. */
export const lookAheadFrames = (lookAheadMs: number, sampleRate: number): number =>
  Math.round((lookAheadMs * sampleRate) / 1000)

/** Delays all channels by the same whole number of frames, so that the detector hears a peak before the gain acts on it. */
export class LookAhead {
  readonly frames: number
  readonly #lines: readonly Float64Array[]
  readonly #delayed: readonly Float64Array[]
  readonly #mask: number
  #at = 0

  /** [idle] `frames` of delay; 0 costs nothing. */
  constructor(env: ProcessorEnv, frames: number) {
    this.frames = frames
    let size = 1
    while (size < frames + QUANTUM) size *= 2
    this.#mask = size - 1
    const make = (doubles: number) =>
      Array.from({ length: frames === 0 ? 0 : env.channels }, () => env.allocate(doubles))
    this.#lines = make(size)
    this.#delayed = make(QUANTUM)
  }

  /** [audio] `input` as it was `frames` ago: the same arrays without a delay, else own ones, good until the next call. */
  process(input: readonly Float64Array[], count: number): readonly Float64Array[] {
    if (this.frames === 0) return input
    const mask = this.#mask
    const write = this.#at
    const read = write - this.frames
    for (let c = 0; c < this.#lines.length; c++) {
      const line = this.#lines[c]!
      const from = input[c]!
      const to = this.#delayed[c]!
      for (let i = 0; i < count; i++) line[(write + i) & mask] = from[i]!
      for (let i = 0; i < count; i++) to[i] = line[(read + i) & mask]!
    }
    this.#at = (write + count) & mask
    return this.#delayed
  }

  /** [audio] */
  reset(): void {
    for (let c = 0; c < this.#lines.length; c++) this.#lines[c]!.fill(0)
    this.#at = 0
  }
}
