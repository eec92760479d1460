import {
  type ProcessorEnv,
  QUANTUM,
  type SectionCoefficients,
  SPLINE_STATE,
  Spline,
  warped,
  writeSection,
} from '../../host/sdk/index.ts'
import { bandDamping, SHELF_DAMPING, shelfPole } from './design.ts'
import type { DeesserViews } from './params.ts'

/** The coefficients of the two sections and their dampings, frame by frame. */
export class Tuning {
  readonly first: SectionCoefficients
  readonly second: SectionCoefficients
  /** Damping of the first and of the second section. */
  readonly k1: Float64Array
  readonly k2: Float64Array
  readonly #g: Spline
  readonly #k: Spline
  readonly #warped: Float64Array
  readonly #sampleRate: number
  readonly #shelf: boolean
  #atRest = false

  /** [idle] `shelf`: else a band. */
  constructor(env: ProcessorEnv, shelf: boolean) {
    const make = (): Float64Array => env.allocate(QUANTUM)
    this.first = { c1: make(), c2: make(), c3: make() }
    this.second = { c1: make(), c2: make(), c3: make() }
    this.k1 = make()
    this.k2 = make()
    this.#warped = make()
    this.#g = new Spline(env.allocate(SPLINE_STATE))
    this.#k = new Spline(env.allocate(SPLINE_STATE))
    this.#sampleRate = env.sampleRate
    this.#shelf = shelf
    this.k1.fill(SHELF_DAMPING[0])
    this.k2.fill(SHELF_DAMPING[1])
  }

  /** [audio] Once per grid line; `jump`: everything is there at once. */
  advance(p: DeesserViews, changed: boolean, jump: boolean): void {
    if (!changed) {
      this.#g.stay()
      this.#k.stay()
      return
    }
    const hz = this.#shelf ? shelfPole(p.freq.to, p.range.to) : p.freq.to
    const g = warped(hz, this.#sampleRate)
    const k = bandDamping(p.width.to)
    if (jump) {
      this.#g.jump(g)
      this.#k.jump(k)
    } else {
      this.#g.take(g)
      this.#k.take(k)
    }
    if (jump || this.#moves) this.#atRest = false
  }

  get #moves(): boolean {
    return this.#g.moves || (!this.#shelf && this.#k.moves)
  }

  /** [audio] Before the filters run. */
  fill(frames: number, offset: number): void {
    if (this.#atRest) return
    const moves = this.#moves
    const count = moves ? frames : QUANTUM
    this.#g.fill(this.#warped, count, moves ? offset : 0)
    if (!this.#shelf) {
      this.#k.fill(this.k1, count, moves ? offset : 0)
      this.#k.fill(this.k2, count, moves ? offset : 0)
    }
    writeSection(this.#warped, this.k1, this.first, count)
    writeSection(this.#warped, this.k2, this.second, count)
    this.#atRest = !moves
  }
}
