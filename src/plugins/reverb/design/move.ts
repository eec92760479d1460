import { QUANTUM } from '../../../host/sdk/index.ts'
import { type Chunk, fillFade } from '../stages/chunk.ts'
import type { Character, LineCount } from './characters.ts'
import type { Dials } from './dials.ts'
import { Setting, SettingDesign } from './setting.ts'

/** Length of a move between two settings, s. */
const MOVE_SECONDS = 0.06

/**
 * Moves from setting to setting: dials -> design, one step per grid line -> cross-fade along a raised cosine. One move
 * at a time; what the dials ask for meanwhile comes next, and only the newest wish counts.
 */
export class Move {
  /** What sounds, and what fades in while `chunk.moving`. */
  now: Setting
  next: Setting
  /** Which ring each early tap listens to. */
  readonly tapRings: Float64Array
  /** Gain of the input per line. */
  readonly lineFeed: Float64Array
  readonly #chunk: Chunk
  readonly #design: SettingDesign
  /** Frames of a whole move, a multiple of QUANTUM. */
  readonly #length: number
  /** Frames of the move up to the last grid line. */
  #done = 0
  #designing = false
  /** False until the first setting is made. */
  #made = false

  /** [idle] */
  constructor(
    character: Character,
    lines: LineCount,
    sampleRate: number,
    chunk: Chunk,
    allocate: (doubles: number) => Float64Array,
  ) {
    this.#chunk = chunk
    this.now = new Setting(lines, allocate)
    this.next = new Setting(lines, allocate)
    this.#design = new SettingDesign(character, lines, sampleRate, this.next, allocate)
    this.tapRings = this.#design.tapRings
    this.lineFeed = this.#design.lineFeed
    this.#length = QUANTUM * Math.ceil((MOVE_SECONDS * sampleRate) / QUANTUM)
  }

  /** [audio] The setting for `dials`, now: about 0.3 ms if it is not there yet. */
  jump(dials: Dials): void {
    this.#chunk.moving = false
    this.#designing = false
    if (this.#made && dials.equals(this.now.dials)) return
    this.#made = true
    this.#design.begin(dials, this.now, undefined)
    while (!this.#design.step());
  }

  /** [audio] On every grid line. In silence a move needs no time. */
  gridLine(wanted: Dials, silent: boolean): void {
    const chunk = this.#chunk
    if (chunk.moving) {
      this.#done += QUANTUM
      if (this.#done < this.#length && !silent) return
      this.#arrive()
    }
    if (!this.#designing) {
      if (wanted.equals(this.now.dials)) return
      this.#design.begin(wanted, this.next, this.now)
      this.#designing = true
    }
    if (!this.#design.step()) return
    this.#designing = false
    if (silent) this.#arrive()
    else {
      chunk.moving = true
      this.#done = 0
    }
  }

  /** [audio] Fills the fade of the chunk. */
  fade(): void {
    fillFade(this.#chunk, this.#done, this.#length)
  }

  #arrive(): void {
    const gone = this.now
    this.now = this.next
    this.next = gone
    this.#chunk.moving = false
  }
}
