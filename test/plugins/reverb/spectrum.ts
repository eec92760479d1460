/** In-place complex FFT, length a power of two; sign -1 forward, +1 inverse (not scaled). Radix 2. */
export function fft(re: Float64Array, im: Float64Array, sign: -1 | 1): void {
  const n = re.length
  const turn = (f: (x: number) => number) =>
    Float64Array.from({ length: n / 2 }, (_, k) => f((2 * Math.PI * k) / n))
  const cos = turn(Math.cos)
  const sin = turn(Math.sin)
  reorder(re, im)
  for (let half = 1; half < n; half <<= 1) {
    const stride = n / (2 * half)
    for (let i = 0; i < n; i += 2 * half)
      for (let k = 0; k < half; k++) {
        const c = cos[k * stride]!
        const s = sign * sin[k * stride]!
        const a = i + k
        const b = a + half
        const xr = re[b]! * c - im[b]! * s
        const xi = re[b]! * s + im[b]! * c
        re[b] = re[a]! - xr
        im[b] = im[a]! - xi
        re[a] = re[a]! + xr
        im[a] = im[a]! + xi
      }
  }
}

function reorder(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i >= j) continue
    const a = re[i]!
    re[i] = re[j]!
    re[j] = a
    const b = im[i]!
    im[i] = im[j]!
    im[j] = b
  }
}

export const powerOfTwo = (n: number): number => 2 ** Math.ceil(Math.log2(n))
