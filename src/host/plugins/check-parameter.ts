import { isRefusal, type Parameter, toPlain } from '../sdk/index.ts'
import { type Fields, isFields, type Mistakes } from './mistakes.ts'

const UNITS: readonly unknown[] = ['dB', 'Hz', 'ms', 's', '%', ':1', 'bpm', '']
const DESCRIBED = ['kind', 'label', 'help', 'structural', 'default']
const NUMBER = [...DESCRIBED, 'unit', 'min', 'max', 'taper', 'step', 'stepIn', 'off']
const LONGEST_LABEL = 40
const LONGEST_HELP = 400
const MOST_CHOICES = 256
const LONGEST_CHOICE = 40
/** How far a taper may miss the ends of the range and its own way back, in positions. */
const NEAR = 1e-6

/** [control] Adds to `mistakes` what keeps `value` from being a parameter as the SDK's makers make them. */
export function checkParameter(where: string, value: unknown, mistakes: Mistakes): void {
  const made = 'a parameter made by db, hz, choice and so on'
  if (!mistakes.expect(isFields(value), where, value, made)) return
  const parameter = value as Fields
  const { kind } = parameter
  const kinds = ['number', 'choice', 'toggle', 'file']
  if (!mistakes.expect(kinds.includes(String(kind)), `${where}.kind`, kind, made)) return
  mistakes.text(`${where}.label`, parameter['label'], LONGEST_LABEL)
  mistakes.text(`${where}.help`, parameter['help'], LONGEST_HELP)
  const { structural } = parameter
  mistakes.expect(typeof structural === 'boolean', `${where}.structural`, structural, 'true or false')
  mistakes.known(
    where,
    parameter,
    kind === 'number' ? NUMBER : kind === 'choice' ? [...DESCRIBED, 'choices'] : DESCRIBED,
  )
  if (kind === 'number') checkNumber(where, parameter, mistakes)
  else if (kind === 'choice') checkChoice(where, parameter, mistakes)
  else if (kind === 'toggle')
    mistakes.expect(
      typeof parameter['default'] === 'boolean',
      `${where}.default`,
      parameter['default'],
      'true or false',
    )
  else mistakes.expect(parameter['default'] === '', `${where}.default`, parameter['default'], "'' (no file)")
}

function checkChoice(where: string, { choices, default: chosen }: Fields, mistakes: Mistakes): void {
  const words = Array.isArray(choices) ? choices : []
  const good =
    words.length > 0 && words.length <= MOST_CHOICES && words.every((word) => typeof word === 'string')
  const unlike = new Set(words.map((word) => String(word).toLowerCase())).size === words.length
  if (!mistakes.expect(good && unlike, `${where}.choices`, choices, 'a list of different words')) return
  const before = mistakes.list.length
  for (const [i, word] of words.entries()) mistakes.text(`${where}.choices[${i + 1}]`, word, LONGEST_CHOICE)
  if (mistakes.list.length > before) return
  mistakes.expect(
    words.includes(chosen),
    `${where}.default`,
    chosen,
    `one of ${words.slice(0, 20).join(', ')}`,
  )
}

function checkNumber(where: string, parameter: Fields, mistakes: Mistakes): void {
  const { unit, min, max, step, stepIn, off, taper, default: start } = parameter
  const before = mistakes.list.length
  mistakes.expect(
    UNITS.includes(unit),
    `${where}.unit`,
    unit,
    `one of ${UNITS.slice(0, -1).join(', ')} or ''`,
  )
  mistakes.expect(Number.isFinite(min), `${where}.min`, min, 'a number')
  mistakes.expect(Number.isFinite(max), `${where}.max`, max, 'a number')
  if (mistakes.list.length === before)
    mistakes.expect(Number(min) < Number(max), `${where}.max`, max, `a number above its min (${String(min)})`)
  mistakes.expect(Number.isFinite(step) && Number(step) > 0, `${where}.step`, step, 'a number above 0')
  mistakes.expect(stepIn === 'plain' || stepIn === 'norm', `${where}.stepIn`, stepIn, 'plain or norm')
  mistakes.expect(typeof off === 'boolean', `${where}.off`, off, 'true or false')
  const isTaper =
    isFields(taper) && typeof taper['toNorm'] === 'function' && typeof taper['fromNorm'] === 'function'
  mistakes.expect(isTaper, `${where}.taper`, taper, 'a taper with toNorm and fromNorm')
  if (mistakes.list.length > before) return
  const whole = parameter as unknown as Extract<Parameter, { kind: 'number' }>
  const fits = typeof start === 'number' && !isRefusal(toPlain(whole, start))
  mistakes.expect(fits, `${where}.default`, start, `a number from ${String(min)} to ${String(max)}`)
  checkTaper(where, whole, mistakes)
}

/** A taper must lead from 0 to 1 and back again, or knobs and MIDI go astray. */
function checkTaper(
  where: string,
  parameter: Extract<Parameter, { kind: 'number' }>,
  mistakes: Mistakes,
): void {
  const { taper, min, max, off } = parameter
  let way = 'a taper that leads from min at 0 to max at 1 and back'
  try {
    const ends = (off || near(taper.fromNorm(0), min, max - min)) && near(taper.fromNorm(1), max, max - min)
    let last = Number.NEGATIVE_INFINITY
    let back = true
    for (let i = 1; i <= 16; i++) {
      const value = taper.fromNorm(i / 16)
      back &&= value > last && Math.abs(taper.toNorm(value) - i / 16) < NEAR
      last = value
    }
    if (ends && back) return
  } catch {
    way += ', without throwing,'
  }
  mistakes.expect(false, `${where}.taper`, taper, way)
}

const near = (value: number, wanted: number, range: number): boolean =>
  Math.abs(value - wanted) <= NEAR * range
