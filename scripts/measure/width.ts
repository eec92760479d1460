import {
  changedInMono,
  correlationOf,
  DIALS,
  drawnSideDb,
  limitError,
  midOf,
  sideGainDb,
  spread,
  story,
  turnedDb,
} from '../../test/plugins/width/measures.ts'
import { difference, rmsDb } from '../../test/support/measure.ts'
import { noise } from '../../test/support/signals.ts'
import { chart, type Series } from './chart.ts'
import { atMost, exactly, type Picture, type Row, type Section, show } from './section.ts'

const FREQUENCIES = Array.from({ length: 60 }, (_, i) => 20 * 1000 ** (i / 59))
/** Frames over which correlation is measured for the picture: 0.1 s. */
const STEP = 4800

function sidePicture(): Picture {
  const settings = [
    { name: 'width 200', values: { width: 200 } },
    { name: 'mono below 120', values: { monoBelow: 120 } },
    { name: 'mono below 300', values: { monoBelow: 300 } },
    { name: 'width 50', values: { width: 50 } },
  ]
  return {
    name: 'side',
    svg: chart({
      title: 'Gain of the side; the mid is 0 dB everywhere',
      x: { label: 'Hz', from: 20, to: 20000, log: true },
      y: { label: 'dB', from: -36, to: 12 },
      series: settings.map(({ name, values }) => ({
        name,
        points: FREQUENCIES.map((hz) => [hz, sideGainDb(values, hz)] as const),
      })),
    }),
    caption: 'Only the difference of the channels is changed; what both have in common passes untouched.',
  }
}

function correlationPicture(): Picture {
  const input = story()
  const line = (name: string, channels: readonly Float64Array[]): Series => ({
    name,
    points: Array.from({ length: input[0]!.length / STEP }, (_, k) => {
      const at = k * STEP
      return [(at + STEP / 2) / 48000, correlationOf(channels, at, at + STEP)] as const
    }),
  })
  const guarded = spread(input[0]!, input[1]!, { width: 140, safe: true, limit: 0.2 })
  return {
    name: 'safe',
    svg: chart({
      title: 'Correlation of left and right at a width of 140 %, limit 0.2',
      x: { label: 's', from: 0, to: 3 },
      y: { label: 'correlation', from: -1, to: 1 },
      series: [line('safe off', spread(input[0]!, input[1]!, { width: 140 })), line('safe on', guarded)],
      bounds: [{ y: 0.2, name: 'limit' }],
    }),
    caption:
      'Noise of correlation 0.8, 0, -0.7 and 0.8: safe narrows within about half a second and lets go again.',
  }
}

function rows(): Row[] {
  const left = noise(48000, 1, 1)
  const right = noise(48000, 0.7, 2)
  const mid = midOf([left, right])
  const moved = midOf(spread(left, right, { width: 170, monoBelow: 200, safe: true }))
  const still = spread(left, right, {})
  const mono = spread(left, right, { width: 0 })
  const filtered = { width: 60, monoBelow: 120 }
  const errors = [40, 120, 400, 2000, 15000].map((hz) => {
    return Math.abs(sideGainDb(filtered, hz, 44100) - drawnSideDb(filtered, hz, 44100))
  })
  return [
    exactly(
      'width 100: change of any sample',
      difference(still[0]!, left) + difference(still[1]!, right),
      0,
      '',
    ),
    exactly('a mono strip at any setting: samples that differ', changedInMono(), 0, ''),
    exactly('width 0: difference of the channels', difference(mono[0]!, mono[1]!), 0, ''),
    atMost(
      'change of the mid, width 170, high-pass, safe',
      rmsDb(moved.map((v, i) => v - mid[i]!)),
      -300,
      'dB',
      0,
    ),
    atMost('gain of the side against the drawn curve', Math.max(...errors), 0.1, 'dB', 3),
    atMost('correlation kept by safe: distance to its limit', limitError(), 0.03, '', 3),
    atMost(
      'every dial turned over a 100 Hz tone, above 1.5 kHz',
      Math.max(...DIALS.map(turnedDb)),
      -90,
      'dB',
      0,
    ),
  ]
}

export const section = (): Section => ({
  id: 'width',
  title: 'Width',
  method: 'Noise of known correlation and impulses in the side, 48 kHz.',
  rows: rows(),
  pictures: [sidePicture(), correlationPicture()],
})

if (import.meta.main) show(section())
