import type { AudioMemory } from './audio-memory.ts'
import { GainGlide } from './gain-glide.ts'

/** A fixed delay of whole frames for one or two channels: latency compensation. */
export class DelayLine {
  readonly frames: number
  readonly #rings: readonly Float64Array[]
  readonly #mask: number
  #at = 0

  /** [idle] `frames` of 1 or more. */
  constructor(memory: AudioMemory, channels: number, frames: number) {
    this.frames = frames
    const size = 2 ** Math.ceil(Math.log2(frames + 1))
    this.#mask = size - 1
    this.#rings = Array.from({ length: channels }, () => memory.allocate(size))
  }

  /** [audio] Delays in place: `x` holds `frames` new frames per channel and then the delayed ones. */
  process(x: readonly Float64Array[], frames: number): void {
    const mask = this.#mask
    const start = this.#at
    for (let c = 0; c < this.#rings.length; c++) {
      const ring = this.#rings[c]!
      const buffer = x[c]!
      let w = start
      let r = (start - this.frames) & mask
      for (let i = 0; i < frames; i++) {
        const fresh = buffer[i]!
        ring[w] = fresh
        buffer[i] = ring[r]!
        w = (w + 1) & mask
        r = (r + 1) & mask
      }
    }
    this.#at = (start + frames) & mask
  }

  /** [idle] */
  release(memory: AudioMemory): void {
    for (const ring of this.#rings) memory.free(ring)
  }
}

/**
 * The delay a person sets on a strip: any length up to a maximum, changed by a cross-fade between two taps. The line is
 * only fed while it is needed; before a longer tap fades in, the line is first filled that far.
 */
export class StripDelay {
  readonly #rings: readonly Float64Array[]
  readonly #mask: number
  readonly #fade: GainGlide
  #at = 0
  #from = 0
  #to = 0
  #wanted = 0
  /** Frames the line has been fed without a gap. */
  #fed = 0
  #fading = false

  /** [idle] */
  constructor(memory: AudioMemory, channels: number, maxFrames: number, sampleRate: number) {
    const size = 2 ** Math.ceil(Math.log2(maxFrames + 1))
    this.#mask = size - 1
    this.#rings = Array.from({ length: channels }, () => memory.allocate(size))
    this.#fade = new GainGlide(sampleRate, 0)
  }

  /** [audio] Sets the wanted length in frames; at the start of a session `at once`. */
  set(frames: number, atOnce: boolean): void {
    this.#wanted = Math.min(frames, this.#mask)
    if (!atOnce) return
    this.#from = this.#to = this.#wanted
    // A line that never ran holds silence, which is what came before the start.
    this.#fed = this.#mask
  }

  /** [audio] One grid line. */
  advance(): void {
    if (this.#fading) {
      this.#fade.advance()
      if (this.#fade.still && this.#fade.c0 === 1) {
        this.#from = this.#to
        this.#fading = false
      }
    }
    if (!this.#fading && this.#wanted !== this.#from && (this.#fed >= this.#wanted || this.#wanted === 0)) {
      this.#to = this.#wanted
      this.#fade.jump(0)
      this.#fade.to(1)
      this.#fade.advance()
      this.#fading = true
    }
  }

  /** [audio] In place. Costs nothing while the delay is and stays 0. */
  process(x: readonly Float64Array[], frames: number, offset: number): void {
    if (this.#from === 0 && this.#wanted === 0 && !this.#fading) {
      this.#fed = 0
      return
    }
    const mask = this.#mask
    const start = this.#at
    const { c0, c1, c2 } = this.#fade
    for (let c = 0; c < this.#rings.length; c++) {
      const ring = this.#rings[c]!
      const buffer = x[c]!
      for (let i = 0; i < frames; i++) {
        const w = (start + i) & mask
        ring[w] = buffer[i]!
        const old = ring[(w - this.#from) & mask]!
        if (this.#fading) {
          const u = offset + i
          const g = c0 + u * (c1 + u * c2)
          buffer[i] = old + (ring[(w - this.#to) & mask]! - old) * g
        } else buffer[i] = old
      }
    }
    this.#at = (start + frames) & mask
    this.#fed = Math.min(this.#fed + frames, mask)
  }

  /** [idle] */
  release(memory: AudioMemory): void {
    for (const ring of this.#rings) memory.free(ring)
  }
}
