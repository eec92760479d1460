import { dbToGain } from '../../../src/host/sdk/index.ts'
import { noise } from '../../support/signals.ts'

/** A made voice: a vowel and an s in turn, for what one tone cannot show. */

const RATE = 48000
/** Frames of a vowel and of an s. */
export const VOWEL = 9600
export const S = 4800
export const WORD = VOWEL + S

/** One pole of 3 ms at either end, so that no onset clicks. */
const edge = (i: number, length: number): number =>
  Math.min(1, 1 - Math.exp(-i / 144), 1 - Math.exp(-(length - i) / 144))

/** 160 Hz and its overtones, 9 dB per octave softer: peak about 1, almost nothing above 4 kHz. */
function vowel(i: number): number {
  let sum = 0
  for (let k = 1; k <= 24; k++) sum += Math.sin((2 * Math.PI * 160 * k * i) / RATE + k * k) / k ** 1.5
  return 0.5 * sum
}

/** Noise between about 5 and 10 kHz: a resonance at 7 kHz, twice. */
function hiss(length: number): Float64Array {
  let x = noise(length, 1, 3)
  const w = (2 * Math.PI * 7000) / RATE
  const r = 0.85
  for (let pass = 0; pass < 2; pass++) {
    const y = new Float64Array(length)
    for (let i = 0; i < length; i++)
      y[i] = 0.3 * (x[i]! - (x[i - 2] ?? 0)) + 2 * r * Math.cos(w) * (y[i - 1] ?? 0) - r * r * (y[i - 2] ?? 0)
    x = y
  }
  return x
}

/** `words` words; word `n` is `levels[n]` dB loud, and its s is 8 dB below the vowel. */
export function madeVoice(levels: readonly number[]): Float64Array {
  const x = new Float64Array(levels.length * WORD)
  const s = hiss(levels.length * WORD)
  levels.forEach((db, word) => {
    const gain = dbToGain(db)
    const at = word * WORD
    for (let i = 0; i < VOWEL; i++) x[at + i] = gain * edge(i, VOWEL) * vowel(at + i)
    for (let i = VOWEL; i < WORD; i++) x[at + i] = gain * 0.4 * edge(i - VOWEL, S) * s[at + i]!
  })
  return x
}
