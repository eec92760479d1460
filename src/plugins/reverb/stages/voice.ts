import { POLES, poleAt, WEIGHTS } from '../design/pole-bank.ts'
import type { Setting } from '../design/setting.ts'
import { CHUNK, type Chunk } from './chunk.ts'

/** What is left of a decay below this is dropped before it becomes denormal. */
const FLOOR = 1e-30

/**
 * The voice of the character: one pole bank per ear, heard twice.
 *
 *     lattice -> poles -+-> weights of the loop, with the gain into it
 *                       +-> weights of the cloud
 */
export class VoiceFilter {
  /** What the cloud taps hear: left at 0, right at CHUNK. */
  readonly cloud: Float64Array
  /** POLES per ear. */
  readonly #state: Float64Array
  readonly #poles: Float64Array
  /** What the next setting would give: the loop at 0, the cloud at CHUNK. */
  readonly #coming: Float64Array
  readonly #stateBefore: Float64Array

  /** [idle] */
  constructor(sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.cloud = allocate(2 * CHUNK)
    this.#state = allocate(2 * POLES)
    this.#stateBefore = allocate(2 * POLES)
    this.#poles = allocate(POLES)
    this.#coming = allocate(4 * CHUNK)
    for (let j = 0; j < POLES; j++) this.#poles[j] = poleAt(j, sampleRate)
  }

  /** [audio] `ears` (left at 0, right at CHUNK): from the lattice, becomes what goes into the loop. */
  process(chunk: Chunk, ears: Float64Array, now: Setting, next: Setting): void {
    const coming = this.#coming
    if (chunk.offset === 0) this.#flush()
    if (chunk.moving) {
      coming.set(ears)
      this.#stateBefore.set(this.#state)
      this.#both(chunk, coming, 2 * CHUNK, coming, next.voice)
      this.#state.set(this.#stateBefore)
    }
    this.#both(chunk, ears, 0, this.cloud, now.voice)
    if (!chunk.moving) return
    const cloud = this.cloud
    const fade = chunk.fade
    for (let e = 0; e < 2 * CHUNK; e += CHUNK)
      for (let i = 0; i < chunk.frames; i++) {
        const f = fade[i]!
        ears[e + i] = ears[e + i]! + f * (coming[e + i]! - ears[e + i]!)
        cloud[e + i] = cloud[e + i]! + f * (coming[2 * CHUNK + e + i]! - cloud[e + i]!)
      }
  }

  /** [audio] */
  reset(): void {
    this.#state.fill(0)
  }

  /** On grid lines: ends what would become denormal. */
  #flush(): void {
    const state = this.#state
    for (let i = 0; i < 2 * POLES; i++) if (Math.abs(state[i]!) < FLOOR) state[i] = 0
  }

  /**
   * Both ears (left at 0, right at CHUNK) from `ears`, in place, and into `cloud[at..]`. Together, for the recursions hide
   * each other's latency.
   */
  #both(chunk: Chunk, ears: Float64Array, at: number, cloud: Float64Array, w: Float64Array): void {
    const state = this.#state
    const poles = this.#poles
    const p0 = poles[0]!
    const p1 = poles[1]!
    const p2 = poles[2]!
    const p3 = poles[3]!
    const u0 = w[0]!
    const u1 = w[1]!
    const u2 = w[2]!
    const u3 = w[3]!
    const u4 = w[4]!
    const v0 = w[WEIGHTS]!
    const v1 = w[WEIGHTS + 1]!
    const v2 = w[WEIGHTS + 2]!
    const v3 = w[WEIGHTS + 3]!
    const v4 = w[WEIGHTS + 4]!
    let s0 = state[0]!
    let s1 = state[1]!
    let s2 = state[2]!
    let s3 = state[3]!
    let t0 = state[POLES]!
    let t1 = state[POLES + 1]!
    let t2 = state[POLES + 2]!
    let t3 = state[POLES + 3]!
    const n = chunk.frames
    for (let i = 0; i < n; i++) {
      const x = ears[i]!
      const y = ears[CHUNK + i]!
      s0 = p0 * s0 + x
      t0 = p0 * t0 + y
      s1 = p1 * s1 + x
      t1 = p1 * t1 + y
      s2 = p2 * s2 + x
      t2 = p2 * t2 + y
      s3 = p3 * s3 + x
      t3 = p3 * t3 + y
      ears[i] = u0 * x + (u1 * s0 + u2 * s1) + (u3 * s2 + u4 * s3)
      ears[CHUNK + i] = u0 * y + (u1 * t0 + u2 * t1) + (u3 * t2 + u4 * t3)
      cloud[at + i] = v0 * x + (v1 * s0 + v2 * s1) + (v3 * s2 + v4 * s3)
      cloud[at + CHUNK + i] = v0 * y + (v1 * t0 + v2 * t1) + (v3 * t2 + v4 * t3)
    }
    state[0] = s0
    state[1] = s1
    state[2] = s2
    state[3] = s3
    state[POLES] = t0
    state[POLES + 1] = t1
    state[POLES + 2] = t2
    state[POLES + 3] = t3
  }
}
