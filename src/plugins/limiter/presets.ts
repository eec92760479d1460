import type { Preset } from '../../host/sdk/index.ts'
import type { parameters } from './parameters.ts'

export const presets: readonly Preset<typeof parameters>[] = [
  {
    name: 'safety',
    when: 'Last on the master of a live show: does nothing until something goes wrong.',
    values: { ceiling: -1, gain: 0, release: 50 },
  },
  {
    name: 'streaming master',
    when: 'A finished mix goes to streaming services, which ask for true peaks below -1 dBTP.',
    values: { ceiling: -1, gain: 4, release: 5, lookAhead: 1.5 },
  },
  {
    name: 'loud master',
    when: 'The genre is dense and the song has to stand next to loud ones.',
    values: { ceiling: -1, gain: 8, style: 'loud', release: 2, lookAhead: 0.8 },
  },
  {
    name: 'final render',
    when: 'The last bounce of a master, where the file is measured by others and not a hundredth of a dB may be over.',
    values: { ceiling: -1, gain: 4, release: 5, detection: 'precise' },
  },
  {
    name: 'bass heavy',
    when: 'Electronic music whose bass note would growl if the level moved with its wave.',
    values: { ceiling: -1, gain: 5, release: 30, lookAhead: 2.5 },
  },
  {
    name: 'lossy delivery',
    when: 'The file will be encoded at a low bit rate, whose decoder lifts the peaks again.',
    values: { ceiling: -2, gain: 4, release: 10 },
  },
  {
    name: 'transparent broadcast',
    when: 'A programme at -23 LUFS with peaks that must stay below -1 dBTP and must not be heard to be held.',
    values: { ceiling: -1, gain: 0, release: 120, lookAhead: 5 },
  },
  {
    name: 'speech level',
    when: 'A speaker turns away and comes back, and the loud words must not jump out.',
    values: { ceiling: -6, gain: 8, release: 80, lookAhead: 3 },
  },
  {
    name: 'drum bus',
    when: 'Snare and tom hits eat the headroom; the tails should keep their level.',
    values: { ceiling: -3, gain: 4, release: 2, lookAhead: 0.5 },
  },
  {
    name: 'monitor protect',
    when: 'In front of an in-ear feed: lowest latency, ears before beauty.',
    values: { ceiling: -6, gain: 0, release: 30, lookAhead: 0.5, truePeak: false },
  },
  {
    name: 'two instruments',
    when: 'A stereo strip carries a different source on each side, and one must not duck the other.',
    values: { ceiling: -3, gain: 0, release: 20, link: 0 },
  },
]
