import { choice, db, ms, type ParameterViews, percent, toggle } from '../../host/sdk/index.ts'

/** The words of the `style` parameter, in the order of its index. */
export const STYLES = ['clean', 'loud'] as const
/** The words of the `detection` parameter, in the order of its index. */
export const DETECTIONS = ['live', 'precise'] as const

export const parameters = {
  gain: db({
    label: 'Gain',
    min: -12,
    max: 36,
    default: 0,
    step: 0.1,
    help: 'Drives the sound into the ceiling: louder, and denser the more it reduces.',
  }),
  ceiling: db({
    label: 'Ceiling',
    min: -24,
    max: 0,
    default: -1,
    step: 0.1,
    help: 'The level that nothing passes, dBTP with true peak on, dBFS with it off.',
  }),
  release: ms({
    label: 'Release',
    min: 1,
    max: 1000,
    default: 5,
    help: 'How fast the level comes back after a peak; short is loud, long is smooth.',
  }),
  style: choice({
    label: 'Style',
    choices: STYLES,
    default: 'clean',
    help: 'clean keeps the gain still through bass notes; loud lets go after every peak, which is louder and rougher.',
  }),
  lookAhead: ms({
    label: 'Look-ahead',
    min: 0.5,
    max: 6,
    default: 1.5,
    structural: true,
    help: 'How long before a peak the level begins to move: longer is softer and later.',
  }),
  truePeak: toggle({
    label: 'True peak',
    default: true,
    structural: true,
    help: 'Also holds the peaks between the samples, which a converter or a codec would bring out.',
  }),
  detection: choice({
    label: 'Detection',
    choices: DETECTIONS,
    default: 'live',
    structural: true,
    help: 'precise reads true peaks a second time, for final renders: nothing over, at several times the work.',
  }),
  link: percent({
    label: 'Link',
    min: 0,
    max: 100,
    default: 100,
    help: 'At 100 both sides get the same gain and the image stands still; at 0 each its own.',
  }),
}

/** The glided parameters as the kernel reads them. */
export type LimiterViews = ParameterViews<typeof parameters>
