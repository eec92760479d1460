import type { ChoiceView, NumberView, ToggleView } from '../plugin.ts'
import type { CurveDials } from './curve.ts'

/** The words of a `detector` parameter, in the order of its index. */
export const DETECTORS = ['peak', 'rms'] as const

/** The words of a `mode` parameter, in the order of its index: softer above the threshold, or louder below it. */
export const REDUCER_MODES = ['compress', 'upward'] as const

/** Everything a Reducer can be told. Parameter views fit; what a plugin does not offer stands still (`still`) or is missing. */
export interface ReducerDials extends CurveDials {
  /** Index into REDUCER_MODES; missing: compress. */
  readonly mode?: ChoiceView
  /** ms until 63.2 % of the reduction in dB are reached. */
  readonly attack: NumberView
  /** ms for which a gain stays before the release, 0 or more. */
  readonly hold: NumberView
  /** ms until 63.2 % of the way back in dB are done. */
  readonly release: NumberView
  /** Comes back slowly after a long loud passage. */
  readonly autoRelease: ToggleView
  /** Index into DETECTORS; missing: peak. */
  readonly detector?: ChoiceView
  /** ms over which the rms detector averages; missing: 10. */
  readonly rmsWindow?: NumberView
  /** %: at 100 both channels have one reduction, at 0 each its own. */
  readonly link: NumberView
}

/** [idle] A dial that never moves. */
export const still = (value: number): NumberView => ({ from: value, to: value, target: value })
