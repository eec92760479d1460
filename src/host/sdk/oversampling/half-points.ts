/**
 * [audio] y[i] = `base`[from + i] + the value half-way between x[first + i] and x[first + i + 1], 0 <= i < `count`, from
 * `taps` (an even number of pairs, see halfBand).
 *
 * Four pairs at a time slide over all points, so that every frame is loaded once for four products (twice as fast as one
 * point after the other). Every point adds up in the same order, so any split of calls gives the same bits.
 */
export function addHalfPoints(
  x: Float64Array,
  first: number,
  taps: Float64Array,
  base: Float64Array,
  from: number,
  y: Float64Array,
  count: number,
): void {
  const fours = taps.length & ~3
  addFourPairs(x, first, first + 1, taps, 0, base, from, y, count)
  for (let k = 4; k < fours; k += 4) addFourPairs(x, first - k, first + k + 1, taps, k, y, 0, y, count)
  if (fours < taps.length) addTwoPairs(x, first - fours, first + fours + 1, taps, fours, y, count)
}

/** Pairs k to k + 3: the inner one of point 0 is x[left] and x[right]. */
function addFourPairs(
  x: Float64Array,
  left: number,
  right: number,
  taps: Float64Array,
  k: number,
  base: Float64Array,
  from: number,
  y: Float64Array,
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
    y[i] = base[from + i]! + (w0 * (d + p) + w1 * (c + q) + (w2 * (b + s) + w3 * (a + t)))
    y[i + 1] = base[from + i + 1]! + (w0 * (e + q) + w1 * (d + s) + (w2 * (c + t) + w3 * (b + u)))
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
  y[even] = base[from + even]! + (w0 * (d + p) + w1 * (c + q) + (w2 * (b + s) + w3 * (a + t)))
}

/** Pairs k and k + 1. */
function addTwoPairs(
  x: Float64Array,
  left: number,
  right: number,
  taps: Float64Array,
  k: number,
  y: Float64Array,
  count: number,
): void {
  const w0 = taps[k]!
  const w1 = taps[k + 1]!
  let c = x[left - 1]!
  let p = x[right]!
  const even = count & ~1
  for (let i = 0; i < even; i += 2) {
    const d = x[left + i]!
    const e = x[left + i + 1]!
    const q = x[right + i + 1]!
    const s = x[right + i + 2]!
    y[i] = y[i]! + (w0 * (d + p) + w1 * (c + q))
    y[i + 1] = y[i + 1]! + (w0 * (e + q) + w1 * (d + s))
    c = e
    p = s
  }
  if (even === count) return
  y[even] = y[even]! + (w0 * (x[left + even]! + p) + w1 * (c + x[right + even + 1]!))
}
