import { type ProcessorEnv, QUANTUM, SPLINE_STATE, Spline } from '../../host/sdk/index.ts'
import { type Coefficients, DAMPING } from './linkwitz-riley.ts'

/** Crossovers stay below this share of the sample rate. */
const HIGHEST = 0.45

/** [audio] Warped frequency of the bilinear transform: tan(pi hz / rate). */
export const warped = (hz: number, sampleRate: number): number =>
  Math.tan(Math.PI * Math.min(hz / sampleRate, HIGHEST))

/** The coefficients of one crossover over time: its split and the all-passes beside it share them. */
export class Tuning implements Coefficients {
  readonly c1: Float64Array
  readonly c2: Float64Array
  readonly c3: Float64Array
  readonly #g: Spline
  readonly #sampleRate: number
  /** True while the coefficients are those of a frequency that stands still. */
  #atRest = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.c1 = env.allocate(QUANTUM)
    this.c2 = env.allocate(QUANTUM)
    this.c3 = env.allocate(QUANTUM)
    this.#g = new Spline(env.allocate(SPLINE_STATE))
  }

  /** [audio] Once per grid line: where the frequency will be; `jump`: it is there at once. */
  advance(hz: number, jump: boolean): void {
    if (jump) this.#g.jump(warped(hz, this.#sampleRate))
    else this.#g.take(warped(hz, this.#sampleRate))
    if (jump || this.#g.moves) this.#atRest = false
  }

  /** [audio] Once per grid line on which no frequency has changed. */
  stay(): void {
    this.#g.take(this.#g.point)
  }

  /** [audio] Before the filters run. */
  fill(frames: number, offset: number): void {
    if (this.#atRest) return
    const { c1, c2, c3 } = this
    const moves = this.#g.moves
    const count = moves ? frames : QUANTUM
    this.#g.fill(c1, count, moves ? offset : 0)
    for (let i = 0; i < count; i++) {
      const g = c1[i]!
      const twice = 2 / (1 + g * (g + DAMPING))
      c1[i] = twice - 1
      c2[i] = g * twice
      c3[i] = g * g * twice
    }
    this.#atRest = !moves
  }
}
