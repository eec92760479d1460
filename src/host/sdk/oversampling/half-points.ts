/**
 * [audio] Writes into `points` the values half-way between frames of `x`: entry i is the point between x[first + i] and
 * x[first + i + 1], from `taps` (an even number of pairs, see halfBand), 0 <= i < `count`.
 *
 * Four pairs at a time slide over all points, so that every frame is loaded once for four products (twice as fast as one
 * point after the other). Every point adds up in the same order, so any split of calls gives the same bits.
 */
export function halfPoints(
  x: Float64Array,
  first: number,
  taps: Float64Array,
  points: Float64Array,
  count: number,
): void {
  const fours = taps.length & ~3
  for (let i = 0; i < count; i++) points[i] = 0
  for (let k = 0; k < fours; k += 4) addFourPairs(x, first - k, first + k + 1, taps, k, points, count)
  if (fours < taps.length) addTwoPairs(x, first - fours, first + fours + 1, taps, fours, points, count)
}

/** Pairs k to k + 3: the inner one of point 0 is x[left] and x[right]. */
function addFourPairs(
  x: Float64Array,
  left: number,
  right: number,
  taps: Float64Array,
  k: number,
  points: Float64Array,
  count: number,
): void {
  const w0 = taps[k]!
  const w1 = taps[k + 1]!
  const w2 = taps[k + 2]!
  const w3 = taps[k + 3]!
  let a = x[left - 3]!
  let b = x[left - 2]!
  let c = x[left - 1]!
  let p = x[right]!
  let q = x[right + 1]!
  let s = x[right + 2]!
  const even = count & ~1
  for (let i = 0; i < even; i += 2) {
    const d = x[left + i]!
    const e = x[left + i + 1]!
    const t = x[right + i + 3]!
    const u = x[right + i + 4]!
    points[i] = points[i]! + (w0 * (d + p) + w1 * (c + q) + (w2 * (b + s) + w3 * (a + t)))
    points[i + 1] = points[i + 1]! + (w0 * (e + q) + w1 * (d + s) + (w2 * (c + t) + w3 * (b + u)))
    a = c
    b = d
    c = e
    p = s
    q = t
    s = u
  }
  if (even === count) return
  const d = x[left + even]!
  const t = x[right + even + 3]!
  points[even] = points[even]! + (w0 * (d + p) + w1 * (c + q) + (w2 * (b + s) + w3 * (a + t)))
}

/** Pairs k and k + 1. */
function addTwoPairs(
  x: Float64Array,
  left: number,
  right: number,
  taps: Float64Array,
  k: number,
  points: Float64Array,
  count: number,
): void {
  const w0 = taps[k]!
  const w1 = taps[k + 1]!
  let c = x[left - 1]!
  let p = x[right]!
  for (let i = 0; i < count; i++) {
    const d = x[left + i]!
    const q = x[right + i + 1]!
    points[i] = points[i]! + (w0 * (d + p) + w1 * (c + q))
    c = d
    p = q
  }
}
