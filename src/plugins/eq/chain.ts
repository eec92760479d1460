import { designBand } from './band.ts'
import { CUT_SECTIONS, cutSections, designCut } from './cut.ts'
import { COEFFICIENTS, sectionPower } from './section.ts'
import { HIGH_CUT, LOW_CUT, TRIM, UNIT_DOUBLES, UNITS } from './settings.ts'

/** From settings to sections, shared by the kernel and the curve. */

/** Most sections of one unit, and of all. */
export const UNIT_SECTIONS = CUT_SECTIONS
export const SLOTS = 2 * CUT_SECTIONS + UNITS - 2

/** [audio] First slot of a unit; slots stand in the order in which the sound passes them. */
export const firstSlot = (unit: number): number => (unit === LOW_CUT ? 0 : CUT_SECTIONS + unit - 1)

/** [audio] The unit a slot belongs to. */
export const unitOf = (slot: number): number =>
  slot < CUT_SECTIONS ? LOW_CUT : Math.min(HIGH_CUT, slot - CUT_SECTIONS + 1)

/** [audio] How many slots a unit owns. */
export const slotsOf = (unit: number): number => (unit === LOW_CUT || unit === HIGH_CUT ? CUT_SECTIONS : 1)

/** [audio] Designs one unit of the settings into `out` (UNIT_SECTIONS x COEFFICIENTS); returns how many sections it needs. */
export function designUnit(
  unit: number,
  settings: Float64Array,
  sampleRate: number,
  out: Float64Array,
): number {
  const at = unit * UNIT_DOUBLES
  const kind = settings[at]!
  const hz = settings[at + 1]!
  if (kind === 0) return 0
  if (unit === LOW_CUT || unit === HIGH_CUT) {
    const side = unit === LOW_CUT ? 'low' : 'high'
    designCut(side, kind - 1, hz, sampleRate, out)
    return cutSections(side, kind - 1)
  }
  designBand(kind - 1, hz, settings[at + 2]!, settings[at + 3]!, sampleRate, out, 0)
  return 1
}

/** The curve that was asked for last: whoever draws one asks for hundreds of frequencies of the same settings. */
const drawn = { settings: new Float64Array(0), sampleRate: 0, sections: new Float64Array(0), count: 0 }

function draw(settings: Float64Array, sampleRate: number): void {
  const same = drawn.sampleRate === sampleRate && settings.every((value, i) => value === drawn.settings[i])
  if (same) return
  const unitSections = new Float64Array(UNIT_SECTIONS * COEFFICIENTS)
  drawn.sections = new Float64Array(SLOTS * COEFFICIENTS)
  drawn.count = 0
  for (let unit = 0; unit < UNITS; unit++) {
    const count = designUnit(unit, settings, sampleRate, unitSections)
    drawn.sections.set(unitSections.subarray(0, count * COEFFICIENTS), drawn.count * COEFFICIENTS)
    drawn.count += count
  }
  drawn.settings = settings.slice()
  drawn.sampleRate = sampleRate
}

/** [control] Gain of the whole chain in dB at `hz`. */
export function chainDb(settings: Float64Array, hz: number, sampleRate: number): number {
  draw(settings, sampleRate)
  let power = 1
  for (let i = 0; i < drawn.count; i++)
    power *= sectionPower(drawn.sections, COEFFICIENTS * i, hz, sampleRate)
  return 10 * Math.log10(power) + settings[TRIM]!
}
