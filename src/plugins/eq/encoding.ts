/** Numbers as text, so that the table of fits is a source file. */

/** One step of the stored numbers; three characters reach from -2 to 2. */
export const RESOLUTION = 2 ** -16
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-'

/** [control] Numbers within ±2 as text, three characters each. Throws when one does not fit. */
export function encode(numbers: Float64Array): string {
  let text = ''
  for (const number of numbers) {
    const n = Math.round(number / RESOLUTION) + 2 ** 17
    if (!(n >= 0 && n < 2 ** 18)) throw new Error(`${number} does not fit into the table of fits`)
    text += ALPHABET[n >> 12]! + ALPHABET[(n >> 6) & 63]! + ALPHABET[n & 63]!
  }
  return text
}

/** [control] The numbers of a text made by `encode`. */
export function decode(lines: readonly string[]): Float64Array {
  const text = lines.join('')
  const digit = (at: number): number => ALPHABET.indexOf(text[at]!)
  return Float64Array.from(
    { length: text.length / 3 },
    (_, i) => (((digit(3 * i) << 12) | (digit(3 * i + 1) << 6) | digit(3 * i + 2)) - 2 ** 17) * RESOLUTION,
  )
}
