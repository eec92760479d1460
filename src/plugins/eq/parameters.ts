import {
  type ChoiceParameter,
  choice,
  db,
  factor,
  hz,
  ms,
  type NumberParameter,
  ratio,
  type ToggleParameter,
  toggle,
} from '../../host/sdk/index.ts'
import { CHANNELS } from './channels.ts'
import { linearParameters } from './linear/parameters.ts'
import { BAND_TYPES, type BandType, CUT_SHAPES } from './prototype.ts'

/** The parameters of the equaliser: two cuts, six equal bands, a trim. */

export const BANDS = [1, 2, 3, 4, 5, 6] as const
type BandNumber = (typeof BANDS)[number]

type BandParameters<N extends number> = {
  readonly [K in `band${N}On` | `band${N}Dynamic`]: ToggleParameter
} & { readonly [K in `band${N}Type`]: ChoiceParameter<BandType> } & {
  readonly [K in `band${N}Channels`]: ChoiceParameter<(typeof CHANNELS)[number]>
} & {
  readonly [K in
    | `band${N}${'Freq' | 'Gain' | 'Q'}`
    | `band${N}${'Threshold' | 'Ratio' | 'Range' | 'Attack' | 'Release'}`]: NumberParameter
}

/** Slopes of the cuts in dB per octave. */
const SLOPES = ['6', '12', '18', '24', '36', '48'] as const

function band<const N extends BandNumber>(n: N, type: BandType, centre: number): BandParameters<N> {
  const shelf = type === 'lowShelf' || type === 'highShelf'
  return {
    [`band${n}On`]: toggle({
      label: `Band ${n}`,
      default: true,
      help: 'Takes this band in or out; at 0 dB it changes nothing either way.',
    }),
    [`band${n}Type`]: choice({
      label: `Band ${n} Type`,
      choices: BAND_TYPES,
      default: type,
      help: 'Lifts or dips around a tone (bell), everything below or above it (shelves), or takes it out or alone.',
    }),
    [`band${n}Freq`]: hz({
      label: `Band ${n} Freq`,
      min: 20,
      max: 20000,
      default: centre,
      help: 'Where in the spectrum this band works.',
    }),
    [`band${n}Gain`]: db({
      label: `Band ${n} Gain`,
      min: -24,
      max: 24,
      default: 0,
      step: 0.25,
      help: 'Brings this part of the sound forward or pulls it back; notch and bandPass have none.',
    }),
    [`band${n}Q`]: factor({
      label: `Band ${n} Q`,
      min: 0.1,
      max: 40,
      default: shelf ? 0.71 : 1,
      help: 'How narrow the band is: 0.5 colours gently, 1 to 3 shapes, 10 and more picks out one tone; a shelf overshoots from 1 on and stops at 2.',
    }),
    [`band${n}Channels`]: choice({
      label: `Band ${n} Chan`,
      choices: CHANNELS,
      default: 'stereo',
      help: 'What the band works on: both channels, one, what they share (mid) or what sets them apart (side).',
    }),
    [`band${n}Dynamic`]: toggle({
      label: `Band ${n} Dyn`,
      default: false,
      help: 'Lets the gain follow how loud this part of the sound is, or the same part of the key.',
    }),
    [`band${n}Threshold`]: db({
      label: `Band ${n} Thresh`,
      min: -80,
      max: 0,
      default: -24,
      help: 'Up to this level of its own region a dynamic band is the plain one; above it the gain moves.',
    }),
    [`band${n}Ratio`]: ratio({
      label: `Band ${n} Ratio`,
      min: 1,
      max: 100,
      default: 3,
      help: 'How eagerly the gain answers: 2 gives half a dB for each dB above the threshold, 100 the whole.',
    }),
    [`band${n}Range`]: db({
      label: `Band ${n} Range`,
      min: -24,
      max: 24,
      default: -6,
      step: 0.25,
      help: 'The furthest the gain may move: below 0 it cuts what is loud, above 0 it lifts it.',
    }),
    [`band${n}Attack`]: ms({
      label: `Band ${n} Attack`,
      min: 2,
      max: 300,
      default: 10,
      help: 'Time in which 63 % of the move is made: slow lets the first moment through.',
    }),
    [`band${n}Release`]: ms({
      label: `Band ${n} Rel`,
      min: 10,
      max: 3000,
      default: 120,
      help: 'Time in which 63 % of the move is taken back: short follows every syllable, long is calm.',
    }),
  } as BandParameters<N>
}

/** All parameters, in reading order. */
export const eqParameters = {
  lowCutOn: toggle({
    label: 'Low Cut',
    default: false,
    help: 'Takes out rumble, stage noise and pops below the low cut.',
  }),
  lowCut: hz({
    label: 'Low Cut Freq',
    min: 20,
    max: 2000,
    default: 80,
    help: 'Everything below gets quieter; 3 dB down here (linkwitzRiley: 6).',
  }),
  lowCutSlope: choice({
    label: 'Low Cut Slope',
    choices: SLOPES,
    default: '24',
    help: 'How steeply it falls, in dB per octave: low values thin out, high values cut off.',
  }),
  lowCutShape: choice({
    label: 'Low Cut Shape',
    choices: CUT_SHAPES,
    default: 'butterworth',
    help: 'linkwitzRiley is 6 dB down at the corner, for crossovers; at 6 and 18 dB per octave both are the same.',
  }),
  lowCutChannels: choice({
    label: 'Low Cut Chan',
    choices: CHANNELS,
    default: 'stereo',
    help: 'On the side it narrows the bass to the middle and leaves what both channels share untouched.',
  }),
  ...band(1, 'lowShelf', 80),
  ...band(2, 'bell', 250),
  ...band(3, 'bell', 800),
  ...band(4, 'bell', 2500),
  ...band(5, 'bell', 6000),
  ...band(6, 'highShelf', 12000),
  highCutOn: toggle({
    label: 'High Cut',
    default: false,
    help: 'Takes out hiss, fizz and spill above the high cut.',
  }),
  highCut: hz({
    label: 'High Cut Freq',
    min: 1000,
    max: 20000,
    default: 16000,
    help: 'Everything above gets quieter; 3 dB down here (linkwitzRiley: 6).',
  }),
  highCutSlope: choice({
    label: 'High Cut Slope',
    choices: SLOPES,
    default: '12',
    help: 'How steeply it falls, in dB per octave: low values darken, high values cut off.',
  }),
  highCutShape: choice({
    label: 'High Cut Shape',
    choices: CUT_SHAPES,
    default: 'butterworth',
    help: 'linkwitzRiley is 6 dB down at the corner, for crossovers; at 6 and 18 dB per octave both are the same.',
  }),
  highCutChannels: choice({
    label: 'High Cut Chan',
    choices: CHANNELS,
    default: 'stereo',
    help: 'On the side it takes the width out of the treble and leaves what both channels share untouched.',
  }),
  autoGain: toggle({
    label: 'Auto Gain',
    default: false,
    help: 'Takes back the loudness that the bands add, so that louder does not pass for better.',
  }),
  trim: db({
    label: 'Trim',
    min: -24,
    max: 24,
    default: 0,
    step: 0.25,
    help: 'Level after the bands, to compare the equalised sound at the loudness of the plain one.',
  }),
  ...linearParameters,
}

export type EqParameters = typeof eqParameters
