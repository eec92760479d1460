import {
  type ProcessorEnv,
  QUANTUM,
  type SectionCoefficients,
  SPLINE_STATE,
  Spline,
  warped,
  writeSection,
} from '../../host/sdk/index.ts'
import { DAMPING } from './linkwitz-riley.ts'

/** The coefficients of one crossover over time: its split and the all-passes beside it share them. */
export class Tuning implements SectionCoefficients {
  readonly c1: Float64Array
  readonly c2: Float64Array
  readonly c3: Float64Array
  readonly #g: Spline
  readonly #damping: Float64Array
  readonly #sampleRate: number
  /** True while the coefficients are those of a frequency that stands still. */
  #atRest = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.#sampleRate = env.sampleRate
    this.c1 = env.allocate(QUANTUM)
    this.c2 = env.allocate(QUANTUM)
    this.c3 = env.allocate(QUANTUM)
    this.#damping = env.allocate(QUANTUM).fill(DAMPING)
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
    this.#g.stay()
  }

  /** [audio] Before the filters run. */
  fill(frames: number, offset: number): void {
    if (this.#atRest) return
    const { c1 } = this
    const moves = this.#g.moves
    const count = moves ? frames : QUANTUM
    this.#g.fill(c1, count, moves ? offset : 0)
    writeSection(c1, this.#damping, this, count)
    this.#atRest = !moves
  }
}
