import type { PlainValues } from '../../host/sdk/index.ts'
import { chainDb } from './chain.ts'
import { PinkLoudness } from './loudness/pink.ts'
import type { EqParameters } from './parameters.ts'
import {
  BAND_TYPES,
  type BandType,
  bandPrototype,
  CUT_QS,
  CUT_VARIANTS,
  type Prototype,
} from './prototype.ts'
import { dynamicsAt, HIGH_CUT, LOW_CUT, RANGE_OF, settingsOf, UNIT_DOUBLES, UNITS } from './settings.ts'

/** Nepers from a full-scale sine to -120 dBFS, with 24 dB to spare for what a boost adds. */
const NEPERS = (144 / 20) * Math.LN10

/** Seconds until a resonance with these poles has rung out. */
function ringSeconds(p: Prototype, hz: number): number {
  const root = 2 * Math.PI * hz * Math.sqrt(p.d0 / p.d2)
  const damping = (0.5 * p.d1) / Math.sqrt(p.d2 * p.d0)
  // Two real poles: the slower one counts.
  const rate = damping <= 1 ? damping : damping - Math.sqrt(damping * damping - 1)
  return NEPERS / (rate * root)
}

function bandSeconds(type: BandType, hz: number, gainDb: number, q: number): number {
  const flat = gainDb === 0 && type !== 'notch' && type !== 'bandPass'
  return flat ? 0 : ringSeconds(bandPrototype(type, gainDb, q), hz)
}

/** [control] Seconds until every ringing section is silent; added up, because each feeds the next. */
export function eqTailSeconds(values: PlainValues<EqParameters>): number {
  const settings = settingsOf(values)
  let seconds = 0
  for (let unit = 0; unit < UNITS; unit++) {
    const at = unit * UNIT_DOUBLES
    const kind = settings[at]!
    const hz = settings[at + 1]!
    if (kind === 0) continue
    if (unit === LOW_CUT || unit === HIGH_CUT) {
      const { slope, times } = CUT_VARIANTS[kind - 1]!
      for (const q of CUT_QS[slope]!)
        seconds += times * ringSeconds({ n2: 0, n1: 0, n0: 0, d2: 1, d1: q === 0 ? 2 : 1 / q, d0: 1 }, hz)
      continue
    }
    const type = BAND_TYPES[kind - 1]!
    const [gainDb, q] = [settings[at + 2]!, settings[at + 3]!]
    const dynamics = dynamicsAt(unit - 1)
    const moved = gainDb + (settings[dynamics] === 1 ? settings[dynamics + RANGE_OF]! : 0)
    seconds += Math.max(bandSeconds(type, hz, gainDb, q), bandSeconds(type, hz, moved, q))
  }
  return seconds
}

/** The automatic gain that was asked for last: a curve is drawn from hundreds of frequencies of the same settings. */
const weighed = { settings: new Float64Array(0), sampleRate: 0, gainDb: new Float64Array(1) }

/** [control] What the automatic gain begins with, on a mono strip. */
export function autoGainDb(settings: Float64Array, sampleRate: number): number {
  const same =
    weighed.sampleRate === sampleRate && settings.every((value, i) => value === weighed.settings[i])
  if (!same) {
    new PinkLoudness(sampleRate).weigh(settings, false, weighed.gainDb)
    weighed.settings = settings.slice()
    weighed.sampleRate = sampleRate
  }
  return -weighed.gainDb[0]!
}

/**
 * [control] The curve the kernel makes, from the same coefficients: of dynamic bands as they stand below their threshold, of
 * all channels together, with the automatic gain that suits pink noise.
 */
export function eqMagnitudeDb(values: PlainValues<EqParameters>, hz: number, sampleRate: number): number {
  const settings = settingsOf(values)
  return chainDb(settings, hz, sampleRate) + (values.autoGain ? autoGainDb(settings, sampleRate) : 0)
}
