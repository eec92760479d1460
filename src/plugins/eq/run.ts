import { flushState } from '../../host/sdk/index.ts'

/**
 * One section over a stretch of frames. Both forms are the same state-variable filter on the same two memories (band, low),
 * so a section may change from one to the other between any two frames:
 *
 *     v1 = (band + g·(x - low)) / (1 + g·(g + k))      band' = 2 v1 - band
 *     v2 = low + g·v1                                  low'  = 2 v2 - low         y = m0·x + m1·v1 + m2·v2
 *
 * With v1, v2 the means of the old and the new memories, one frame without input changes the stored energy band² + low² by
 * -4·g·k·v1² <= 0 whatever g > 0 and k > 0 do: moving coefficients can never make it ring up. Sources: A. Simper,
 * "Solving the continuous SVF equations using trapezoidal integration and equivalent currents", 2013; V. Zavalishin,
 * "The art of VA filter design", 2012-2020.
 *
 * Everything here works on the frames from..to of its arrays, and x and y may be the same arrays.
 */

/** Doubles per slot in `hot`: d e f p q r s of the form at rest, then band and low of the left and of the right channel. */
export const HOT = 12
const MEMORY = 7

/** Doubles of `glide` per slot: five coefficients, their first and their second differences per frame. */
export const GLIDE = 15

/**
 * [audio] Writes the form at rest of the coefficients g k m0 m1 m2 at c[at..]: the recursion multiplied out, so that a frame waits
 * for two multiplications and additions of the one before (the form above: four) and costs no more than a biquad.
 */
export function writeRest(c: Float64Array, at: number, hot: Float64Array, slot: number): void {
  const g = c[at]!
  const m0 = c[at + 2]!
  const m1 = c[at + 3]!
  const m2 = c[at + 4]!
  const a1 = 1 / (1 + g * (g + c[at + 1]!))
  const a2 = g * a1
  const a3 = g * a2
  const to = slot * HOT
  hot[to] = 2 * a1 - 1
  hot[to + 1] = 2 * a2
  hot[to + 2] = 1 - 2 * a3
  hot[to + 3] = 2 * a3
  hot[to + 4] = m0 + m1 * a2 + m2 * a3
  hot[to + 5] = m1 * a1 + m2 * a2
  hot[to + 6] = m2 - m1 * a2 - m2 * a3
}

/** [audio] Silences a slot. */
export function clearMemory(hot: Float64Array, slot: number): void {
  const at = slot * HOT + MEMORY
  hot.fill(0, at, at + 4)
}

/** [audio] On every grid line: ends inaudible decays of a slot, and what is not a number. */
export function flushMemory(hot: Float64Array, slot: number): void {
  const at = slot * HOT + MEMORY
  flushState(hot, at, at + 4)
}

/** [audio] At rest, one channel. */
export function restMono(
  hot: Float64Array,
  slot: number,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
): void {
  const at = slot * HOT
  const memory = at + MEMORY
  const d = hot[at]!
  const e = hot[at + 1]!
  const f = hot[at + 2]!
  const p = hot[at + 3]!
  const q = hot[at + 4]!
  const r = hot[at + 5]!
  const s = hot[at + 6]!
  let band = hot[memory]!
  let low = hot[memory + 1]!
  for (let i = from; i < to; i++) {
    const v = x[i]!
    y[i] = q * v + (s * low + r * band)
    const next = d * band + e * (v - low)
    low = e * band + (f * low + p * v)
    band = next
  }
  hot[memory] = band
  hot[memory + 1] = low
}

