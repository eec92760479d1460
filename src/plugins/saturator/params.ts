import { choice, db, type ParameterViews, percent, toggle } from '../../host/sdk/index.ts'
import { CURVES } from './curves.ts'

/** How the curve is kept from making aliases; the factor is the number in the word. */
export const OVERSAMPLING = ['off', '4x', '8x'] as const

export const parameters = {
  curve: choice({
    label: 'Curve',
    choices: CURVES,
    default: 'tape',
    structural: true,
    help: 'Soft clip shaves peaks and leaves the rest alone, tape thickens early, tube adds warm even overtones.',
  }),
  drive: db({
    label: 'Drive',
    min: -12,
    max: 36,
    default: 6,
    step: 0.5,
    help: 'How hard the curve is driven: more is thicker, then dirty; quiet sounds move with auto level only.',
  }),
  bias: percent({
    label: 'Bias',
    min: -100,
    max: 100,
    default: 0,
    help: 'Makes the curve lopsided, which adds even overtones; the sign says which side of the wave bends first.',
  }),
  tone: percent({
    label: 'Tone',
    min: -100,
    max: 100,
    default: 0,
    help: 'Above 0 the highs are driven harder, as on tape; below 0 the lows. Clean sound keeps its colour.',
  }),
  autoLevel: toggle({
    label: 'Auto level',
    default: true,
    help: 'Keeps a mix of usual level (-18 dBFS) as loud as it was, so that drive can be judged by its sound.',
  }),
  output: db({
    label: 'Output',
    min: -24,
    max: 24,
    default: 0,
    step: 0.1,
    help: 'Level after everything, the mix included.',
  }),
  mix: percent({
    label: 'Mix',
    min: 0,
    max: 100,
    default: 100,
    help: 'Blends the clean sound back in, in time with the driven one; 0 is the untouched input.',
  }),
  oversampling: choice({
    label: 'Oversampling',
    choices: OVERSAMPLING,
    default: '4x',
    structural: true,
    help: 'Cleans driven highs: 4x for strips, 8x for masters; off has no delay, for monitoring.',
  }),
}

export type SaturatorViews = ParameterViews<typeof parameters>
