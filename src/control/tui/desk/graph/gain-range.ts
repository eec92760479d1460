import { OCTAVES, RANGES_DB } from './scale.ts'

/** What falls faster is a cut on its way out of sight, dB per octave: shelves and cuts of 6 dB stay below it, cuts of 12 from -5 dB on not. */
const STEEP_DB_PER_OCTAVE = 8

/**
 * [control] The smallest range, ± dB, that shows all boosts, dips and shelves of a curve over the whole frequency scale. What falls out of every range, such as a cut or a notch, does not widen it.
 */
export function gainRangeDb(curveDb: Float64Array): number {
  const widest = RANGES_DB.at(-1)!
  const last = curveDb.length - 1
  const steep = (STEEP_DB_PER_OCTAVE * OCTAVES) / curveDb.length
  let most = 0
  for (let i = 0; i <= last; i++) {
    const rise = i === 0 ? 0 : curveDb[i]! - curveDb[i - 1]!
    const next = i === last ? 0 : curveDb[i + 1]! - curveDb[i]!
    const turns = i > 0 && i < last && rise * next <= 0
    const away = Math.abs(curveDb[i]!)
    if ((turns || Math.max(Math.abs(rise), Math.abs(next)) < steep) && away <= widest)
      most = Math.max(most, away)
  }
  return RANGES_DB.find((range) => most <= range)!
}
