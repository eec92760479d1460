import type { Preset } from '../../host/sdk/index.ts'
import type { parameters } from './params.ts'

export const presets: readonly Preset<typeof parameters>[] = [
  {
    name: 'master, mono below 120',
    when: 'The master goes to vinyl, to a club or to a subwoofer: nothing else than the bass moves.',
    values: { monoBelow: 120 },
  },
  {
    name: 'master, a little wider',
    when: 'The mix is good and a touch narrow beside others; the voice in the middle stays as loud as it is.',
    values: { width: 115, monoBelow: 100, safe: true, limit: 0.1 },
  },
  {
    name: 'pads, wide but safe',
    when: 'Synthesiser pads may fill the sides, but must not vanish on a telephone.',
    values: { width: 160, monoBelow: 150, safe: true, limit: 0 },
  },
  {
    name: 'overheads, narrower',
    when: 'The drums are as wide as the stage and the cymbals hang beside the loudspeakers.',
    values: { width: 65 },
  },
  {
    name: 'piano, audience side',
    when: 'A closely miked piano runs from one ear to the other as if the listener sat inside.',
    values: { width: 50, monoBelow: 80 },
  },
  {
    name: 'stereo bass, mono',
    when: 'A bass with chorus or a stereo synthesiser bass takes its lows from both sides at once.',
    values: { width: 70, monoBelow: 250 },
  },
  {
    name: 'reverb return, wide',
    when: 'The room should stand around the band instead of behind the singer.',
    values: { width: 140, monoBelow: 200 },
  },
  {
    name: 'tame a widener',
    when: 'A sound was widened with too much trickery and loses half of itself in mono.',
    values: { safe: true, limit: 0.3 },
  },
  {
    name: 'mono check',
    when: 'To hear what is left when there is only one loudspeaker.',
    values: { width: 0 },
  },
]
