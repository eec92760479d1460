import type { NumberParameter, Parameter, ParameterSet, PlainValue, PlainValues } from './parameter.ts'

/**
 * The one place where a value changes its form: plain (what is saved), raw (the double the engine reads: a number as it
 * is, a choice as its index, a toggle as 0 or 1), position 0..1, and text. Everything here is [control].
 */

/** A refused value: one sentence that says what was found and what is allowed. */
export interface Refusal {
  readonly refused: string
}

/** How "no file" reads. */
const NO_FILE = 'none'
const LONGEST_PATH = 1024

const refuse = (refused: string): Refusal => ({ refused })

/** [control] True when a codec function refused. */
export const isRefusal = (x: unknown): x is Refusal => typeof x === 'object' && x !== null && 'refused' in x

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zA-Z%:µ]*\d*)$/

/** [control] `text` with its unit ("-6 dB", "2.5k", "1.2 s", "off") as a number in the parameter's own unit. */
function parseNumber(parameter: NumberParameter, text: string): number | Refusal {
  const words = text.trim().toLowerCase()
  if (parameter.off && /^(off|-oo|-∞|-inf(inity)?( db)?)$/.test(words)) return Number.NEGATIVE_INFINITY
  const match = NUMBER.exec(words)
  if (match === null)
    return refuse(`"${text}" is not a number${parameter.unit === '' ? '' : ` in ${parameter.unit}`}`)
  const value = Number(match[1])
  const unit = match[2] ?? ''
  const scale = unitScale(parameter, unit)
  return scale === undefined
    ? refuse(`"${text}" has the unit "${unit}", but ${allowed(parameter)} is expected`)
    : value * scale
}

function unitScale(parameter: NumberParameter, unit: string): number | undefined {
  if (unit === '' || unit === parameter.unit.toLowerCase()) return 1
  if (unit === 'k' || unit === 'khz') return parameter.unit === 'Hz' ? 1000 : undefined
  if (unit === 's') return parameter.unit === 'ms' ? 1000 : undefined
  if (unit === 'ms') return parameter.unit === 's' ? 0.001 : undefined
  return undefined
}

/** [control] The range or the words a parameter allows, as a person reads them. */
export function allowed(parameter: Parameter): string {
  if (parameter.kind === 'toggle') return 'on or off'
  if (parameter.kind === 'choice') return `one of ${parameter.choices.join(', ')}`
  if (parameter.kind === 'file') return 'the path of an audio file, or none'
  if (parameter.unit === ':1') return `${parameter.min}:1 to ${parameter.max}:1`
  const unit = parameter.unit === '' ? '' : ` ${parameter.unit}`
  return `${parameter.off ? 'off or ' : ''}${parameter.min} to ${parameter.max}${unit}`
}

/** [control] A value of unknown origin (YAML, OSC, a person) as a plain value of the parameter, or why not. */
export function toPlain(parameter: Parameter, value: unknown): PlainValue | Refusal {
  if (parameter.kind === 'toggle') {
    if (typeof value === 'boolean') return value
    if (value === 1 || value === 'on' || value === 'true' || value === 'yes' || value === '1') return true
    if (value === 0 || value === 'off' || value === 'false' || value === 'no' || value === '0') return false
    return refuse(`${show(value)} is neither on nor off`)
  }
  if (parameter.kind === 'choice') {
    const found = parameter.choices.find(
      (word) => word === value || (typeof value === 'string' && word.toLowerCase() === value.toLowerCase()),
    )
    if (found !== undefined) return found
    // YAML reads a bare 24 as a number and on/off as words; the choices themselves may look like either.
    const asText = parameter.choices.find((word) => word === String(value))
    return asText ?? refuse(`${show(value)} is not ${allowed(parameter)}`)
  }
  if (parameter.kind === 'file') return toPath(value)
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string'
        ? parseNumber(parameter, value)
        : refuse(`${show(value)} is not a number`)
  if (isRefusal(number)) return number
  if (parameter.off && number < parameter.min) return Number.NEGATIVE_INFINITY
  if (Number.isNaN(number) || number < parameter.min || number > parameter.max)
    return refuse(`${show(value)} is outside ${allowed(parameter)}`)
  return number
}

