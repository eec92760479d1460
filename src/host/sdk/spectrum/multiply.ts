/** The inner loops of a convolution. All are [audio]; spectra are planar, positions are in doubles. */

/** [audio] y += x·h for `count` complex numbers. */
export function multiplyOne(
  yr: Float64Array,
  yi: Float64Array,
  y: number,
  count: number,
  xr: Float64Array,
  xi: Float64Array,
  x: number,
  hr: Float64Array,
  hi: Float64Array,
  h: number,
): void {
  for (let k = 0; k < count; k++) {
    const a = xr[x + k]!
    const b = xi[x + k]!
    const c = hr[h + k]!
    const d = hi[h + k]!
    yr[y + k] = yr[y + k]! + (a * c - b * d)
    yi[y + k] = yi[y + k]! + (a * d + b * c)
  }
}

/** [audio] Two products at once, a third faster than one after the other: y is read and written half as often. */
export function multiplyTwo(
  yr: Float64Array,
  yi: Float64Array,
  y: number,
  count: number,
  xr: Float64Array,
  xi: Float64Array,
  x: number,
  x2: number,
  hr: Float64Array,
  hi: Float64Array,
  h: number,
  h2: number,
): void {
  for (let k = 0; k < count; k++) {
    const a = xr[x + k]!
    const b = xi[x + k]!
    const c = hr[h + k]!
    const d = hi[h + k]!
    const a2 = xr[x2 + k]!
    const b2 = xi[x2 + k]!
    const c2 = hr[h2 + k]!
    const d2 = hi[h2 + k]!
    yr[y + k] = yr[y + k]! + (a * c - b * d) + (a2 * c2 - b2 * d2)
    yi[y + k] = yi[y + k]! + (a * d + b * c) + (a2 * d2 + b2 * c2)
  }
}

/**
 * [audio] y[i] += Σ h[k]·x[at + i - k] for i < frames: a filter of `h.length` taps (a multiple of four) without latency. Four
 * frames at a time, each with its own sum in the order of k, so that any split of the frames gives the same bits.
 */
export function addFiltered(
  x: Float64Array,
  at: number,
  h: Float64Array,
  y: Float64Array,
  frames: number,
): void {
  const taps = h.length
  let i = 0
  for (; i + 3 < frames; i += 4) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let p = at + i
    let x1 = x[p + 1]!
    let x2 = x[p + 2]!
    let x3 = x[p + 3]!
    for (let k = 0; k < taps; k += 4) {
      const h0 = h[k]!
      const h1 = h[k + 1]!
      const h2 = h[k + 2]!
      const h3 = h[k + 3]!
      const x0 = x[p]!
      const y1 = x[p - 1]!
      const y2 = x[p - 2]!
      const y3 = x[p - 3]!
      a = a + h0 * x0 + h1 * y1 + h2 * y2 + h3 * y3
      b = b + h0 * x1 + h1 * x0 + h2 * y1 + h3 * y2
      c = c + h0 * x2 + h1 * x1 + h2 * x0 + h3 * y1
      d = d + h0 * x3 + h1 * x2 + h2 * x1 + h3 * x0
      x3 = y1
      x2 = y2
      x1 = y3
      p -= 4
    }
    y[i] = y[i]! + a
    y[i + 1] = y[i + 1]! + b
    y[i + 2] = y[i + 2]! + c
    y[i + 3] = y[i + 3]! + d
  }
  for (; i < frames; i++) {
    let a = 0
    const p = at + i
    for (let k = 0; k < taps; k++) a += h[k]! * x[p - k]!
    y[i] = y[i]! + a
  }
}
