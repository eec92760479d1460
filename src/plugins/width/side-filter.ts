import { FADE_STEP, flushState, type ProcessorEnv, QUANTUM, towards } from '../../host/sdk/index.ts'
import { MONO_OFF_HZ } from './params.ts'

// Layout: the two integrators; step of the one-poles and share of the filter at this grid line and at the next.
const STATE = 0
const STEP = 2
const SHARE = 4

const stepOf = (hz: number, sampleRate: number): number => {
  const g = Math.tan((Math.PI * Math.min(hz, 0.45 * sampleRate)) / sampleRate)
  return g / (1 + g)
}

/**
 * The side without its bass: two one-pole high-passes in a row (Linkwitz-Riley, 12 dB per octave, -6 dB at the corner).
 * The mid has no filter at all, so nothing has to be added up again and what is in the middle stays as it is.
 */
export class SideFilter {
  readonly #s: Float64Array
  readonly #sampleRate: number
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#s = env.allocate(6)
    this.#sampleRate = env.sampleRate
  }

  /** [audio] False while the side passes as it is. */
  get active(): boolean {
    return this.#s[SHARE]! > 0 || this.#s[SHARE + 1]! > 0
  }

  /** [audio] On every grid line: corner there and at the next one, Hz; whether either moved. */
  advance(from: number, to: number, moved: boolean): void {
    const s = this.#s
    const goal = to > MONO_OFF_HZ ? 1 : 0
    s[SHARE] = this.#started ? s[SHARE + 1]! : goal
    s[SHARE + 1] = towards(s[SHARE], goal, FADE_STEP)
    if (!this.active) s.fill(0, STATE, STATE + 2)
    if (!moved && this.#started) return
    s[STEP] = stepOf(from, this.#sampleRate)
    s[STEP + 1] = stepOf(to, this.#sampleRate)
    this.#started = true
  }

  /** [audio] In place. */
  process(side: Float64Array, frames: number, offset: number): void {
    const s = this.#s
    const step = s[STEP]!
    const stepStep = (s[STEP + 1]! - step) / QUANTUM
    const share = s[SHARE]!
    const shareStep = (s[SHARE + 1]! - share) / QUANTUM
    let first = s[STATE]!
    let second = s[STATE + 1]!
    for (let i = 0; i < frames; i++) {
      const k = offset + i
      const g = step + stepStep * k
      const x = side[i]!
      const d1 = x - first
      const v1 = g * d1
      const d2 = d1 - v1 - second
      const v2 = g * d2
      first += 2 * v1
      second += 2 * v2
      side[i] = x + (share + shareStep * k) * (d2 - v2 - x)
    }
    s[STATE] = first
    s[STATE + 1] = second
  }

  /** [audio] On every grid line: ends inaudible decays. */
  flush(): void {
    flushState(this.#s, STATE, STATE + 2)
  }

  /** [audio] */
  reset(): void {
    this.#s.fill(0)
    this.#started = false
  }
}