/** Whether the file is there is not asked here: the host looks. */
function toPath(value: unknown): string | Refusal {
  if (typeof value !== 'string') return refuse(`${show(value)} is not the path of a file`)
  if (value.length > LONGEST_PATH || /\p{Cc}/u.test(value))
    return refuse(`a path has at most ${LONGEST_PATH} characters and no control characters`)
  return value === NO_FILE ? '' : value
}

const show = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value))

/** [control] The double the engine reads. `value` is a plain value of this parameter. */
export function toRaw(parameter: Parameter, value: PlainValue): number {
  if (parameter.kind === 'toggle') return value === true ? 1 : 0
  if (parameter.kind === 'choice') return Math.max(0, parameter.choices.indexOf(String(value)))
  // Samples do not travel through the parameter bank: see InsertPlan.files.
  if (parameter.kind === 'file') return 0
  return Number(value)
}

/** [control] Position 0..1 of a plain value; a file is at 0. */
export function toNorm(parameter: Parameter, value: PlainValue): number {
  if (parameter.kind === 'number') return parameter.taper.toNorm(Number(value))
  if (parameter.kind === 'toggle') return value === true ? 1 : 0
  if (parameter.kind === 'file') return 0
  const last = parameter.choices.length - 1
  return last <= 0 ? 0 : toRaw(parameter, value) / last
}

/** [control] The plain value at a position 0..1; positions beyond are clamped, NaN counts as 0. No position names a file. */
export function fromNorm(parameter: Parameter, norm: number): PlainValue {
  const p = norm > 0 ? Math.min(1, norm) : 0
  if (parameter.kind === 'toggle') return p >= 0.5
  if (parameter.kind === 'choice')
    return parameter.choices[Math.round(p * (parameter.choices.length - 1))] ?? parameter.default
  if (parameter.kind === 'file') return parameter.default
  return parameter.taper.fromNorm(p)
}

/** [control] The plain value `steps` clicks further, clamped to the range. */
export function nudged(parameter: Parameter, value: PlainValue, steps: number): PlainValue {
  if (parameter.kind === 'toggle') return steps > 0
  if (parameter.kind === 'choice') {
    const at = Math.min(
      parameter.choices.length - 1,
      Math.max(0, toRaw(parameter, value) + Math.round(steps)),
    )
    return parameter.choices[at] ?? parameter.default
  }
  if (parameter.kind === 'file') return value
  const from = Number(value)
  if (parameter.stepIn === 'norm')
    return fromNorm(parameter, parameter.taper.toNorm(from) + steps * parameter.step)
  const start = from === Number.NEGATIVE_INFINITY ? parameter.min : from
  const moved = Math.round((start + steps * parameter.step) / parameter.step) * parameter.step
  if (parameter.off && moved < parameter.min) return Number.NEGATIVE_INFINITY
  return Math.min(parameter.max, Math.max(parameter.min, Number(moved.toPrecision(12))))
}

/** [control] The value as a console would print it: "-6.0 dB", "1.20 kHz", "off". */
export function toText(parameter: Parameter, value: PlainValue): string {
  if (parameter.kind === 'toggle') return value === true ? 'on' : 'off'
  if (parameter.kind === 'choice') return String(value)
  if (parameter.kind === 'file') return value === '' ? NO_FILE : String(value)
  const n = Number(value)
  if (n === Number.NEGATIVE_INFINITY) return 'off'
  if (parameter.unit === 'dB') return `${n > 0 ? '+' : ''}${n.toFixed(1)} dB`
  if (parameter.unit === 'Hz')
    return n >= 1000 ? `${(n / 1000).toFixed(2)} kHz` : `${n.toFixed(n < 100 ? 1 : 0)} Hz`
  if (parameter.unit === ':1') return `${n.toFixed(n < 10 ? 2 : 0)}:1`
  if (parameter.unit === '' && parameter.step >= 1 && Number.isInteger(n)) return String(n)
  const digits = Math.abs(n) < 10 ? 2 : Math.abs(n) < 100 ? 1 : 0
  return parameter.unit === '' ? n.toFixed(digits) : `${n.toFixed(digits)} ${parameter.unit}`
}

/** [control] Every default of a set, as plain values. */
export function defaults<P extends ParameterSet>(set: P): PlainValues<P> {
  return Object.fromEntries(Object.entries(set).map(([id, p]) => [id, p.default])) as PlainValues<P>
}
