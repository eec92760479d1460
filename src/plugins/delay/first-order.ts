/**
 * A first-order section that has the level of its analogue model where it matters. Over phi = sin^2(pi f / sampleRate) its
 * power is a ratio of straight lines, (g0 + b phi) / (1 + a phi), so two frequencies fix it: exact at both and at 0 Hz, where
 * the bilinear transform squeezes all that lies towards half the rate. (The idea of matching powers over phi: M. Vicanek,
 * "Matched second order digital filters", 2016; this one is worked out for one pole.)
 *
 *     y = direct x + s        s <- (1 - pole) s + feed x
 */

/** Places of one section in a table. */
export const POLE = 0
export const DIRECT = 1
export const FEED = 2

/**
 * [audio] Power of the analogue model at `ratio` = hz / cut: a low-pass, or with `high` a high-pass, of which only `share`
 * (0..1) is mixed in.
 */
export function modelPower(ratio: number, high: boolean, share: number): number {
  const r = ratio * ratio
  const rest = (1 - share) * (1 - share)
  return high ? (r + rest) / (1 + r) : (1 + rest * r) / (1 + r)
}

/** Upper frequency of the match, a share of the sample rate and Hz: within 0.04 dB of the model up to 10 kHz at 44.1 kHz. */
const MATCH_SHARE = 0.25
const MATCH_HZ = 12000

/** A smaller share is none (-120 dB): the equations of the match vanish with it. */
const NONE = 1e-6

/** [audio] Writes the section for `cut` Hz into `table[at .. at + 2]`. At `share` 0 it passes bit for bit. */
export function fitFirstOrder(
  table: Float64Array,
  at: number,
  cut: number,
  high: boolean,
  share: number,
  sampleRate: number,
): void {
  const off = share < NONE
  const top = Math.min(MATCH_SHARE * sampleRate, MATCH_HZ)
  const inner = Math.min(cut, top / 2)
  const g0 = modelPower(0, high, share)
  const g1 = modelPower(top / cut, high, share)
  const g2 = modelPower(inner / cut, high, share)
  const phi1 = Math.sin((Math.PI * top) / sampleRate) ** 2
  const phi2 = Math.sin((Math.PI * inner) / sampleRate) ** 2
  // Two equations: g0 + b phi = g (1 + a phi).
  const a = ((g1 - g0) * phi2 - (g2 - g0) * phi1) / (phi1 * phi2 * (g2 - g1))
  const b = (g1 - g0) / phi1 + g1 * a
  const pole = 2 / (1 + Math.sqrt(1 + a))
  const low = Math.sqrt(g0)
  const nyquist = Math.sqrt(g0 + b)
  const direct = 0.5 * pole * (low + nyquist)
  table[at + POLE] = off ? 1 : pole
  table[at + DIRECT] = off ? 1 : direct
  table[at + FEED] = off ? 0 : 0.5 * pole * (low - nyquist) + (1 - pole) * direct
}
