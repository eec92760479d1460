/**
 * Takeover of a fader or knob without a motor. The control moves the value only after it has met it: come near, or
 * passed by it between two messages, so that a fast sweep is not missed. [control]
 */

/** How near is met: two steps of 7 bits. */
const NEAR = 2 / 127

export class Pickup {
  /** Where the control was before, 0..1; undefined until it is first heard. */
  #before: number | undefined
  #holds = false

  /** [control] The control stands at `norm`, the value at `stands`. True when the control moves the value. */
  moves(norm: number, stands: number): boolean {
    const before = this.#before
    this.#before = norm
    if (!this.#holds) {
      const near = Math.abs(norm - stands) <= NEAR
      this.#holds = near || (before !== undefined && (before - stands) * (norm - stands) <= 0)
    }
    return this.#holds
  }

  /** [control] The value went elsewhere: the control must meet it again. */
  release(): void {
    this.#holds = false
  }

  /** [control] Nobody knows where the control is: it was unplugged. */
  forget(): void {
    this.#holds = false
    this.#before = undefined
  }
}
