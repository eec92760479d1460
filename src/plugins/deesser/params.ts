import {
  choice,
  db,
  factor,
  hz,
  ms,
  msFromZero,
  type ParameterViews,
  percent,
  ratio,
  toggle,
} from '../../host/sdk/index.ts'

/** The words of the `mode` parameter, in the order of its index. */
export const MODES = ['split', 'wideband'] as const
/** The words of the `shape` parameter, in the order of its index. */
const SHAPES = ['highShelf', 'band'] as const
/** The words of the `listen` parameter, in the order of its index. */
export const LISTENS = ['off', 'detected', 'removed'] as const

/** The parameters in reading order: where, how much, when, what is heard. */
export const deesserParams = {
  mode: choice({
    label: 'Mode',
    choices: MODES,
    default: 'split',
    structural: true,
    help: 'split turns down only the sharp part and leaves the voice below it alone, wideband turns everything down.',
  }),
  shape: choice({
    label: 'Shape',
    choices: SHAPES,
    default: 'highShelf',
    structural: true,
    help: 'highShelf takes all that lies above the frequency, band only what lies around it, for a whistle.',
  }),
  freq: hz({
    label: 'Freq',
    min: 2000,
    max: 16000,
    default: 5000,
    help: 'Where the sharpness begins (highShelf) or has its centre (band); 4 to 6 kHz for low voices, 6 to 9 for high ones.',
  }),
  width: factor({
    label: 'Width',
    min: 0.3,
    max: 3,
    default: 1,
    help: 'How many octaves the band is wide; the shelf has none.',
  }),
  threshold: db({
    label: 'Threshold',
    min: -60,
    max: 0,
    default: -15,
    help: 'Above this level of the sharp part it is turned down.',
  }),
  relative: toggle({
    label: 'Relative',
    default: true,
    help: 'Counts the threshold from the level of the whole voice, so that soft and loud words are treated alike.',
  }),
  ratio: ratio({
    label: 'Ratio',
    min: 1,
    max: 100,
    default: 4,
    help: 'How firmly what is above the threshold is turned down.',
  }),
  range: db({
    label: 'Range',
    min: 0,
    max: 24,
    default: 8,
    help: 'The most that is taken away, so that an s stays an s and does not become a lisp.',
  }),
  attack: ms({
    label: 'Attack',
    min: 0.05,
    max: 30,
    default: 0.5,
    help: 'Time in which 63 % of the reduction is reached: short catches every t and k too.',
  }),
  release: ms({
    label: 'Release',
    min: 5,
    max: 500,
    default: 50,
    help: 'Time in which 63 % of the brightness has come back.',
  }),
  link: percent({
    label: 'Stereo link',
    min: 0,
    max: 100,
    default: 100,
    help: 'At 100 both sides get the same reduction and the image stands still; at 0 each side is on its own.',
  }),
  lookAhead: msFromZero({
    label: 'Look-ahead',
    min: 0,
    max: 10,
    default: 0,
    step: 0.1,
    structural: true,
    help: 'Delays the sound so that the reduction is there before the s begins.',
  }),
  listen: choice({
    label: 'Listen',
    choices: LISTENS,
    default: 'off',
    help: 'Plays what the detector hears, to find the frequency, or what is taken away, to hear how much it is.',
  }),
}

/** The parameters as the kernel sees them. */
export type DeesserViews = ParameterViews<typeof deesserParams>
