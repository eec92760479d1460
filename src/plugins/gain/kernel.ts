import { dbToGain, type ProcessIo, type ProcessorEnv } from '../../host/sdk/index.ts'
import { Matrix } from './matrix.ts'
import type { GainViews } from './parameters.ts'
import { routeMatrices } from './routes.ts'

/**
 *     left ---> x polarity -+         +-> x level, balance -> left
 *                           +> route -+
 *     right --> x polarity -+         +-> x level, balance -> right
 *
 * All of it is one matrix of gains. Where nothing is crossed, a side is multiplied by one number; at rest that is 1, and every
 * bit stays. A mono strip has no sides: only level and its polarity count.
 */
export class GainKernel {
  readonly #views: GainViews
  readonly #matrix: Matrix
  readonly #routes = routeMatrices()
  readonly #shares: Float64Array
  /** Of left and right. */
  readonly #gains: Float64Array
  readonly #mono: boolean
  #started = false

  /** [idle] */
  constructor(env: ProcessorEnv, views: GainViews) {
    this.#views = views
    this.#matrix = new Matrix(env)
    this.#shares = env.allocate(4)
    this.#gains = env.allocate(2)
    this.#mono = env.channels === 1
    this.#retune()
  }

  /** [audio] */
  process(io: ProcessIo): void {
    const { input, output, frames, offset } = io
    const matrix = this.#matrix
    if (io.changed) this.#retune()
    if (!this.#started) matrix.jump(this.#shares, this.#gains)
    else if (offset === 0) matrix.advance(this.#shares, this.#gains)
    this.#started = true
    const { moves, rest, curves } = matrix
    if (moves) matrix.run(frames, offset)
    if (this.#mono) {
      if (moves) turn(input[0]!, output[0]!, curves[0]!, frames)
      else scale(input[0]!, output[0]!, rest[0]!, frames)
    } else if (moves) {
      cross(input, output[0]!, curves[0]!, curves[1]!, frames)
      cross(input, output[1]!, curves[2]!, curves[3]!, frames)
    } else {
      sum(input, output[0]!, rest[0]!, rest[1]!, frames)
      sum(input, output[1]!, rest[2]!, rest[3]!, frames)
    }
  }

  /** [audio] */
  reset(): void {
    this.#started = false
  }

  #retune(): void {
    const { level, invert, invertLeft, invertRight, route, balance } = this.#views
    const mono = this.#mono
    const gain = dbToGain(level.to)
    this.#gains[0] = mono ? gain : gain * turnedDown(balance.to)
    this.#gains[1] = gain * turnedDown(-balance.to)
    const all = invert.on ? -1 : 1
    const left = invertLeft.on && !mono ? -all : all
    const right = invertRight.on ? -all : all
    const first = mono ? 0 : 4 * route.index
    for (let k = 0; k < 4; k++) this.#shares[k] = this.#routes[first + k]! * ((k & 1) === 0 ? left : right)
  }
}

/** [audio] Gain of the left side for a balance in per cent, of the right one for its negative: straight, and 1 up to the middle. */
const turnedDown = (balance: number): number => (balance > 0 ? (100 - balance) / 100 : 1)

/** [audio] One channel at rest. */
function scale(x: Float64Array, y: Float64Array, gain: number, frames: number): void {
  for (let i = 0; i < frames; i++) y[i] = x[i]! * gain
}

/** [audio] One channel on the move. */
function turn(x: Float64Array, y: Float64Array, curve: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) y[i] = x[i]! * curve[i]!
}

/** [audio] One side out of both at rest; what has no share does not come near it. */
function sum(
  input: readonly Float64Array[],
  y: Float64Array,
  ofLeft: number,
  ofRight: number,
  frames: number,
): void {
  const left = input[0]!
  const right = input[1]!
  if (ofRight === 0) scale(left, y, ofLeft, frames)
  else if (ofLeft === 0) scale(right, y, ofRight, frames)
  else for (let i = 0; i < frames; i++) y[i] = ofLeft * left[i]! + ofRight * right[i]!
}

/** [audio] One side out of both on the move. */
function cross(
  input: readonly Float64Array[],
  y: Float64Array,
  ofLeft: Float64Array,
  ofRight: Float64Array,
  frames: number,
): void {
  const left = input[0]!
  const right = input[1]!
  for (let i = 0; i < frames; i++) y[i] = ofLeft[i]! * left[i]! + ofRight[i]! * right[i]!
}
