import { QUANTUM } from '../../../host/sdk/index.ts'
import { type Chunk, fillFade } from '../stages/chunk.ts'

/** Length of a move between two delays, s. */
const MOVE_SECONDS = 0.06

/** Moves the pre-delay: a cross-fade along a raised cosine, one at a time, towards the newest wish. */
export class DelayMove {
  /** Frames: what sounds, and what fades in while `chunk.moving`. */
  now = 0
  next = 0
  readonly #chunk: Chunk
  /** Frames of a whole move, a multiple of QUANTUM. */
  readonly #length: number
  #done = 0

  /** [idle] */
  constructor(chunk: Chunk, sampleRate: number) {
    this.#chunk = chunk
    this.#length = QUANTUM * Math.ceil((MOVE_SECONDS * sampleRate) / QUANTUM)
  }

  /** [audio] To `frames` at once. */
  jump(frames: number): void {
    this.#chunk.moving = false
    this.now = frames
    this.next = frames
  }

  /** [audio] On every grid line: where the dial stands. */
  gridLine(wanted: number): void {
    const chunk = this.#chunk
    if (chunk.moving) {
      this.#done += QUANTUM
      if (this.#done < this.#length) return
      this.jump(this.next)
    }
    if (wanted === this.now) return
    this.next = wanted
    chunk.moving = true
    this.#done = 0
  }

  /** [audio] Fills the fade of the chunk. */
  fade(): void {
    fillFade(this.#chunk, this.#done, this.#length)
  }
}
