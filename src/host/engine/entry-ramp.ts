import { GainGlide } from './gain-glide.ts'
import type { Planar } from './insert.ts'
import { scale } from './mix-loops.ts'

/**
 * Lets the signal into a processor that wakes up: whoever begins in the middle of a tone hears a jump, and a reverb or an echo would play
 * that jump long after the insert itself has faded in. So the input opens first, then the insert.
 */
export class EntryRamp {
  readonly #gain: GainGlide
  readonly #buffers: Planar

  /** [idle] Open. `buffers`: as many as channels, QUANTUM long. */
  constructor(sampleRate: number, buffers: Planar) {
    this.#gain = new GainGlide(sampleRate, 1)
    this.#buffers = buffers
  }

  /** True once everything is let in. */
  get open(): boolean {
    return this.#gain.still && this.#gain.c0 === 1
  }

  /** [audio] From silence. */
  begin(): void {
    this.#gain.jump(0)
    this.#gain.to(1)
  }

  /** [audio] One grid line. */
  advance(): void {
    this.#gain.advance()
  }

  /** [audio] What the processor gets of `input`: itself once it is open. */
  let(input: Planar, frames: number, offset: number): Planar {
    if (this.open) return input
    for (let c = 0; c < input.length; c++) scale(this.#buffers[c]!, input[c]!, this.#gain, frames, offset)
    return this.#buffers
  }
}
