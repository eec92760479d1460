import type { Clock } from '../clock.ts'

/**
 * Puts the two halves of a 14-bit controller together: the coarse half on its number, the fine half on the number 32
 * higher (MIDI 1.0). A coarse half alone counts when no fine half follows, for devices that send 7 bits. [control]
 */

const WAIT_MS = 30

export class WideValue {
  readonly #clock: Clock
  readonly #whole: (value: number) => void
  #coarse = 0
  #stop: (() => void) | undefined

  /** `whole` gets values from 0 to 16383. */
  constructor(clock: Clock, whole: (value: number) => void) {
    this.#clock = clock
    this.#whole = whole
  }

  /** [control] */
  coarse(value: number): void {
    this.#coarse = value
    this.#stop?.()
    this.#stop = this.#clock.after(WAIT_MS, () => this.#whole(this.#coarse << 7))
  }

  /** [control] */
  fine(value: number): void {
    this.stop()
    this.#whole((this.#coarse << 7) | value)
  }

  /** [control] Waits no longer. */
  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }
}
