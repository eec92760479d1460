import { type ProcessIo, QUANTUM } from '../../../host/sdk/index.ts'

/**
 * Width and mix: out = dry x input + wet x (near x own ear + far x other ear). Both pairs of gains lie on a circle: the
 * tail of the ears is uncorrelated, so their power adds, and so does the power of dry and wet.
 */
export class Blend {
  /** Gains of dry, near and far at this grid line; then their slopes per frame. */
  readonly #glide: Float64Array
  readonly #stereo: boolean
  /** True while nothing but the input is heard. */
  #dryOnly = false

  /** [idle] */
  constructor(stereo: boolean, allocate: (doubles: number) => Float64Array) {
    this.#stereo = stereo
    this.#glide = allocate(6)
  }

  /** [audio] Mix and width, 0..1, at this grid line and at the next one. One channel has no width. */
  aim(mixFrom: number, mixTo: number, widthFrom: number, widthTo: number): void {
    const from = this.#stereo ? widthFrom : 1
    const to = this.#stereo ? widthTo : 1
    this.#dryOnly = mixFrom === 0 && mixTo === 0
    this.#line(0, dryGain(mixFrom), dryGain(mixTo))
    this.#line(1, wetGain(mixFrom) * nearGain(from), wetGain(mixTo) * nearGain(to))
    this.#line(2, wetGain(mixFrom) * farGain(from), wetGain(mixTo) * farGain(to))
  }

  /** [audio] Writes one channel from the wet signal of its own and of the other ear. */
  process(io: ProcessIo, channel: number, own: Float64Array, other: Float64Array): void {
    const input = io.input[channel]!
    const output = io.output[channel]!
    const n = io.frames
    if (this.#dryOnly) {
      for (let i = 0; i < n; i++) output[i] = input[i]!
      return
    }
    const glide = this.#glide
    const dry = glide[0]!
    const near = glide[1]!
    const far = glide[2]!
    const dDry = glide[3]!
    const dNear = glide[4]!
    const dFar = glide[5]!
    const offset = io.offset
    for (let i = 0; i < n; i++) {
      const t = offset + i
      const wet = (near + t * dNear) * own[i]! + (far + t * dFar) * other[i]!
      output[i] = (dry + t * dDry) * input[i]! + wet
    }
  }

  /** [audio] While the wet signal is zero and so is the input: the same as `process`, also in the sign of zero. */
  rest(io: ProcessIo, channel: number): void {
    const input = io.input[channel]!
    const output = io.output[channel]!
    const n = io.frames
    if (this.#dryOnly) for (let i = 0; i < n; i++) output[i] = input[i]!
    else output.fill(0, 0, n)
  }

  #line(at: number, from: number, to: number): void {
    this.#glide[at] = from
    this.#glide[at + 3] = (to - from) / QUANTUM
  }
}

/** The ends are exact: no trace of the dry signal at 1. */
const dryGain = (mix: number): number => (mix >= 1 ? 0 : Math.cos((Math.PI / 2) * mix))
const wetGain = (mix: number): number => Math.sin((Math.PI / 2) * mix)
/** Width 1: the own ear only; width 0: both ears the same. */
const nearGain = (width: number): number => Math.cos((Math.PI / 4) * (1 - width))
const farGain = (width: number): number => Math.sin((Math.PI / 4) * (1 - width))
