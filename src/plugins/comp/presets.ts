import type { Preset } from '../../host/sdk/index.ts'
import type { compParams } from './params.ts'

export const compPresets: readonly Preset<typeof compParams>[] = [
  {
    name: 'vocal close and even',
    when: 'A singer leans in and out: every word should stand at the same distance without sounding squeezed.',
    values: { threshold: -24, ratio: 3, knee: 9, attack: 5, release: 90, autoRelease: true, makeup: 4 },
  },
  {
    name: 'speech level',
    when: 'A speaker drifts between loud and soft and a calm, steady level matters more than punch.',
    values: {
      threshold: -28,
      ratio: 2.5,
      knee: 12,
      attack: 8,
      release: 200,
      autoRelease: true,
      detector: 'rms',
      rmsWindow: 20,
      makeup: 5,
    },
  },
  {
    name: 'snare crack',
    when: 'The snare lacks snap: the stick passes, the body behind it is held down.',
    values: { threshold: -22, ratio: 4, knee: 3, attack: 20, release: 120, makeup: 4 },
  },
  {
    name: 'kick solid',
    when: 'The kick varies from hit to hit and should push the song evenly.',
    values: { threshold: -18, ratio: 5, knee: 3, attack: 12, release: 80, makeup: 3 },
  },
  {
    name: 'bass even',
    when: 'Some notes of the bass jump out and others vanish on small speakers.',
    values: { threshold: -24, ratio: 4, knee: 6, attack: 15, release: 180, detector: 'rms', makeup: 4 },
  },
  {
    name: 'drum bus glue',
    when: 'The kit sounds like separate microphones: a few dB on all of it, kick kept out of the key.',
    values: {
      threshold: -16,
      ratio: 2,
      knee: 6,
      attack: 30,
      release: 100,
      autoRelease: true,
      keyFilter: 'highPass',
      keyFreq: 90,
      makeup: 1.5,
    },
  },
  {
    name: 'parallel drums',
    when: 'The drums want weight and room without losing their hits: crushed hard and mixed under the original.',
    values: { threshold: -36, ratio: 10, knee: 6, attack: 1, release: 120, makeup: 12, mix: 35 },
  },
  {
    name: 'acoustic guitar',
    when: 'Strummed chords cover the voice and picked notes are lost.',
    values: { threshold: -22, ratio: 2.5, knee: 9, attack: 12, release: 150, makeup: 2.5 },
  },
  {
    name: 'mix bus gentle',
    when: 'The whole mix should move together by one or two dB and nobody should hear why.',
    values: {
      threshold: -14,
      ratio: 1.5,
      knee: 12,
      attack: 30,
      release: 200,
      autoRelease: true,
      range: 4,
      keyFilter: 'highPass',
      keyFreq: 80,
    },
  },
  {
    name: 'catch the peaks',
    when: 'A live source may shout at any moment: nothing happens until it does, then it stops at the threshold.',
    values: { threshold: -8, ratio: 100, knee: 3, attack: 0.2, hold: 10, release: 150, lookAhead: 1 },
  },
  {
    name: 'quiet words',
    when: 'Ends of phrases and breaths sink into the mix, but the loud notes are right as they are.',
    values: { mode: 'upward', threshold: -26, ratio: 2, knee: 12, attack: 6, release: 150, range: 8 },
  },
  {
    name: 'room and ghosts',
    when: 'The hits of the kit are fine; the room between them and the ghost notes should come nearer.',
    values: {
      mode: 'upward',
      threshold: -20,
      ratio: 3,
      knee: 6,
      attack: 3,
      release: 90,
      range: 10,
      makeup: -1,
    },
  },
  {
    name: 'rap, in your face',
    when: 'Every syllable of a fast voice should stand at the front, hard and clean.',
    values: {
      threshold: -26,
      ratio: 6,
      knee: 6,
      attack: 1,
      release: 40,
      lookAhead: 1,
      quality: 'high',
      makeup: 6,
    },
  },
  {
    name: 'make room',
    when: 'Keyed from the vocal or the kick, a pad or a bass steps back a few dB while the key plays.',
    values: { threshold: -32, ratio: 3, knee: 12, attack: 8, hold: 20, release: 200, range: 6 },
  },
]
