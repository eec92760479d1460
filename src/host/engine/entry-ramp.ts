import { QUANTUM } from '../sdk/index.ts'
import { GainGlide } from './gain-glide.ts'
import type { Planar } from './insert.ts'
import { scale } from './mix-loops.ts'

/**
 * Lets the signal into a processor that wakes up: whoever begins in the middle of a tone hears a jump, and a reverb or an echo would play
 * that jump long after the insert itself has faded in. So the input opens first; when it has come through, the insert follows.
 */
export class EntryRamp {
  readonly #gain: GainGlide
  readonly #buffers: Planar
  /** Grid lines until what is let in comes out of the processor. */
  readonly #lines: number
  #waited = 0

  /** [idle] Open. `buffers`: as many as channels, QUANTUM long. */
  constructor(sampleRate: number, buffers: Planar, latencyFrames: number) {
    this.#gain = new GainGlide(sampleRate, 1)
    this.#buffers = buffers
    this.#lines = Math.ceil(latencyFrames / QUANTUM)
    this.#waited = this.#lines
  }

  /** True once everything is let in, and has come out again. */
  get through(): boolean {
    return this.#open && this.#waited >= this.#lines
  }

  get #open(): boolean {
    return this.#gain.still && this.#gain.c0 === 1
  }

  /** [audio] From silence. */
  begin(): void {
    this.#gain.jump(0)
    this.#gain.to(1)
    this.#waited = 0
  }

  /** [audio] One grid line. */
  advance(): void {
    if (this.#open) this.#waited++
    this.#gain.advance()
  }

  /** [audio] What the processor gets of `input`: itself once it is open. */
  let(input: Planar, frames: number, offset: number): Planar {
    if (this.#open) return input
    for (let c = 0; c < input.length; c++) scale(this.#buffers[c]!, input[c]!, this.#gain, frames, offset)
    return this.#buffers
  }
}
