/**
 * The passes every transform here is made of. A block of `4 quarter` complex numbers stands for a polynomial modulo
 * X^(4 quarter) - e^(jφ); one pass reduces it modulo its four factors X^quarter - ζ·{1, -1, j, -j}, ζ = e^(jφ/4):
 *
 *     a b c d -> a, bζ, cζ², dζ³ -> sums with ±1 and ±j -> four blocks, each four times shorter
 *
 * In this form all butterflies of a block share their three factors, no pass for the order of the numbers is needed before or
 * between, and a twist costs nothing: it is only another φ at the top. Source: D. Bernstein, "Multidigit multiplication for
 * mathematicians", 2001, sections 2-4; the radix-4 form is the usual one.
 *
 * All are [audio]. `re`, `im`: planar, the block numbered 0 begins at `at`. A call does the butterflies `from..to` of the blocks
 * `first..last`, so that a long pass can be done in slices. `factors`: per block the real and imaginary parts of ζ, ζ², ζ³,
 * that of block 0 at `factorsAt`.
 */

/** Doubles of factors per block. */
export const FACTORS = 6

/** [audio] Towards the spectrum. */
export function splitInFour(
  re: Float64Array,
  im: Float64Array,
  at: number,
  quarter: number,
  first: number,
  last: number,
  from: number,
  to: number,
  factors: Float64Array,
  factorsAt: number,
): void {
  for (let block = first; block < last; block++) {
    const f = factorsAt + FACTORS * block
    const r1 = factors[f]!
    const i1 = factors[f + 1]!
    const r2 = factors[f + 2]!
    const i2 = factors[f + 3]!
    const r3 = factors[f + 4]!
    const i3 = factors[f + 5]!
    const start = at + 4 * quarter * block
    for (let p = start + from; p < start + to; p++) {
      const p1 = p + quarter
      const p2 = p1 + quarter
      const p3 = p2 + quarter
      const br = re[p1]! * r1 - im[p1]! * i1
      const bi = re[p1]! * i1 + im[p1]! * r1
      const cr = re[p2]! * r2 - im[p2]! * i2
      const ci = re[p2]! * i2 + im[p2]! * r2
      const dr = re[p3]! * r3 - im[p3]! * i3
      const di = re[p3]! * i3 + im[p3]! * r3
      const acr = re[p]! + cr
      const aci = im[p]! + ci
      const amr = re[p]! - cr
      const ami = im[p]! - ci
      const bdr = br + dr
      const bdi = bi + di
      const bmr = br - dr
      const bmi = bi - di
      re[p] = acr + bdr
      im[p] = aci + bdi
      re[p1] = acr - bdr
      im[p1] = aci - bdi
      re[p2] = amr - bmi
      im[p2] = ami + bmr
      re[p3] = amr + bmi
      im[p3] = ami - bmr
    }
  }
}

/** [audio] The way back, four times too loud. */
export function joinFour(
  re: Float64Array,
  im: Float64Array,
  at: number,
  quarter: number,
  first: number,
  last: number,
  from: number,
  to: number,
  factors: Float64Array,
  factorsAt: number,
): void {
  for (let block = first; block < last; block++) {
    const f = factorsAt + FACTORS * block
    const r1 = factors[f]!
    const i1 = factors[f + 1]!
    const r2 = factors[f + 2]!
    const i2 = factors[f + 3]!
    const r3 = factors[f + 4]!
    const i3 = factors[f + 5]!
    const start = at + 4 * quarter * block
    for (let p = start + from; p < start + to; p++) {
      const p1 = p + quarter
      const p2 = p1 + quarter
      const p3 = p2 + quarter
      const evenR = re[p]! + re[p1]!
      const evenI = im[p]! + im[p1]!
      const evenMr = re[p]! - re[p1]!
      const evenMi = im[p]! - im[p1]!
      const oddR = re[p2]! + re[p3]!
      const oddI = im[p2]! + im[p3]!
      const oddMr = re[p2]! - re[p3]!
      const oddMi = im[p2]! - im[p3]!
      const br = evenMr + oddMi
      const bi = evenMi - oddMr
      const cr = evenR - oddR
      const ci = evenI - oddI
      const dr = evenMr - oddMi
      const di = evenMi + oddMr
      re[p] = evenR + oddR
      im[p] = evenI + oddI
      re[p1] = br * r1 + bi * i1
      im[p1] = bi * r1 - br * i1
      re[p2] = cr * r2 + ci * i2
      im[p2] = ci * r2 - cr * i2
      re[p3] = dr * r3 + di * i3
      im[p3] = di * r3 - dr * i3
    }
  }
}

/** [audio] The first pass of a size that is no power of four: one block into two of `half`, ζ = zr + j·zi = e^(jφ/2). */
export function splitInTwo(
  re: Float64Array,
  im: Float64Array,
  at: number,
  half: number,
  from: number,
  to: number,
  zr: number,
  zi: number,
): void {
  for (let p = at + from; p < at + to; p++) {
    const p1 = p + half
    const br = re[p1]! * zr - im[p1]! * zi
    const bi = re[p1]! * zi + im[p1]! * zr
    const ar = re[p]!
    const ai = im[p]!
    re[p] = ar + br
    im[p] = ai + bi
    re[p1] = ar - br
    im[p1] = ai - bi
  }
}

/** [audio] The way back, twice too loud. */
export function joinTwo(
  re: Float64Array,
  im: Float64Array,
  at: number,
  half: number,
  from: number,
  to: number,
  zr: number,
  zi: number,
): void {
  for (let p = at + from; p < at + to; p++) {
    const p1 = p + half
    const br = re[p]! - re[p1]!
    const bi = im[p]! - im[p1]!
    re[p] = re[p]! + re[p1]!
    im[p] = im[p]! + im[p1]!
    re[p1] = br * zr + bi * zi
    im[p1] = bi * zr - br * zi
  }
}