/** [audio] At rest, both channels in one loop: their two recursions hide each other's waiting (2 times faster than one by one). */
export function restStereo(
  hot: Float64Array,
  slot: number,
  xLeft: Float64Array,
  xRight: Float64Array,
  yLeft: Float64Array,
  yRight: Float64Array,
  from: number,
  to: number,
): void {
  const at = slot * HOT
  const memory = at + MEMORY
  const d = hot[at]!
  const e = hot[at + 1]!
  const f = hot[at + 2]!
  const p = hot[at + 3]!
  const q = hot[at + 4]!
  const r = hot[at + 5]!
  const s = hot[at + 6]!
  let bandL = hot[memory]!
  let lowL = hot[memory + 1]!
  let bandR = hot[memory + 2]!
  let lowR = hot[memory + 3]!
  for (let i = from; i < to; i++) {
    const left = xLeft[i]!
    yLeft[i] = q * left + (s * lowL + r * bandL)
    const nextL = d * bandL + e * (left - lowL)
    lowL = e * bandL + (f * lowL + p * left)
    bandL = nextL
    const right = xRight[i]!
    yRight[i] = q * right + (s * lowR + r * bandR)
    const nextR = d * bandR + e * (right - lowR)
    lowR = e * bandR + (f * lowR + p * right)
    bandR = nextR
  }
  hot[memory] = bandL
  hot[memory + 1] = lowL
  hot[memory + 2] = bandR
  hot[memory + 3] = lowR
}

/**
 * [audio] In motion: every coefficient takes its next value on every frame. One channel when `stereo` is false (the right arrays
 * are then not looked at). The differences are added frame by frame from the grid line on, and kept between calls, so a
 * split call gives the same bits.
 */
export function runGlide(
  hot: Float64Array,
  glide: Float64Array,
  slot: number,
  stereo: boolean,
  xLeft: Float64Array,
  xRight: Float64Array,
  yLeft: Float64Array,
  yRight: Float64Array,
  from: number,
  to: number,
): void {
  const memory = slot * HOT + MEMORY
  const at = slot * GLIDE
  let g = glide[at]!
  let k = glide[at + 1]!
  let m0 = glide[at + 2]!
  let m1 = glide[at + 3]!
  let m2 = glide[at + 4]!
  let dg = glide[at + 5]!
  let dk = glide[at + 6]!
  let d0 = glide[at + 7]!
  let d1 = glide[at + 8]!
  let d2 = glide[at + 9]!
  const bg = glide[at + 10]!
  const bk = glide[at + 11]!
  const b0 = glide[at + 12]!
  const b1 = glide[at + 13]!
  const b2 = glide[at + 14]!
  let bandL = hot[memory]!
  let lowL = hot[memory + 1]!
  let bandR = hot[memory + 2]!
  let lowR = hot[memory + 3]!
  for (let i = from; i < to; i++) {
    const a1 = 1 / (1 + g * (g + k))
    const a2 = g * a1
    const left = xLeft[i]!
    const right = xRight[i]!
    const l1 = a1 * bandL + a2 * (left - lowL)
    const l2 = lowL + g * l1
    bandL = 2 * l1 - bandL
    lowL = 2 * l2 - lowL
    yLeft[i] = m0 * left + m1 * l1 + m2 * l2
    if (stereo) {
      const r1 = a1 * bandR + a2 * (right - lowR)
      const r2 = lowR + g * r1
      bandR = 2 * r1 - bandR
      lowR = 2 * r2 - lowR
      yRight[i] = m0 * right + m1 * r1 + m2 * r2
    }
    g += dg
    k += dk
    m0 += d0
    m1 += d1
    m2 += d2
    dg += bg
    dk += bk
    d0 += b0
    d1 += b1
    d2 += b2
  }
  hot[memory] = bandL
  hot[memory + 1] = lowL
  hot[memory + 2] = bandR
  hot[memory + 3] = lowR
  glide[at] = g
  glide[at + 1] = k
  glide[at + 2] = m0
  glide[at + 3] = m1
  glide[at + 4] = m2
  glide[at + 5] = dg
  glide[at + 6] = dk
  glide[at + 7] = d0
  glide[at + 8] = d1
  glide[at + 9] = d2
}
