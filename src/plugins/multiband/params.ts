import {
  choice,
  DETECTORS,
  db,
  hz,
  ms,
  msFromZero,
  type NumberParameter,
  type ParameterViews,
  percent,
  ratio,
  type ToggleParameter,
  toggle,
} from '../../host/sdk/index.ts'

/** The words of the `bands` parameter, in the order of its index. */
const BAND_COUNTS = ['2', '3', '4'] as const

/** All bands there can be, from the lowest. */
export const BANDS = [1, 2, 3, 4] as const
export type BandNumber = (typeof BANDS)[number]

type BandParameters<N extends number> = {
  readonly [K in `band${N}On` | `band${N}Solo` | `band${N}Mute`]: ToggleParameter
} & {
  readonly [K in
    | `band${N}Threshold`
    | `band${N}Ratio`
    | `band${N}Attack`
    | `band${N}Release`
    | `band${N}Gain`
    | `band${N}Range`]: NumberParameter
}

function band<const N extends BandNumber>(n: N, attack: number, release: number): BandParameters<N> {
  return {
    [`band${n}On`]: toggle({
      label: `B${n} on`,
      default: true,
      help: 'Lets this band compress; off, it passes as it came, without its gain.',
    }),
    [`band${n}Solo`]: toggle({
      label: `B${n} solo`,
      default: false,
      help: 'Plays this band without those that are not soloed, to hear what stands in it.',
    }),
    [`band${n}Mute`]: toggle({
      label: `B${n} mute`,
      default: false,
      help: 'Takes this band out of the sound.',
    }),
    [`band${n}Threshold`]: db({
      label: `B${n} threshold`,
      min: -80,
      max: 0,
      default: -20,
      help: 'Above this level, heard in the band alone, the band is made softer.',
    }),
    [`band${n}Ratio`]: ratio({
      label: `B${n} ratio`,
      min: 1,
      max: 100,
      default: 2,
      help: 'How many dB more in the band give one dB more at its output; 100 lets nothing past the threshold.',
    }),
    [`band${n}Attack`]: ms({
      label: `B${n} attack`,
      min: 0.05,
      max: 300,
      default: attack,
      help: 'Time in which 63 % of the reduction is reached: slow keeps the hits of the band, fast rounds them off.',
    }),
    [`band${n}Release`]: ms({
      label: `B${n} release`,
      min: 5,
      max: 4000,
      default: release,
      help: 'Time in which 63 % of the level has come back.',
    }),
    [`band${n}Range`]: db({
      label: `B${n} range`,
      min: 0,
      max: 60,
      default: 24,
      help: 'The deepest reduction of this band, so that it thins out but never disappears.',
    }),
    [`band${n}Gain`]: db({
      label: `B${n} gain`,
      min: -24,
      max: 24,
      default: 0,
      help: 'Level of the band after its compression: gives back what was taken, or tilts the balance.',
    }),
  } as BandParameters<N>
}

const crossover = (n: number, hertz: number): NumberParameter =>
  hz({
    label: `Crossover ${n}`,
    min: 40,
    max: 16000,
    default: hertz,
    help: `Where band ${n} ends and band ${n + 1} begins; it cannot go below the crossover before it.`,
  })

/** The parameters in reading order: how it is split, the bands, then what holds for all of them. */
export const multibandParams = {
  bands: choice({
    label: 'Bands',
    choices: BAND_COUNTS,
    default: '3',
    structural: true,
    help: 'Into how many bands the sound is split.',
  }),
  crossover1: crossover(1, 150),
  crossover2: crossover(2, 2000),
  crossover3: crossover(3, 7000),
  ...band(1, 30, 150),
  ...band(2, 10, 100),
  ...band(3, 5, 80),
  ...band(4, 3, 60),
  knee: db({
    label: 'Knee',
    min: 0,
    max: 24,
    default: 6,
    help: 'Width of the bend around every threshold: wide is unobtrusive, 0 grabs.',
  }),
  autoRelease: toggle({
    label: 'Auto release',
    default: false,
    help: 'Every band comes back quickly after a short peak and slowly after a long loud passage.',
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
    default: 20,
    help: 'Time over which the rms detectors average: longer is smoother and later.',
  }),
  link: percent({
    label: 'Stereo link',
    min: 0,
    max: 100,
    default: 100,
    help: 'At 100 both sides of a band get the same gain and the image stands still; at 0 each side is on its own.',
  }),
  mix: percent({
    label: 'Mix',
    min: 0,
    max: 100,
    default: 100,
    help: 'Share of the compressed bands over the untouched ones, for parallel compression without combing.',
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
}

/** The parameters as the kernel sees them. */
export type MultibandViews = ParameterViews<typeof multibandParams>
