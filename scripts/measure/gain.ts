import { gainToDb } from '../../src/host/sdk/index.ts'
import {
  glide,
  MOVE,
  MOVES,
  moveResidueDb,
  play,
  roundTripDb,
  worstLevelErrorDb,
  worstRouteError,
} from '../../test/plugins/gain/measures.ts'
import { difference } from '../../test/support/measure.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { noise } from '../../test/support/signals.ts'
import { chart, type Series } from './chart.ts'
import { atMost, exactly, type Picture, type Row, type Section, show } from './section.ts'

/** A line of the gain of the left side around a move, every sixth frame. */
function lineOf(name: string, from: Values, to: Values, view: (gain: number) => number): Series {
  const y = glide(from, to)
  const points: [number, number][] = []
  for (let at = MOVE - 480; at < MOVE + 2400; at += 6) points.push([(at - MOVE) / 48, view(y[at]!)])
  return { name, points }
}

const glidePicture = (): Picture => ({
  name: 'glide',
  svg: chart({
    title: 'A new level at 0 ms',
    x: { label: 'ms', from: -10, to: 50 },
    y: { label: 'dB', from: -60, to: 18 },
    series: [
      lineOf('0 to +12 dB', { level: 0 }, { level: 12 }, gainToDb),
      lineOf('0 to -12 dB', { level: 0 }, { level: -12 }, gainToDb),
      lineOf('0 to -48 dB', { level: 0 }, { level: -48 }, gainToDb),
    ],
  }),
  caption: 'A level glides to its new place, as long for a small step as for a large one.',
})

const flipPicture = (): Picture => ({
  name: 'flip',
  svg: chart({
    title: 'Switches at 0 ms: gain of a sound in the middle, on the left side',
    x: { label: 'ms', from: -10, to: 50 },
    y: { label: 'factor', from: -1.2, to: 1.2 },
    series: [
      lineOf('invert', { invert: false }, { invert: true }, (gain) => gain),
      lineOf('stereo to side', { route: 'stereo' }, { route: 'side' }, (gain) => gain),
      lineOf('side to mono', { route: 'side' }, { route: 'mono' }, (gain) => gain),
    ],
  }),
  caption: 'A flip of polarity or another route passes through what lies between, without a corner.',
})

function rows(): Row[] {
  const input = [noise(48000, 1, 1), noise(48000, 1, 2)]
  const still = play(input, {})
  return [
    exactly(
      'at rest: change of any sample',
      Math.max(...still.map((y, c) => difference(y, input[c]!))),
      0,
      '',
    ),
    exactly('any of the eight routes: error of any sample', worstRouteError(), 0, ''),
    atMost('mid and side and back', roundTripDb(), -300, 'dB', 0),
    atMost('level against its dial', worstLevelErrorDb(), 0.000001, 'dB', 6),
    ...MOVES.map(([name, from, to]) =>
      atMost(`${name}: above 1.5 kHz, tones of 100 and 150 Hz`, moveResidueDb(from, to), -90, 'dB', 0),
    ),
  ]
}

export const section = (): Section => ({
  id: 'gain',
  title: 'Gain',
  method: 'Noise on both sides, and full-scale tones while a dial or a switch moves, 48 kHz.',
  rows: rows(),
  pictures: [glidePicture(), flipPicture()],
})

if (import.meta.main) show(section())
