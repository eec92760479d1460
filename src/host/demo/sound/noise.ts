/** Seeded white noise: xorshift with 32 bits of state (George Marsaglia, "Xorshift RNGs", 2003). */
export class Noise {
  #state: number

  /** [control] Equal seeds give equal noise; the hash keeps neighbouring seeds apart. */
  constructor(seed: number) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bf03635) | 1
    for (let i = 0; i < 8; i++) this.next()
  }

  /** [control] The next value, evenly spread over -1..1. */
  next(): number {
    let s = this.#state
    s ^= s << 13
    s ^= s >>> 17
    s ^= s << 5
    this.#state = s
    return s / 2147483648
  }

  /**
   * [control] A value around 0, rarely beyond half of `spread`, never beyond it: the way a hand misses the
   * beat.
   */
  around(spread: number): number {
    return ((this.next() + this.next() + this.next()) / 3) * spread
  }

  /** [control] `frames` of noise. */
  white(frames: number): Float64Array {
    const out = new Float64Array(frames)
    for (let i = 0; i < frames; i++) out[i] = this.next()
    return out
  }
}
