/**
 * The weighting that loudness is measured with, at any sample rate: a shelf for the head, a high-pass for the low end. Source:
 * Recommendation ITU-R BS.1770; its two filters for 48 kHz, traced back to analogue ones and carried over by the bilinear
 * transform, as B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018, describes.
 */

const SHELF_HZ = 1681.974450955533
const SHELF_Q = 0.7071752369554196
const SHELF_GAIN = 10 ** (3.999843853973347 / 20)
const SHELF_MIDDLE = SHELF_GAIN ** 0.4996667741545416
const PASS_HZ = 38.13547087602444
const PASS_Q = 0.5003270373238773

/** Doubles of memory of one channel. */
export const WEIGHTING_MEMORY = 4

/**
 * [idle] The coefficients at a sample rate: b0 b1 b2 a1 a2 of the shelf, then a1 a2 of the high-pass, whose zeros stand at 0 Hz
 * (b = 1 -2 1).
 */
export function weighting(sampleRate: number): Float64Array {
  const s = Math.tan((Math.PI * SHELF_HZ) / sampleRate)
  const sq = s / SHELF_Q
  const over = 1 / (1 + sq + s * s)
  const p = Math.tan((Math.PI * PASS_HZ) / sampleRate)
  const pq = p / PASS_Q
  const passOver = 1 / (1 + pq + p * p)
  return Float64Array.of(
    (SHELF_GAIN + SHELF_MIDDLE * sq + s * s) * over,
    2 * (s * s - SHELF_GAIN) * over,
    (SHELF_GAIN - SHELF_MIDDLE * sq + s * s) * over,
    2 * (s * s - 1) * over,
    (1 - sq + s * s) * over,
    2 * (p * p - 1) * passOver,
    (1 - pq + p * p) * passOver,
  )
}

/** [control] Its power at `hz`. */
export function weightingPower(c: Float64Array, hz: number, sampleRate: number): number {
  const w = (2 * Math.PI * hz) / sampleRate
  const power = (b0: number, b1: number, b2: number): number =>
    (b0 + b1 * Math.cos(w) + b2 * Math.cos(2 * w)) ** 2 + (b1 * Math.sin(w) + b2 * Math.sin(2 * w)) ** 2
  return (power(c[0]!, c[1]!, c[2]!) * power(1, -2, 1)) / (power(1, c[3]!, c[4]!) * power(1, c[5]!, c[6]!))
}

/** [audio] Adds the weighted power of the frames of x to sum[into]; `at` is where the memory of the channel begins. */
export function addWeighted(
  c: Float64Array,
  memory: Float64Array,
  at: number,
  x: Float64Array,
  frames: number,
  sum: Float64Array,
  into: number,
): void {
  const b0 = c[0]!
  const b1 = c[1]!
  const b2 = c[2]!
  const a1 = c[3]!
  const a2 = c[4]!
  const c1 = c[5]!
  const c2 = c[6]!
  let s1 = memory[at]!
  let s2 = memory[at + 1]!
  let t1 = memory[at + 2]!
  let t2 = memory[at + 3]!
  let total = sum[into]!
  for (let i = 0; i < frames; i++) {
    const v = x[i]!
    const u = b0 * v + s1
    s1 = b1 * v - a1 * u + s2
    s2 = b2 * v - a2 * u
    const w = u + t1
    t1 = -2 * u - c1 * w + t2
    t2 = u - c2 * w
    total += w * w
  }
  memory[at] = s1
  memory[at + 1] = s2
  memory[at + 2] = t1
  memory[at + 3] = t2
  sum[into] = total
}
