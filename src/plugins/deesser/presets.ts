import type { Preset } from '../../host/sdk/index.ts'
import type { deesserParams } from './params.ts'

export const deesserPresets: readonly Preset<typeof deesserParams>[] = [
  {
    name: 'vocal high voice',
    when: 'A high voice with a bright microphone: every s stands out of the mix, the rest should keep its air.',
    values: { freq: 6500, threshold: -16, ratio: 4, range: 8, attack: 0.5, release: 50 },
  },
  {
    name: 'vocal low voice',
    when: 'A low voice whose s and sh sit around 4 to 6 kHz.',
    values: { freq: 4300, threshold: -15, ratio: 4, range: 8, attack: 0.7, release: 60 },
  },
  {
    name: 'speech podcast',
    when: 'Speech close to the microphone, soft and loud words alike, for long listening on headphones.',
    values: { freq: 4800, threshold: -18, ratio: 3, range: 10, attack: 0.4, release: 40, lookAhead: 1 },
  },
  {
    name: 'whistling s',
    when: 'One narrow whistle in the s, as dentures and some microphones make it: find it with listen and turn freq.',
    values: {
      shape: 'band',
      freq: 7500,
      width: 0.5,
      threshold: -24,
      ratio: 8,
      range: 14,
      attack: 0.3,
      release: 40,
    },
  },
  {
    name: 'before the reverb',
    when: 'In a send: the s would light up a long reverb or delay, and dullness in between does no harm.',
    values: { freq: 4000, threshold: -24, ratio: 10, range: 18, attack: 0.3, release: 80 },
  },
  {
    name: 'backing vocals tucked in',
    when: 'Stacked voices end their words at different moments: all those s may nearly vanish.',
    values: { freq: 5000, threshold: -22, ratio: 6, range: 14, attack: 0.3, release: 70 },
  },
  {
    name: 'wide and gentle',
    when: 'A natural voice on which a filter would be heard: the whole word end comes down by a few dB.',
    values: { mode: 'wideband', freq: 5500, threshold: -14, ratio: 3, range: 5, attack: 1, release: 60 },
  },
  {
    name: 'overheads softer cymbals',
    when: 'Crashes stab through the overheads while the kit below them is right.',
    values: {
      freq: 6000,
      relative: false,
      threshold: -28,
      ratio: 3,
      range: 6,
      attack: 2,
      release: 150,
      link: 100,
    },
  },
  {
    name: 'hi-hat in the snare',
    when: 'The hi-hat leaks into the snare microphone: it is turned down whenever the snare itself does not play over it.',
    values: { freq: 7000, threshold: -8, ratio: 6, range: 10, attack: 1, release: 60 },
  },
  {
    name: 'acoustic guitar fingers',
    when: 'Squeaks of fingers on wound strings jump out between the notes.',
    values: {
      shape: 'band',
      freq: 3500,
      width: 1.5,
      threshold: -20,
      ratio: 4,
      range: 9,
      attack: 1,
      release: 60,
    },
  },
  {
    name: 'master sharp consonants',
    when: 'A finished mix in which only the s of the voice still cuts: a few dB, and only while it does.',
    values: { freq: 6500, relative: false, threshold: -24, ratio: 2.5, range: 4, attack: 1, release: 50 },
  },
]
