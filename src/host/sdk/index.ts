export {
  allowed,
  defaults,
  fromNorm,
  isRefusal,
  nudged,
  type Refusal,
  toNorm,
  toPlain,
  toRaw,
  toText,
} from './codec.ts'
export { dbToGain, gainToDb } from './decibel.ts'
export { bridgeMs } from './dynamics/bridge.ts'
export { raiseDb, reductionDb } from './dynamics/curve.ts'
export { KEY_FILTERS, KeyFilter } from './dynamics/key-filter.ts'
export { KeyListen } from './dynamics/key-listen.ts'
export { linkGains } from './dynamics/link.ts'
export { LookAhead, lookAheadFrames } from './dynamics/look-ahead.ts'
export { DB_PER_OCTAVE, exp2 } from './dynamics/octaves.ts'
export { PEAK_HOLD_STATE, PeakHold } from './dynamics/peak-hold.ts'
export { Reducer } from './dynamics/reducer.ts'
export { DETECTORS, REDUCER_MODES, type ReducerDials, still } from './dynamics/reducer-dials.ts'
export { type SectionCoefficients, warped, writeSection } from './dynamics/state-variable.ts'
export { flushPowers, flushState } from './flush.ts'
export { FADE_STEP, towards } from './motion/fade.ts'
export { SPLINE_STATE, Spline } from './motion/spline.ts'
export { halfWayWeights, windowedSinc } from './oversampling/kaiser.ts'
export { Oversampler } from './oversampling/oversampler.ts'
export { type OversamplingFactor, oversamplingLatency } from './oversampling/stages.ts'
export {
  audioFile,
  bpm,
  type ChoiceParameter,
  choice,
  db,
  type FileParameter,
  factor,
  fader,
  hz,
  ms,
  msFromZero,
  type NumberParameter,
  type Parameter,
  type ParameterSet,
  type PlainValue,
  type PlainValues,
  percent,
  plain,
  ratio,
  seconds,
  type ToggleParameter,
  toggle,
  type Unit,
} from './parameter.ts'
export {
  type ChoiceView,
  definePlugin,
  type FileView,
  type Meter,
  type MeterCell,
  type MeterCells,
  type MeterSet,
  type NumberView,
  type ParameterViews,
  type PluginDefinition,
  type Preset,
  type ProcessIo,
  type Processor,
  type ProcessorEnv,
  QUANTUM,
  type Response,
  type Surroundings,
  type ToggleView,
} from './plugin.ts'
export { Convolver, type ConvolverShape } from './spectrum/convolver.ts'
export type { ConvolverPath } from './spectrum/convolver-level.ts'
export { CosineTransform } from './spectrum/cosine-transform.ts'
export { Impulse } from './spectrum/impulse.ts'
export { RealFft } from './spectrum/real-fft.ts'
export { faderTaper, linearTaper, logTaper, type Taper } from './taper.ts'
