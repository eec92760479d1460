import { halfWayWeights, type ProcessorEnv } from '../../host/sdk/index.ts'
import { HALF_FRAMES, HalfPoints, HISTORY, KEPT_POINTS } from './half-points.ts'
import type { PeakReader } from './peak-reader.ts'

/** The 4x stage sees a band that ends at a quarter of its rate, so it is short and may be smooth. */
const QUARTER_PAIRS = 4
const QUARTER_BETA = 5.5
/** Below this share of the ceiling no top is sought: a sine has a 4x point less than 0.7 dB (0.92) below its top. */
const NEAR = 0.9

/** Frames between the arrival of a sample and its reading. */
export const DETECTOR_FRAMES = HALF_FRAMES + 3

/**
 * True-peak detector for a limiter: how high does the band-limited curve through the samples rise around each frame?
 *
 *     samples -> 2x half points -> 4x half-band (8 taps) -> top through three points near the ceiling
 *
 * The three-point formula is exact for any sinusoid: with neighbours a, c of a top b, cos(step) = (a + c) / 2b and
 * amplitude^2 = b^2 + ((c - a) / (2 sin(step)))^2. So 4x plus a formula reads like 16x at a quarter of the work.
 * Where no sample in reach is large enough to lift any point to the ceiling, the work is left out; that changes no bit.
 * Background: ITU-R BS.1770-5 annex 2 (2023), over-sampled peak reading.
 */
export class TruePeakDetector implements PeakReader {
  readonly lateFrames = DETECTOR_FRAMES
  readonly #half: HalfPoints
  readonly #quarter = halfWayWeights(QUARTER_PAIRS, QUARTER_PAIRS, QUARTER_BETA)
  /** No point is larger than this times the largest sample in reach. */
  readonly #gain: number
  /** The four points of a frame, one before and one after. */
  readonly #around: Float64Array
  /** One double: samples below it (linear) are not read. */
  readonly #near: Float64Array

  /** [idle] One detector per channel. */
  constructor(env: ProcessorEnv) {
    this.#half = new HalfPoints(env)
    this.#around = env.allocate(6)
    this.#near = env.allocate(1)
    const weight = this.#quarter.reduce((sum, w) => sum + Math.abs(w), 0)
    this.#gain = weight * (1 + this.#half.gain)
  }

  /** [audio] On a grid line: frames that stay below 0.9 of `aim` (linear) are not read from here on. */
  watch(aim: number): void {
    this.#near[0] = NEAR * aim
  }

  /**
   * [audio] Raises `peak[i]`, `frames` long, to the true peak in [frame, frame + 1) of what arrived DETECTOR_FRAMES ago.
   * `x`: `frames` finite samples.
   */
  read(x: Float64Array, frames: number, _aim: Float64Array, peak: Float64Array): void {
    const half = this.#half
    half.take(x, frames)
    if (half.loudest[0]! * this.#gain < this.#near[0]!) {
      half.skip()
    } else {
      half.interpolate()
      this.#readPeaks(frames, peak)
    }
  }

  /** [audio] */
  reset(): void {
    this.#half.reset()
  }

  /** The four points of each frame and the top among them: frame i stands at sample HISTORY + i - DETECTOR_FRAMES. */
  #readPeaks(frames: number, peak: Float64Array): void {
    const near = this.#near[0]!
    const around = this.#around
    const { samples, points } = this.#half
    const w0 = this.#quarter[0]!
    const w1 = this.#quarter[1]!
    const w2 = this.#quarter[2]!
    const w3 = this.#quarter[3]!
    let s = HISTORY - DETECTOR_FRAMES
    let t = KEPT_POINTS - 3
    let xm = samples[s - 1]!
    let x0 = samples[s]!
    let x1 = samples[s + 1]!
    let hn = points[t - 2]!
    let hm = points[t - 1]!
    let h0 = points[t]!
    let h1 = points[t + 1]!
    // The point before the first frame, for a top at the frame itself.
    let before = w0 * (hm + x0) + w1 * (xm + h0) + w2 * (hn + x1) + w3 * (samples[s - 2]! + h1)
    for (let i = 0; i < frames; i++, s++, t++) {
      const x2 = samples[s + 2]!
      const h2 = points[t + 2]!
      const q1 = w0 * (x0 + h0) + w1 * (hm + x1) + w2 * (xm + h1) + w3 * (hn + x2)
      const q3 = w0 * (h0 + x1) + w1 * (x0 + h1) + w2 * (hm + x2) + w3 * (xm + h2)
      // Four tests that are nearly always false cost less than finding the largest first.
      if (Math.abs(x0) > near || Math.abs(q1) > near || Math.abs(h0) > near || Math.abs(q3) > near) {
        around[0] = before
        around[1] = x0
        around[2] = q1
        around[3] = h0
        around[4] = q3
        around[5] = x1
        this.#raise(peak, i)
      }
      before = q3
      xm = x0
      x0 = x1
      x1 = x2
      hn = hm
      hm = h0
      h0 = h1
      h1 = h2
    }
  }

  /** Raises peak[i] to the height of the curve over the four points of its frame. Doubles travel in arrays: no boxes. */
  #raise(peak: Float64Array, i: number): void {
    const around = this.#around
    let at = 1
    for (let k = 2; k <= 4; k++) if (Math.abs(around[k]!) >= Math.abs(around[at]!)) at = k
    const a = around[at - 1]!
    const b = around[at]!
    const c = around[at + 1]!
    let height = Math.abs(b)
    if (height >= Math.abs(a) && height >= Math.abs(c)) {
      // Height of the top through three equally spaced points.
      const cos = (a + c) / (2 * b)
      const sin2 = 1 - cos * cos
      const d = c - a
      if (sin2 >= 1e-9) height = Math.sqrt(b * b + (d * d) / (4 * sin2))
    }
    if (height > peak[i]!) peak[i] = height
  }
}
