import type { ProcessorEnv } from '../../host/sdk/index.ts'
import { halfBand } from './half-band.ts'
import { HALF_FRAMES, HalfPoints, HISTORY, KEPT_POINTS } from './half-points.ts'

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

/** The 4x stage sees a band that ends at a quarter of its rate, so it is short and may be smooth. */
const QUARTER_PAIRS = 4
const QUARTER_BETA = 5.5
/** Below this share of the ceiling no top is sought: a sine has a 4x point less than 0.7 dB (0.92) below its top. */
const NEAR = 0.9

/** Frames between the arrival of a sample and its reading. */
export const DETECTOR_FRAMES = HALF_FRAMES + 3

export class TruePeakDetector {
  readonly #half: HalfPoints
  readonly #quarter = halfBand(QUARTER_PAIRS, QUARTER_BETA)
  /** No point is larger than this times the largest sample in reach. */
  readonly #gain: number
  #near = 0

  /** [idle] One detector per channel. */
  constructor(env: ProcessorEnv) {
    this.#half = new HalfPoints(env)
    const weight = this.#quarter.reduce((sum, w) => sum + Math.abs(w), 0)
    this.#gain = weight * (1 + this.#half.gain)
  }

  /** [audio] On a grid line: frames that stay below 0.9 of `ceiling` (linear) are not read from here on. */
  watch(ceiling: number): void {
    this.#near = NEAR * ceiling
  }

  /**
   * [audio] Raises `peak[i]`, `frames` long, to the true peak in [frame, frame + 1) of what arrived DETECTOR_FRAMES ago.
   * `x`: `frames` finite samples.
   */
  read(x: Float64Array, frames: number, peak: Float64Array): void {
    const half = this.#half
    half.take(x, frames)
    if (half.loudest * this.#gain < this.#near) {
      half.skip()
    } else {
      half.interpolate()
      this.#readPeaks(frames, peak)
    }
  }

  /** [idle] */
  reset(): void {
    this.#half.reset()
  }

  /** The four points of each frame and the top among them: frame i stands at sample HISTORY + i - DETECTOR_FRAMES. */
  #readPeaks(frames: number, peak: Float64Array): void {
    const near = this.#near
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
        const m = top(before, x0, q1, h0, q3, x1)
        if (m > peak[i]!) peak[i] = m
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
}

/** [audio] Height of the curve over points b, c, d, e of a frame; a and f stand before and after them. */
function top(a: number, b: number, c: number, d: number, e: number, f: number): number {
  const m1 = Math.abs(b)
  const m2 = Math.abs(c)
  const m3 = Math.abs(d)
  const m4 = Math.abs(e)
  const first = m1 > m2 ? m1 : m2
  const second = m3 > m4 ? m3 : m4
  if (first > second) return m1 > m2 ? topOfThree(a, b, c) : topOfThree(b, c, d)
  return m3 > m4 ? topOfThree(c, d, e) : topOfThree(d, e, f)
}

/** [audio] Height of the top through three equally spaced points; |b| where b is not the largest. */
function topOfThree(a: number, b: number, c: number): number {
  const m = Math.abs(b)
  if (m < Math.abs(a) || m < Math.abs(c)) return m
  const cos = (a + c) / (2 * b)
  const sin2 = 1 - cos * cos
  if (sin2 < 1e-9) return m
  const d = c - a
  return Math.sqrt(b * b + (d * d) / (4 * sin2))
}
