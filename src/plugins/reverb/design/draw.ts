/**
 * [audio] A fixed pseudo-random number 0..1 for a whole number: the same on every machine. Multiply and shift as in
 * the finaliser of MurmurHash3 (A. Appleby, 2008).
 */
export function draw(index: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1)
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296
}
