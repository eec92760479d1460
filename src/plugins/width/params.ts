import { hz, type ParameterViews, percent, plain, toggle } from '../../host/sdk/index.ts'

/** The lowest setting of `monoBelow` means off. */
export const MONO_OFF_HZ = 20

export const parameters = {
  width: percent({
    label: 'Width',
    min: 0,
    max: 200,
    default: 100,
    help: 'How far apart the two sides stand: 0 is mono, 100 as it came, 200 twice the difference.',
  }),
  monoBelow: hz({
    label: 'Mono below',
    min: MONO_OFF_HZ,
    max: 500,
    default: MONO_OFF_HZ,
    help: 'Draws the bass into the middle, where it is loudest and safe on vinyl and clubs; off at 20 Hz.',
  }),
  safe: toggle({
    label: 'Safe',
    default: false,
    help: 'Narrows by itself, slowly, while the two sides would cancel each other in mono.',
  }),
  limit: plain({
    label: 'Limit',
    min: -0.5,
    max: 0.9,
    default: 0,
    step: 0.05,
    help: 'The correlation of the two sides that safe keeps: higher is narrower and better in mono.',
  }),
}

export type WidthViews = ParameterViews<typeof parameters>
