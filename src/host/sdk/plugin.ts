import type {
  ChoiceParameter,
  FileParameter,
  NumberParameter,
  Parameter,
  ParameterSet,
  PlainValues,
  ToggleParameter,
} from './parameter.ts'

/**
 * The engine's grid, in frames. Parameters move on grid lines only, `process` never crosses one, and `flush` is called
 * on each. That is why blocks of any size give the same samples.
 */
export const QUANTUM = 128

/** A number parameter as a kernel sees it, glided by the engine: `from` at this grid line, `to` at the next one. */
export interface NumberView {
  readonly from: number
  readonly to: number
  /** Where the glide will end: the value a person set. */
  readonly target: number
}

/** A choice as a kernel sees it: the position in `choices`. It jumps; a kernel that would click fades by itself. */
export interface ChoiceView<C extends string = string> {
  readonly index: number
  readonly choices: readonly C[]
}

/** A toggle as a kernel sees it. It jumps like a choice. */
export interface ToggleView {
  readonly on: boolean
}

/** An audio file as a kernel sees it: decoded, at the engine's rate, the same for the processor's whole life. */
export interface FileView {
  /** One array per channel, full scale 1. Empty: no file is set, it is still being read, or it cannot be read. */
  readonly channels: readonly Float64Array[]
}

type ViewOf<P extends Parameter> =
  P extends ChoiceParameter<infer C>
    ? ChoiceView<C>
    : P extends ToggleParameter
      ? ToggleView
      : P extends NumberParameter
        ? NumberView
        : P extends FileParameter
          ? FileView
          : never

/** All views of a processor. The objects stay the same for its whole life; their fields move on grid lines. */
export type ParameterViews<P extends ParameterSet> = { readonly [K in keyof P]: ViewOf<P[K]> }

/** One reading a plugin shows beside the host's own meters. */
export interface Meter {
  readonly label: string
  readonly unit: 'dB' | 'Hz' | ''
  /** `min` keeps the deepest value of a block (gain reduction), `max` the highest. */
  readonly hold: 'min' | 'max'
  /** What it reads at rest. */
  readonly rest: number
}

export type MeterSet = { readonly [id: string]: Meter }

/** [audio] A kernel writes the reading of this call into `value`; the engine holds and publishes it. */
export interface MeterCell {
  value: number
}

export type MeterCells<M extends MeterSet> = { readonly [K in keyof M]: MeterCell }

/** What `prepare` is given. */
export interface ProcessorEnv {
  /** Hz, 8000 to 768000, not always a whole number. */
  readonly sampleRate: number
  /** 1 or 2: length of `input` and `output` in every call. */
  readonly channels: number
  /**
   * [idle] `doubles` zeroed doubles on the engine's memory, for delay lines and state. Freed with the processor.
   * State kept there (not in object fields) survives optimisation and can be handed to a SIMD twin.
   */
  allocate(doubles: number): Float64Array
}

/** What one call of `process` works on. The object is reused; nothing of it may be kept. */
export interface ProcessIo {
  /** Planar, `frames` long (the arrays are QUANTUM long), 1 or 2 channels. Read only. */
  readonly input: readonly Float64Array[]
  /** Same shape; other arrays than `input`. Must be written in full. */
  readonly output: readonly Float64Array[]
  /** The key signal when the user patched one (plugins with `key: true`), aligned with `input`; 1 or 2 channels. */
  readonly key: readonly Float64Array[] | undefined
  /** 1 to QUANTUM; the call never crosses a grid line. */
  readonly frames: number
  /** Frames since the last grid line, 0 to QUANTUM - 1: frame i of a glide is at `from + (to - from) * (offset + i) / QUANTUM`. */
  readonly offset: number
  /** True in the first call after a grid line on which any parameter moved, and in the very first call: time to update coefficients. */
  readonly changed: boolean
  /** Session tempo, quarter notes per minute. */
  readonly bpm: number
}

/** A running processor. It starts silent, as after `reset`. */
export interface Processor {
  /** [audio] Writes `io.output`. Any `frames` sequence gives the same samples. Must not allocate, throw, log or wait. */
  process(io: ProcessIo): void
  /** [audio] Back to silence: what stands in delay lines and filters is gone, parameters stay. Must not allocate. */
  reset(): void
  /** [audio] On every grid line: ends decays below about -300 dBFS before they become denormal. */
  flush?(): void
}

/** Pure curves: drawn by the dashboard and used as the oracle by the tests. Each is optional. [control] */
export interface Response<P extends ParameterSet> {
  /** Gain in dB at `hz` for small signals. */
  magnitudeDb?(values: PlainValues<P>, hz: number, sampleRate: number): number
  /** Output level in dB for a steady input level in dB. */
  transferDb?(values: PlainValues<P>, inputDb: number): number
  /** Level in dB, relative to the start, `seconds` after an impulse at `hz`. */
  decayDb?(values: PlainValues<P>, seconds: number, hz: number): number
}

/** A starting point with the sentence that says when to use it. Parameters that are not named keep their default. */
export interface Preset<P extends ParameterSet> {
  readonly name: string
  readonly when: string
  readonly values: Partial<PlainValues<P>>
}

/** What a tail may depend on beside the plugin's own values. */
export interface Surroundings {
  /** Tempo of the session, quarter notes per minute. */
  readonly bpm: number
  /** Seconds of each audio file that is set, by the id of its parameter. */
  readonly fileSeconds: { readonly [parameter: string]: number }
}

/** A plugin is a value: what it is called, what can be set, and how to make a running processor. */
export interface PluginDefinition<P extends ParameterSet = ParameterSet, M extends MeterSet = MeterSet> {
  /** Lower case, letters, digits and hyphens; stands in session files. */
  readonly id: string
  readonly name: string
  /** One sentence: what it is for. */
  readonly about: string
  /** Whole number; raise it when saved values change meaning, and write `migrate`. */
  readonly version: number
  readonly params: P
  readonly meters: M
  /** True when it can be keyed from another strip or bus. */
  readonly key?: boolean
  readonly presets?: readonly Preset<P>[]
  readonly response?: Response<P>
  /** [idle] A running processor. The views already hold the current values. May allocate; must not fail for values in range. */
  prepare(env: ProcessorEnv, params: ParameterViews<P>, meters: MeterCells<M>): Processor
  /** [control] Delay from input to output in frames, a pure function of structural parameters. Missing: 0. */
  latencyFrames?(values: PlainValues<P>, sampleRate: number): number
  /** [control] Seconds until silence at the input has become silence (-120 dBFS) at the output. Missing: 0. Infinity: it holds for ever. */
  tailSeconds?(values: PlainValues<P>, around: Surroundings): number
  /** [control] Values saved by an older version in today's meaning. `saved` is unchecked. */
  migrate?(saved: { readonly [id: string]: unknown }, fromVersion: number): { readonly [id: string]: unknown }
}

/** [control] Types a plugin from its own parameters; returns it unchanged. */
export function definePlugin<const P extends ParameterSet, const M extends MeterSet>(
  definition: PluginDefinition<P, M>,
): PluginDefinition<P, M> {
  return definition
}
