import type { Preset } from '../../host/sdk/index.ts'
import type { parameters } from './params.ts'

export const presets: readonly Preset<typeof parameters>[] = [
  {
    name: 'bass on a phone',
    when: 'The bass disappears on small loudspeakers: overtones of its lows make it heard there.',
    values: { curve: 'tube', drive: 16, tone: -50, mix: 60 },
  },
  {
    name: 'drum bus, thicker',
    when: 'The drums are all peaks and no body; the peaks go into the curve and come back as weight.',
    values: { curve: 'tape', drive: 11, tone: 15 },
  },
  {
    name: 'vocal, a little tube',
    when: 'A voice is clean and lies behind the band; it should step forward without getting louder.',
    values: { curve: 'tube', drive: 6, mix: 70 },
  },
  {
    name: 'master, last half dB',
    when: 'The limiter works a little too hard: a few peaks are rounded off before it sees them.',
    values: { curve: 'softClip', drive: 3, autoLevel: false, oversampling: '8x' },
  },
  {
    name: 'mix bus on tape',
    when: 'The mix is finished and still falls into its parts; tape draws it together and calms the top.',
    values: { curve: 'tape', drive: 5, tone: 35, oversampling: '8x' },
  },
  {
    name: 'snare, crack',
    when: 'The snare needs to be shorter and louder than its meter allows.',
    values: { curve: 'softClip', drive: 15 },
  },
  {
    name: 'guitar, edge of breakup',
    when: 'A guitar recorded straight from the pickup sounds like a recording of a pickup.',
    values: { curve: 'tube', drive: 20, bias: 20, tone: 25 },
  },
  {
    name: 'synth, dirt beside',
    when: 'A soft pad gets lost; the driven copy is laid under the clean one.',
    values: { curve: 'tape', drive: 24, tone: 20, mix: 35 },
  },
  {
    name: 'kick, knock',
    when: 'The kick is felt but not heard: its lows bend, and the click stays clean.',
    values: { curve: 'tape', drive: 14, tone: -60 },
  },
  {
    name: 'live, no delay',
    when: 'Players hear themselves through it: a little warmth and not one frame late.',
    values: { curve: 'tape', drive: 3, oversampling: 'off' },
  },
]
