import { bandDb } from '../../src/plugins/eq/prototype.ts'
import { gainOverTime } from '../../test/plugins/eq/dynamic-measures.ts'
import * as m from '../../test/plugins/eq/measures.ts'
import { type Chart, chart, type Series } from './chart.ts'
import type { Picture } from './section.ts'

/** The pictures of the equaliser's section, but for those of linear phase. */

/** 3 to 20 kHz, evenly in octaves. */
const TOP = Array.from({ length: 200 }, (_, i) => 3000 * (20000 / 3000) ** (i / 199))
const line = (name: string, of: (hz: number) => number, rest: Partial<Series> = {}): Series => ({
  name,
  points: TOP.map((hz): [number, number] => [hz, of(hz)]),
  ...rest,
})
const HZ = { label: 'Hz', from: 3000, to: 20000, log: true }

const bellsChart = (): Chart => ({
  title: 'Bells of +12 dB, Q 1, at 10 and 16 kHz',
  x: HZ,
  y: { label: 'dB', from: 0, to: 14 },
  series: [10000, 16000].flatMap((hz, i) => [
    line(`${hz / 1000} kHz`, (f) => m.curveDb({ band2Freq: hz, band2Gain: 12 }, f, 44100), { colour: i }),
    line('analogue', (f) => bandDb('bell', hz, 12, 1, f), { dashed: true, colour: 2 }),
    line('bilinear', (f) => m.bilinearBellDb(hz, 12, 1, f, 44100), { colour: 3 + i }),
  ]),
})

const errorChart = (): Chart => ({
  title: 'Furthest from the analogue curve, 324 bells',
  x: { label: 'Hz', from: 100, to: 20000, log: true },
  y: { label: 'dB', from: 0, to: 0.5 },
  bounds: [{ y: 0.3, name: 'allowed' }],
  series: [44100, 48000, 96000].map((rate) => ({
    name: `${rate / 1000} kHz`,
    points: m.bellEnvelopeDb(rate),
  })),
})

function cutsChart(): Chart {
  const cuts = [
    ['12 dB/oct', 2, 'butterworth'],
    ['24 dB/oct', 4, 'butterworth'],
    ['24, Linkwitz-Riley', 4, 'linkwitzRiley'],
  ] as const
  return {
    title: 'High cuts at 10 kHz',
    x: HZ,
    y: { label: 'dB', from: -30, to: 2 },
    series: cuts.flatMap(([name, order, shape], i) => {
      const cut = { kind: 'high', order, shape, corner: 10000 } as const
      return [
        line(name, (hz) => m.curveDb(m.cutValues(cut), hz, 44100), { colour: i }),
        line('analogue', (hz) => m.analogueCutDb(cut, hz), { dashed: true, colour: 5 }),
      ]
    }),
  }
}

const dynamicChart = (): Chart => ({
  title: 'Gain of a dynamic bell',
  x: { label: 'ms', from: 0, to: 800 },
  y: { label: 'dB', from: -12, to: 9 },
  series: (
    [
      [-9, 40],
      [-9, 120],
      [6, 120],
    ] as const
  ).map(([band2Range, band2Release]) => {
    const values = { band2Dynamic: true, band2Threshold: -24, band2Freq: 1000, band2Release, band2Range }
    const gains = gainOverTime(values, 1000, [-40, -10, -40], 0.25)
    return {
      name: `${band2Range > 0 ? '+' : ''}${band2Range} dB, release ${band2Release}`,
      points: gains.map((gainDb, i): [number, number] => [i + 1, gainDb]),
    }
  }),
})

/** [control] */
export const curvePictures = (): Picture[] => [
  {
    name: 'bells',
    svg: chart(bellsChart()),
    caption:
      'Bells of +12 dB at 10 and 16 kHz, 44.1 kHz: this equaliser lies on the analogue curve (dashed), a plain bilinear one is too narrow.',
  },
  {
    name: 'error',
    svg: chart(errorChart()),
    caption: 'The worst of 324 bells at every frequency: 0.3 dB was allowed.',
  },
  {
    name: 'cuts',
    svg: chart(cutsChart()),
    caption: 'High cuts at 10 kHz, 44.1 kHz, on their analogue curves (dashed) up to 20 kHz.',
  },
]

/** [control] */
export const dynamicPictures = (): Picture[] => [
  {
    name: 'dynamic',
    svg: chart(dynamicChart()),
    caption:
      'A dynamic bell at 1 kHz while its tone jumps from -40 to -10 dBFS and back: threshold -24 dB, ratio 3, attack 10 ms. The needle at 500 ms is the loud tone ringing out over the soft one.',
  },
]
