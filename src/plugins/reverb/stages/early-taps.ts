import { EARLY_TAPS } from '../design/characters.ts'
import type { Setting } from '../design/setting.ts'
import { CHUNK, type Chunk, mirror, PAD, ringIndex, ringSize } from './chunk.ts'

/** Four rings (bare left, bare right, cloud left, cloud right) and the taps that read them. */
export class EarlyTaps {
  readonly #ring: Float64Array
  readonly #stride: number
  readonly #size: number
  /** Start of the ring each tap listens to. */
  readonly #bases: Float64Array
  /** The pattern that fades in. */
  readonly #coming: Float64Array

  /** [idle] `rings`: 0..3 for each tap of both ears; `longestMs`: the latest tap at the largest size. */
  constructor(
    rings: Float64Array,
    longestMs: number,
    sampleRate: number,
    allocate: (doubles: number) => Float64Array,
  ) {
    this.#size = ringSize(Math.ceil((longestMs * sampleRate) / 1000))
    this.#stride = this.#size + PAD
    this.#ring = allocate(4 * this.#stride)
    this.#bases = allocate(rings.length)
    this.#coming = allocate(CHUNK)
    for (let t = 0; t < rings.length; t++) this.#bases[t] = rings[t]! * this.#stride
  }

  /** Frames it holds. */
  get span(): number {
    return this.#size
  }

  /** [audio] Both ears into the bare (`pair` 0) or the cloud rings (1). */
  listen(chunk: Chunk, ears: Float64Array, pair: number): void {
    const ring = this.#ring
    const size = this.#size
    const mask = size - 1
    const base = 2 * pair * this.#stride
    const left = ringIndex(base, chunk.frame, 0, mask)
    const right = ringIndex(base + this.#stride, chunk.frame, 0, mask)
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      ring[left + i] = ears[i]!
      ring[right + i] = ears[CHUNK + i]!
    }
    mirror(ring, base, size, chunk.frame & mask, n)
    mirror(ring, base + this.#stride, size, chunk.frame & mask, n)
  }

  /** [audio] Writes the pattern of one ear (0 or 1) into `wet[chunk.at..]`. */
  process(chunk: Chunk, ear: number, wet: Float64Array, now: Setting, next: Setting): void {
    const at = chunk.at
    const n = chunk.frames
    wet.fill(0, at, at + n)
    this.#add(chunk, ear, wet, at, now)
    if (!chunk.moving) return
    const fade = chunk.fade
    const coming = this.#coming
    coming.fill(0, 0, n)
    this.#add(chunk, ear, coming, 0, next)
    for (let i = 0; i < n; i++) wet[at + i] = wet[at + i]! + fade[i]! * (coming[i]! - wet[at + i]!)
  }

  /** [audio] */
  reset(): void {
    this.#ring.fill(0)
  }

  /** Five taps per pass. */
  #add(chunk: Chunk, ear: number, wet: Float64Array, at: number, setting: Setting): void {
    const ring = this.#ring
    const mask = this.#size - 1
    const bases = this.#bases
    const delays = setting.tapDelays
    const gains = setting.tapGains
    const frame = chunk.frame
    const n = chunk.frames
    for (let t = ear * EARLY_TAPS; t < (ear + 1) * EARLY_TAPS; t += 5) {
      const a = ringIndex(bases[t]!, frame, delays[t]!, mask)
      const b = ringIndex(bases[t + 1]!, frame, delays[t + 1]!, mask)
      const c = ringIndex(bases[t + 2]!, frame, delays[t + 2]!, mask)
      const d = ringIndex(bases[t + 3]!, frame, delays[t + 3]!, mask)
      const e = ringIndex(bases[t + 4]!, frame, delays[t + 4]!, mask)
      const ga = gains[t]!
      const gb = gains[t + 1]!
      const gc = gains[t + 2]!
      const gd = gains[t + 3]!
      const ge = gains[t + 4]!
      for (let i = 0; i < n; i++)
        wet[at + i] =
          wet[at + i]! +
          (ga * ring[a + i]! + gb * ring[b + i]!) +
          (gc * ring[c + i]! + gd * ring[d + i]!) +
          ge * ring[e + i]!
    }
  }
}
