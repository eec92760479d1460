import { choice, factor, hz, msFromZero, percent, seconds, toggle } from '../../host/sdk/index.ts'

/** Every parameter of the reverb, in the order of the signal. */
export const params = {
  character: choice({
    label: 'Character',
    choices: ['hall', 'plate', 'room', 'chamber'],
    default: 'hall',
    structural: true,
    help: 'The kind of space: a wide hall, a dense plate, a room with clear reflections, a close chamber.',
  }),
  quality: choice({
    label: 'Lines',
    choices: ['16', '32'],
    default: '16',
    structural: true,
    help: 'Delay lines in the tail: 32 colour less at small sizes and cost 1.6 times as much as 16.',
  }),
  preDelay: msFromZero({
    label: 'Pre-delay',
    min: 0,
    max: 300,
    default: 20,
    help: 'Holds the reverb back, so that the source stays in front of it.',
  }),
  decay: seconds({
    label: 'Decay',
    min: 0.3,
    max: 10,
    default: 2,
    help: 'Time in which the middle of the tail falls by 60 dB.',
  }),
  size: percent({
    label: 'Size',
    min: 0,
    max: 100,
    default: 70,
    help: 'Distance of the walls: reflections move apart and the tail builds up later; small sizes colour the sound.',
  }),
  lowDecay: factor({
    label: 'Low decay',
    min: 0.2,
    max: 2.5,
    default: 1.2,
    help: 'How long the bass rings against the middle: above 1 warm, below 1 tight.',
  }),
  lowCross: hz({
    label: 'Low cross',
    min: 50,
    max: 1000,
    default: 200,
    help: 'Where the bass decay blends into the decay of the middle.',
  }),
  highDecay: factor({
    label: 'High decay',
    min: 0.1,
    max: 1.5,
    default: 0.45,
    help: 'How long the treble rings against the middle: low values sound like carpet and air, 1 like tiles.',
  }),
  highCross: hz({
    label: 'High cross',
    min: 1000,
    max: 16000,
    default: 5000,
    help: 'Where the decay of the middle blends into the treble decay.',
  }),
  lowCut: hz({
    label: 'Low cut',
    min: 20,
    max: 1000,
    default: 80,
    help: 'Takes the bass out of the reverb alone, 12 dB per octave, and keeps the low end of the mix clear.',
  }),
  highCut: hz({
    label: 'High cut',
    min: 1000,
    max: 20000,
    default: 14000,
    help: 'Takes the treble off the reverb alone, 12 dB per octave, and sets it further back.',
  }),
  early: percent({
    label: 'Early',
    min: 0,
    max: 100,
    default: 50,
    help: 'Balance of first reflections and tail: 0 is tail only, 50 both in full, 100 reflections only.',
  }),
  width: percent({
    label: 'Width',
    min: 0,
    max: 100,
    default: 100,
    help: 'Spread of the reverb from the centre to both sides, at the same loudness.',
  }),
  modulation: percent({
    label: 'Modulation',
    min: 0,
    max: 100,
    default: 50,
    help: 'Keeps the tail slowly moving, so that no single tone stands still; it does not detune.',
  }),
  freeze: toggle({
    label: 'Freeze',
    default: false,
    help: 'Holds what is sounding for ever and lets nothing new in.',
  }),
  mix: percent({
    label: 'Mix',
    min: 0,
    max: 100,
    default: 25,
    help: 'From the dry signal to the reverb alone, at equal power; 100 on an FX bus.',
  }),
}

export type ReverbParams = typeof params
