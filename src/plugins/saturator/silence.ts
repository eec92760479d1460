/** Knows when an input has been exactly silent for so long that everything behind it is. */
export class Silence {
  readonly #memory: number
  /** Frames of silence so far. */
  #frames = 0

  /** [idle] `memory`: frames that what comes behind looks back on. */
  constructor(memory: number) {
    this.#memory = memory
    this.#frames = memory
  }

  /** [audio] True when these frames and all that are still remembered are 0. */
  hears(input: readonly Float64Array[], frames: number): boolean {
    const before = this.#frames
    for (let c = 0; c < input.length; c++) {
      const x = input[c]!
      for (let i = 0; i < frames; i++)
        if (x[i] !== 0) {
          this.#frames = 0
          return false
        }
    }
    this.#frames = Math.min(this.#memory, before + frames)
    return before >= this.#memory
  }

  /** [audio] */
  reset(): void {
    this.#frames = this.#memory
  }
}
