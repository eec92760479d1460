import { type ProcessorEnv, QUANTUM, SPLINE_STATE, Spline } from '../../host/sdk/index.ts'

/** Grid lines that a change of the shares takes: 21 ms at 48 kHz, and four more until the spline has followed. */
const LINES = 8
/** Numbers in a matrix: left in left, right in left, left in right, right in right. */
const SIZE = 4

/**
 * Two by two gains: shares that go to new places along a raised cosine, all at once, times the gain of their side. A spline
 * runs through the products, so that neither a switch nor a dial leaves a corner on the grid lines.
 */
export class Matrix {
  /** Each gain in the frames of the present run, while they move. */
  readonly curves: readonly Float64Array[]
  /** The gains at rest. */
  readonly rest: Float64Array
  readonly #splines: readonly Spline[]
  readonly #shares: Float64Array
  readonly #from: Float64Array
  readonly #to: Float64Array
  #line = LINES
  #moves = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    this.curves = Array.from({ length: SIZE }, () => env.allocate(QUANTUM))
    this.#splines = this.curves.map(() => new Spline(env.allocate(SPLINE_STATE)))
    this.rest = env.allocate(SIZE)
    this.#shares = env.allocate(SIZE)
    this.#from = env.allocate(SIZE)
    this.#to = env.allocate(SIZE)
  }

  /** [audio] True while any gain moves in this quantum. */
  get moves(): boolean {
    return this.#moves
  }

  /** [audio] Stands at `shares`, times the gains of left and right, at once. */
  jump(shares: Float64Array, gains: Float64Array): void {
    this.#line = LINES
    this.#moves = false
    for (let k = 0; k < SIZE; k++) {
      this.#shares[k] = this.#to[k] = shares[k]!
      this.rest[k] = shares[k]! * gains[k >> 1]!
      this.#splines[k]!.jump(this.rest[k]!)
    }
  }

  /** [audio] On every grid line: where to be. Other shares than before start a new way from wherever they stand. */
  advance(shares: Float64Array, gains: Float64Array): void {
    let other = false
    for (let k = 0; k < SIZE; k++) if (shares[k] !== this.#to[k]) other = true
    if (other) this.#start(shares)
    if (this.#line < LINES) this.#step()
    this.#moves = false
    for (let k = 0; k < SIZE; k++) {
      const spline = this.#splines[k]!
      this.rest[k] = this.#shares[k]! * gains[k >> 1]!
      spline.take(this.rest[k]!)
      if (spline.moves) this.#moves = true
    }
  }

  /** [audio] Computes the curves of `frames` frames from `offset` after the grid line. */
  run(frames: number, offset: number): void {
    for (let k = 0; k < SIZE; k++) this.#splines[k]!.fill(this.curves[k]!, frames, offset)
  }

  #start(shares: Float64Array): void {
    this.#line = 0
    for (let k = 0; k < SIZE; k++) {
      this.#from[k] = this.#shares[k]!
      this.#to[k] = shares[k]!
    }
  }

  #step(): void {
    this.#line++
    const way = 0.5 - 0.5 * Math.cos((Math.PI * this.#line) / LINES)
    for (let k = 0; k < SIZE; k++) {
      const from = this.#from[k]!
      const to = this.#to[k]!
      this.#shares[k] = this.#line === LINES ? to : from + way * (to - from)
    }
  }
}
