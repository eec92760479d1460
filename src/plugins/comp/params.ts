import {
  choice,
  DETECTORS,
  db,
  factor,
  hz,
  KEY_FILTERS,
  ms,
  msFromZero,
  type ParameterViews,
  percent,
  REDUCER_MODES,
  ratio,
  toggle,
} from '../../host/sdk/index.ts'

/** The words of `quality`, in the order of its index. */
const QUALITIES = ['standard', 'high'] as const

/** The parameters in the order of a console's dynamics page: curve, times, detector, output, key. */
export const compParams = {
  mode: choice({
    label: 'Mode',
    choices: REDUCER_MODES,
    default: 'compress',
    help: 'Compress makes softer what lies above the threshold, upward makes louder what lies below it.',
  }),
  threshold: db({
    label: 'Threshold',
    min: -80,
    max: 0,
    default: -20,
    help: 'Above this level the sound is made softer, or below it louder in upward mode.',
  }),
  ratio: ratio({
    label: 'Ratio',
    min: 1,
    max: 100,
    default: 3,
    help: 'How many dB more at the input give one dB more at the output; 100 lets nothing past the threshold.',
  }),
  knee: db({
    label: 'Knee',
    min: 0,
    max: 24,
    default: 6,
    help: 'Width of the bend around the threshold: wide is unobtrusive, 0 grabs.',
  }),
  attack: ms({
    label: 'Attack',
    min: 0.05,
    max: 300,
    default: 10,
    help: 'Time in which 63 % of the reduction is reached: slow lets the first hit through, fast rounds it off.',
  }),
  hold: msFromZero({
    label: 'Hold',
    min: 0,
    max: 2000,
    default: 0,
    help: 'Time the reduction stays before it is released.',
  }),
  release: ms({
    label: 'Release',
    min: 5,
    max: 4000,
    default: 100,
    help: 'Time in which 63 % of the level has come back: short is loud and lively, long is calm.',
  }),
  autoRelease: toggle({
    label: 'Auto release',
    default: false,
    help: 'Comes back quickly after a short peak and slowly after a long loud passage.',
  }),
  detector: choice({
    label: 'Detector',
    choices: DETECTORS,
    default: 'peak',
    help: 'Peak catches every hit, rms follows loudness as the ear does.',
  }),
  rmsWindow: ms({
    label: 'RMS window',
    min: 1,
    max: 300,
    default: 10,
    help: 'Time over which the rms detector averages: longer is smoother and later.',
  }),
  makeup: db({
    label: 'Makeup',
    min: -12,
    max: 24,
    default: 0,
    help: 'Gives back the level that compression took.',
  }),
  autoMakeup: toggle({
    label: 'Auto makeup',
    default: false,
    help: 'Adds half of the reduction that a tone at full scale would get.',
  }),
  mix: percent({
    label: 'Mix',
    min: 0,
    max: 100,
    default: 100,
    help: 'Share of the compressed sound over the untouched one, for parallel compression.',
  }),
  range: db({
    label: 'Range',
    min: 0,
    max: 60,
    default: 60,
    help: 'The most the level is changed: a very loud moment is not crushed, and upward the noise floor not raised.',
  }),
  lookAhead: msFromZero({
    label: 'Look-ahead',
    min: 0,
    max: 10,
    default: 0,
    step: 0.1,
    structural: true,
    help: 'Delays the sound so that the reduction is there before the peak.',
  }),
  link: percent({
    label: 'Stereo link',
    min: 0,
    max: 100,
    default: 100,
    help: 'At 100 both sides get the same gain and the image stands still; at 0 each side is on its own.',
  }),
  keyFilter: choice({
    label: 'Key filter',
    choices: KEY_FILTERS,
    default: 'off',
    help: 'Which part of the key the detector hears: highPass keeps the bass from pumping the rest.',
  }),
  keyFreq: hz({
    label: 'Key freq',
    min: 20,
    max: 20000,
    default: 100,
    help: 'Corner or centre of the key filter.',
  }),
  keyQ: factor({
    label: 'Key Q',
    min: 0.3,
    max: 10,
    default: 0.7,
    help: 'How narrow the key filter is at its frequency.',
  }),
  quality: choice({
    label: 'Quality',
    choices: QUALITIES,
    default: 'standard',
    structural: true,
    help: 'High keeps the fastest attacks clean among high tones, for about 2 ms of latency at 44.1 kHz and seven times the work.',
  }),
  keyListen: toggle({
    label: 'Key listen',
    default: false,
    help: 'Plays what the detector hears instead of the sound.',
  }),
}

/** The parameters as the kernel sees them. */
export type CompViews = ParameterViews<typeof compParams>
