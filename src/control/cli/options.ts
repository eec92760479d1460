import { InvalidArgumentError } from 'commander'

/** Parsers of option values. Commander turns the complaint into a sentence that names the option, and the exit code is 2. */

/** [control] A number above 0. */
export function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0) || value === Number.POSITIVE_INFINITY)
    throw new InvalidArgumentError('a number above 0 is expected.')
  return value
}

/** [control] A sample rate, Hz: what a session file may say. */
export const sampleRate = wholeNumber(8000, 192_000, ' Hz')

/** [control] Frames per block. */
export const blockFrames = wholeNumber(16, 8192, ' frames')

/** [control] A parser of whole numbers in a range. */
export function wholeNumber(min: number, max: number, unit = ''): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}${unit} is expected.`)
    return value
  }
}
