import { type ProcessorEnv, QUANTUM } from '../plugin.ts'

/** Farthest tap, in steps of one frame at 44.1 and 48 kHz. */
const REACH = 23
/** Kaiser beta: the envelope of a tone is flat within 0.03 % from 2 kHz at 48 kHz up. */
const BETA = 6

/** [control] Frames from one tap to the next: at higher rates the same taps stand farther apart and reach as far in time. */
const stride = (sampleRate: number): number => (sampleRate > 144000 ? 4 : sampleRate > 72000 ? 2 : 1)

/** [control] Frames by which an envelope is late. */
export const envelopeFrames = (sampleRate: number): number => REACH * stride(sampleRate)

/**
 * [idle] Taps of a Hilbert transformer at the distances 1, 3, 5 ... from its centre. Below its pass band it fades to nothing.
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 */
function hilbertTaps(): Float64Array {
  return Float64Array.from({ length: (REACH + 1) / 2 }, (_, k) => {
    const distance = 2 * k + 1
    const window = bessel0(BETA * Math.sqrt(1 - (distance / (REACH + 1)) ** 2)) / bessel0(BETA)
    return (2 / (Math.PI * distance)) * window
  })
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 40; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

/**
 * The envelope of a key: sqrt(x^2 + h^2) with h a quarter of a period later (Hilbert transform). Two tones beside each other
 * give their beat, where the peaks of the wave also tell how the beat and the waves happen to meet. Bass passes as it is.
 */
export class EnvelopeKey {
  readonly #taps = hilbertTaps()
  /** Per channel: what came before the call, then the call. */
  readonly #lines: readonly Float64Array[]
  readonly #output: readonly Float64Array[]
  /** What `process` hands out, by the number of channels of the key. */
  readonly #mono: readonly Float64Array[]
  readonly #stride: number
  readonly #late: number
  #last = 0

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const make = (doubles: number) => [env.allocate(doubles), env.allocate(doubles)]
    this.#stride = stride(env.sampleRate)
    this.#late = envelopeFrames(env.sampleRate)
    this.#lines = make(2 * this.#late + QUANTUM)
    this.#output = make(QUANTUM)
    this.#mono = [this.#output[0]!]
  }

  /** [audio] Envelopes of `key`, or `plain` the key itself, envelopeFrames late; own arrays, good until the next call. */
  process(key: readonly Float64Array[], plain: boolean, frames: number): readonly Float64Array[] {
    const last = this.#last
    const late = this.#late
    for (let c = 0; c < key.length; c++) {
      const line = this.#lines[c]!
      const from = key[c]!
      const to = this.#output[c]!
      line.copyWithin(0, last, last + 2 * late)
      for (let i = 0; i < frames; i++) line[2 * late + i] = from[i]!
      if (plain) for (let i = 0; i < frames; i++) to[i] = line[late + i]!
      else this.#envelope(line, to, frames)
    }
    this.#last = frames
    return key.length === 1 ? this.#mono : this.#output
  }

  #envelope(line: Float64Array, to: Float64Array, frames: number): void {
    const taps = this.#taps
    const near = this.#stride
    const step = 2 * near
    const late = this.#late
    for (let i = 0; i < frames; i++) {
      const centre = late + i
      const x = line[centre]!
      let h = 0
      let distance = near
      for (let k = 0; k < taps.length; k++) {
        h += taps[k]! * (line[centre + distance]! - line[centre - distance]!)
        distance += step
      }
      to[i] = Math.sqrt(x * x + h * h)
    }
  }

  /** [idle] */
  reset(): void {
    this.#lines[0]!.fill(0)
    this.#lines[1]!.fill(0)
    this.#last = 0
  }
}
