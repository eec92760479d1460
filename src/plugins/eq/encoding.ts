/** Numbers as text, so that the table of fits is a source file. */

/** One step of the stored numbers: half of it, as a relative error of a coefficient, moves no level by 0.0002 dB. */
export const RESOLUTION = 2 ** -15

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-'
const DIGIT = new Int32Array(128)
for (let i = 0; i < 64; i++) DIGIT[ALPHABET.charCodeAt(i)] = i

/** Six-bit characters: five bits of the number, lowest first, and one that says that more follow. */
const MORE = 32

function digits(n: number): string {
  let text = ''
  let rest = n
  while (rest >= MORE) {
    text += ALPHABET[(rest & 31) | MORE]!
    rest >>>= 5
  }
  return text + ALPHABET[rest]!
}

/**
 * [control] Numbers as text: steps of RESOLUTION, sign in the lowest bit, one to four characters each; a run of zeros is a
 * zero and its length less one. Most corrections far below Nyquist are zero or next to it.
 */
export function encode(numbers: Float64Array): string {
  let text = ''
  for (let i = 0; i < numbers.length; i++) {
    const n = Math.round(numbers[i]! / RESOLUTION)
    if (!(Math.abs(n) < 2 ** 20)) throw new Error(`${numbers[i]} does not fit into the table of fits`)
    if (n !== 0) {
      text += digits(n < 0 ? -2 * n - 1 : 2 * n)
      continue
    }
    const first = i
    while (i + 1 < numbers.length && Math.round(numbers[i + 1]! / RESOLUTION) === 0) i++
    text += digits(0) + digits(i - first)
  }
  return text
}

/** [control] The numbers of a text made by `encode`. */
export function decode(lines: readonly string[]): Float64Array {
  const text = lines.join('')
  const numbers: number[] = []
  let at = 0
  const next = (): number => {
    let n = 0
    for (let shift = 0; ; shift += 5) {
      const digit = DIGIT[text.charCodeAt(at++)]!
      n |= (digit & 31) << shift
      if (digit < MORE) return n
    }
  }
  while (at < text.length) {
    const n = next()
    if (n !== 0) numbers.push((n & 1 ? -(n + 1) / 2 : n / 2) * RESOLUTION)
    else for (let zeros = next(); zeros >= 0; zeros--) numbers.push(0)
  }
  return Float64Array.from(numbers)
}
