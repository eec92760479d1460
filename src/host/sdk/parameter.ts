import { faderTaper, linearTaper, logTaper, type Taper } from './taper.ts'

/** How a number reads to a person. */
export type Unit = 'dB' | 'Hz' | 'ms' | 's' | '%' | ':1' | 'bpm' | ''

interface Described {
  readonly label: string
  /** One sentence: what it does to the sound. */
  readonly help: string
  /**
   * True for a value that changes how the processor is built (look-ahead, quality): the host prepares a new
   * processor with it and fades over, so `prepare` may read it once.
   */
  readonly structural: boolean
}

/** A continuous value. `min..max` is the range of the plain value; with `off`, minus infinity is allowed below it. */
export interface NumberParameter extends Described {
  readonly kind: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly default: number
  readonly taper: Taper
  /** What one click of an encoder moves: plain units, or positions 0..1 when `stepIn` is `norm`. */
  readonly step: number
  readonly stepIn: 'plain' | 'norm'
  /** The word that means minus infinity ("off"), where there is one. */
  readonly off: boolean
}

/** One word out of a list; the kernel sees its index. */
export interface ChoiceParameter<C extends string = string> extends Described {
  readonly kind: 'choice'
  readonly choices: readonly C[]
  readonly default: C
}

/** On or off. */
export interface ToggleParameter extends Described {
  readonly kind: 'toggle'
  readonly default: boolean
}

/**
 * An audio file that the processor works with, such as an impulse response. The plain value is its path from the session's folder, ''
 * for none; the kernel gets the decoded samples. Always structural.
 */
export interface FileParameter extends Described {
  readonly kind: 'file'
  readonly default: ''
}

export type Parameter = NumberParameter | ChoiceParameter | ToggleParameter | FileParameter

/** The parameters of one processor, in the order in which a person reads them. */
export type ParameterSet = { readonly [id: string]: Parameter }

/** A plain value as it stands in sessions, scenes and logs. */
export type PlainValue = number | string | boolean

type PlainOf<P extends Parameter> =
  P extends ChoiceParameter<infer C>
    ? C
    : P extends ToggleParameter
      ? boolean
      : P extends FileParameter
        ? string
        : number

/** Plain values of a whole set, typed: what presets and responses are written in. */
export type PlainValues<P extends ParameterSet> = { readonly [K in keyof P]: PlainOf<P[K]> }

interface NumberOptions {
  readonly label: string
  readonly help: string
  readonly min: number
  readonly max: number
  readonly default: number
  readonly step?: number
  readonly structural?: boolean
}

interface NumberShape {
  readonly unit: Unit
  readonly taper: Taper
  readonly step: number
  readonly stepIn: 'plain' | 'norm'
  readonly off?: boolean
}

function makeNumber(o: NumberOptions, shape: NumberShape): NumberParameter {
  return {
    kind: 'number',
    label: o.label,
    help: o.help,
    structural: o.structural ?? false,
    min: o.min,
    max: o.max,
    default: o.default,
    unit: shape.unit,
    taper: shape.taper,
    step: o.step ?? shape.step,
    stepIn: o.step === undefined ? shape.stepIn : 'plain',
    off: shape.off ?? false,
  }
}

const linear = (o: NumberOptions, unit: Unit, step: number): NumberParameter =>
  makeNumber(o, { unit, taper: linearTaper(o.min, o.max), step, stepIn: 'plain' })
const log = (o: NumberOptions, unit: Unit): NumberParameter =>
  makeNumber(o, { unit, taper: logTaper(o.min, o.max), step: 0.01, stepIn: 'norm' })

/** [control] A level or a gain in dB, straight in dB. */
export const db = (o: NumberOptions): NumberParameter => linear(o, 'dB', 0.5)
/** [control] A fader or send in dB with the X32 law, -90 to +10 dB, and off below. */
export const fader = (o: Omit<NumberOptions, 'min' | 'max'>): NumberParameter =>
  makeNumber(
    { ...o, min: -90, max: 10 },
    { unit: 'dB', taper: faderTaper, step: 0.5, stepIn: 'plain', off: true },
  )
/** [control] A frequency, logarithmic. */
export const hz = (o: NumberOptions): NumberParameter => log(o, 'Hz')
/** [control] A time in ms, logarithmic (`min` above 0). */
export const ms = (o: NumberOptions): NumberParameter => log(o, 'ms')
/** [control] A time in ms that may be 0, straight. */
export const msFromZero = (o: NumberOptions): NumberParameter => linear(o, 'ms', 0.5)
/** [control] A time in seconds, logarithmic. */
export const seconds = (o: NumberOptions): NumberParameter => log(o, 's')
/** [control] A share in percent, straight. */
export const percent = (o: NumberOptions): NumberParameter => linear(o, '%', 1)
/** [control] A compression ratio `n:1`, logarithmic. */
export const ratio = (o: NumberOptions): NumberParameter => log(o, ':1')
/** [control] A quality factor or another bare factor, logarithmic. */
export const factor = (o: NumberOptions): NumberParameter => log(o, '')
/** [control] A bare number, straight. */
export const plain = (o: NumberOptions): NumberParameter => linear(o, '', 1)
/** [control] A tempo. */
export const bpm = (o: NumberOptions): NumberParameter => linear(o, 'bpm', 1)

/** [control] One word out of `choices`. */
export function choice<const C extends string>(o: {
  readonly label: string
  readonly help: string
  readonly choices: readonly C[]
  readonly default: NoInfer<C>
  readonly structural?: boolean
}): ChoiceParameter<C> {
  return {
    kind: 'choice',
    label: o.label,
    help: o.help,
    structural: o.structural ?? false,
    choices: o.choices,
    default: o.default,
  }
}

/** [control] On or off. */
export function toggle(o: {
  readonly label: string
  readonly help: string
  readonly default: boolean
  readonly structural?: boolean
}): ToggleParameter {
  return {
    kind: 'toggle',
    label: o.label,
    help: o.help,
    structural: o.structural ?? false,
    default: o.default,
  }
}

/** [control] An audio file, up to 30 s of it; none by default. */
export const audioFile = (o: { readonly label: string; readonly help: string }): FileParameter => ({
  kind: 'file',
  label: o.label,
  help: o.help,
  structural: true,
  default: '',
})
