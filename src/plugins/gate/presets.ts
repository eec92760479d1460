import type { Preset } from '../../host/sdk/index.ts'
import type { gateParams } from './params.ts'

export const gatePresets: readonly Preset<typeof gateParams>[] = [
  {
    name: 'kick tight',
    when: 'Snare and cymbals bleed into the kick microphone: only the kick opens it, and it closes after the note.',
    values: {
      threshold: -28,
      range: 40,
      attack: 0.3,
      hold: 80,
      release: 90,
      keyFilter: 'lowPass',
      keyFreq: 120,
    },
  },
  {
    name: 'snare clean',
    when: 'Hi-hat between the snare hits gets loud as soon as the snare is compressed or brightened.',
    values: {
      threshold: -26,
      range: 18,
      attack: 0.1,
      hold: 100,
      release: 140,
      lookAhead: 1,
      keyFilter: 'band',
      keyFreq: 220,
    },
  },
  {
    name: 'tom ring',
    when: 'Toms ring along with the whole kit: they open on their own note and fade out with it.',
    values: {
      threshold: -30,
      range: 50,
      attack: 0.5,
      hold: 200,
      release: 300,
      lookAhead: 1,
      keyFilter: 'band',
      keyFreq: 110,
      keyQ: 1.4,
    },
  },
  {
    name: 'vocal room down',
    when: 'Breaths and room between the phrases should sink a little without the voice seeming to switch on and off.',
    values: { mode: 'expand', threshold: -42, ratio: 1.6, range: 12, attack: 2, hold: 120, release: 250 },
  },
  {
    name: 'speech open mics',
    when: 'Several people share a stage and every open microphone adds room and feedback.',
    values: {
      threshold: -38,
      hysteresis: 5,
      range: 15,
      attack: 2,
      hold: 400,
      release: 300,
      keyFilter: 'band',
      keyFreq: 900,
      keyQ: 0.5,
    },
  },
  {
    name: 'guitar amp hiss',
    when: 'A loud amplifier hisses and hums whenever the player stops.',
    values: { threshold: -50, hysteresis: 6, range: 60, attack: 1, hold: 150, release: 350 },
  },
  {
    name: 'noise floor soft',
    when: 'A quiet recording has hiss in its pauses and must not sound edited.',
    values: { mode: 'expand', threshold: -55, ratio: 2, range: 20, attack: 5, hold: 100, release: 400 },
  },
  {
    name: 'gated reverb',
    when: 'On a reverb keyed from the snare: a big room that is cut off in the middle of its tail.',
    values: { threshold: -24, range: 100, attack: 0.2, hold: 250, release: 25 },
  },
  {
    name: 'duck music under speech',
    when: 'Keyed from the speaker, the music steps back while someone talks and returns in the pauses.',
    values: { mode: 'duck', threshold: -36, range: 12, attack: 60, hold: 700, release: 900 },
  },
  {
    name: 'duck bass under kick',
    when: 'Keyed from the kick, the bass makes room for each hit so that both stay clear.',
    values: { mode: 'duck', threshold: -24, range: 5, attack: 3, hold: 40, release: 90 },
  },
]
