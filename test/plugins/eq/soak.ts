import { QUANTUM } from '../../../src/host/sdk/index.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { BANDS } from '../../../src/plugins/eq/parameters.ts'
import { BAND_TYPES, type BandType } from '../../../src/plugins/eq/prototype.ts'
import { isFiniteSignal, peak } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'
import { bandErrorDb } from './measures.ts'

/** Random settings of the equaliser: the tests try some, `scripts/soak/eq.ts` as many as one likes. */

/** A part of the range of one band. */
export interface Range {
  readonly name: string
  readonly types: readonly BandType[]
  /** Highest centre, Hz. */
  readonly hz: number
  readonly q: readonly [least: number, most: number]
}

export const RANGES: readonly Range[] = [
  { name: 'bells up to 18 kHz', types: ['bell'], hz: 18000, q: [0.1, 40] },
  { name: 'bells up to 20 kHz', types: ['bell'], hz: 20000, q: [0.1, 40] },
  { name: 'shelves of Q 0.1 to 1, up to 18 kHz', types: ['lowShelf', 'highShelf'], hz: 18000, q: [0.1, 1] },
  { name: 'shelves of Q 1 to 2, up to 12 kHz', types: ['lowShelf', 'highShelf'], hz: 12000, q: [1, 2] },
  { name: 'shelves of Q 1 to 2, up to 20 kHz', types: ['lowShelf', 'highShelf'], hz: 20000, q: [1, 2] },
  { name: 'notches', types: ['notch'], hz: 20000, q: [0.1, 40] },
  { name: 'band-passes', types: ['bandPass'], hz: 20000, q: [0.1, 40] },
]

/** Random numbers 0..1, the same for the same seed. */
function dice(count: number, seed: number): () => number {
  const rolls = noise(count, 0.5, seed)
  let at = 0
  return () => rolls[at++]! + 0.5
}

/** Largest distance in dB from the analogue curve of `count` bands of a range, any gain. */
export function rangeErrorDb(range: Range, count: number, sampleRate: number, seed = 7): number {
  const roll = dice(3 * count, seed)
  const [least, most] = range.q
  let worst = 0
  for (let n = 0; n < count; n++) {
    const hz = 20 * (range.hz / 20) ** roll()
    const gainDb = 48 * roll() - 24
    const q = least * (most / least) ** roll()
    const type = range.types[n % range.types.length]!
    worst = Math.max(worst, bandErrorDb(type, hz, gainDb, q, sampleRate))
  }
  return worst
}

const SLOPES = ['6', '12', '18', '24', '36', '48']
const pick = <T>(of: readonly T[], share: number): T => of[Math.floor(share * of.length)]!

/** One unit somewhere else. */
function jump(roll: () => number): Values {
  const unit = Math.floor(8 * roll())
  const on = roll() < 0.8
  const share = roll()
  const slope = pick(SLOPES, roll())
  if (unit === 6) return { lowCutOn: on, lowCut: 20 * 100 ** share, lowCutSlope: slope }
  if (unit === 7) return { highCutOn: on, highCut: 1000 * 20 ** share, highCutSlope: slope }
  const n = BANDS[unit]!
  return {
    [`band${n}On`]: on,
    [`band${n}Type`]: pick(BAND_TYPES, roll()),
    [`band${n}Freq`]: 20 * 1000 ** share,
    [`band${n}Gain`]: 48 * roll() - 24,
    [`band${n}Q`]: 0.1 * 400 ** roll(),
  }
}

/** Plays full-scale noise through `count` jumps, a new one on every grid line; false when a sample is not finite. */
export function survivesJumps(count: number, seed: number): boolean {
  const roll = dice(8 * count, seed)
  const { output } = runPlugin(eq, { input: [noise(count * QUANTUM, 1, seed)], automate: () => jump(roll) })
  return isFiniteSignal(output[0]!) && peak(output[0]!) > 0
}
