import { flushPowers, flushState, type ProcessorEnv } from '../../../host/sdk/index.ts'
import { LEFT, MID, RIGHT, SIDE, STEREO } from '../channels.ts'
import {
  hearBell,
  hearShelf,
  isShelf,
  POWER,
  REGION_COEFFICIENTS,
  REGION_MEMORY,
  writeRegion,
} from './region.ts'

/** The level of a band's region (see region.ts), as the peak of a sine, on the channels the band works on. */
export class Detector {
  readonly #c: Float64Array
  readonly #memory: Float64Array
  readonly #sampleRate: number
  #shelf = false
  #pair = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#c = env.allocate(REGION_COEFFICIENTS)
    this.#memory = env.allocate(2 * REGION_MEMORY)
    this.#sampleRate = env.sampleRate
  }

  /** [audio] The region of a band: `type` is its index in BAND_TYPES. */
  set(type: number, hz: number, q: number): void {
    this.#shelf = isShelf(type)
    writeRegion(type, hz, q, this.#sampleRate, this.#c)
  }

  /** [audio] Squared peak of the louder channel, after what `process` heard last. */
  get power(): number {
    const m = this.#memory
    const one = m[POWER]!
    const other = m[REGION_MEMORY + POWER]!
    return this.#pair && other > one ? other : one
  }

  /** [audio] Hears the frames from..to of `key` on the channels the band works on; a mono key stands for any of them. */
  process(route: number, key: readonly Float64Array[], from: number, to: number): void {
    const left = key[0]!
    const right = key.length > 1 ? key[1]! : left
    this.#pair = route === STEREO && key.length > 1
    if (key.length === 1 || route === LEFT || this.#pair) this.#hear(0, left, right, 1, 0, from, to)
    else if (route === RIGHT) this.#hear(0, left, right, 0, 1, from, to)
    else if (route === MID) this.#hear(0, left, right, 0.5, 0.5, from, to)
    else if (route === SIDE) this.#hear(0, left, right, 0.5, -0.5, from, to)
    if (this.#pair) this.#hear(REGION_MEMORY, left, right, 0, 1, from, to)
  }

  #hear(
    at: number,
    left: Float64Array,
    right: Float64Array,
    leftShare: number,
    rightShare: number,
    from: number,
    to: number,
  ): void {
    const c = this.#c
    const m = this.#memory
    if (this.#shelf) hearShelf(c, m, at, left, right, leftShare, rightShare, from, to)
    else hearBell(c, m, at, left, right, leftShare, rightShare, from, to)
  }

  /** [audio] On every grid line: ends inaudible decays, and what is not a number. */
  flush(): void {
    const m = this.#memory
    for (let at = 0; at < m.length; at += REGION_MEMORY) {
      flushState(m, at, at + POWER)
      flushPowers(m, at + POWER, at + REGION_MEMORY)
    }
  }

  /** [audio] */
  reset(): void {
    this.#memory.fill(0)
  }
}
