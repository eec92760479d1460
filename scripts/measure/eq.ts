import { moveDb } from '../../src/plugins/eq/dynamic/law.ts'
import { bandDb, CUT_ORDERS, CUT_SHAPES } from '../../src/plugins/eq/prototype.ts'
import {
  gainOverTime,
  settledGainDb,
  swellResidueDb,
  timeConstantMs,
} from '../../test/plugins/eq/dynamic-measures.ts'
import { autoErrors, pinkPair, programmes } from '../../test/plugins/eq/loudness-measures.ts'
import * as m from '../../test/plugins/eq/measures.ts'
import { differentSamples, MOVES, residueDb, undoneDb } from '../../test/plugins/eq/motion-measures.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { type Chart, chart, type Series } from './chart.ts'
import { linearPictures, linearRows } from './eq-linear.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

/** [control] About 15 s. */
export function section(): Section {
  return {
    id: 'eq',
    title: 'Equaliser',
    method:
      'Curves are held against the analogue ones from 20 Hz to 20 kHz, wherever those are above -24 dB; the tests hold the same curves against impulse responses of the kernel. Bells: ±3 to 18 dB, Q 0.5 to 8, 1 to 18 kHz (324); shelves: the same with Q 0.5 to 1 (162). Moves: a 100 Hz tone of full scale, and what is then found above 1.5 kHz. Loudness: ITU-R BS.1770, 12 s.',
    rows: [
      ...curveRows(),
      ...cutRows(),
      ...exactRows(),
      ...dynamicRows(),
      ...loudnessRows(),
      ...linearRows(),
    ],
    pictures: [
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
      {
        name: 'dynamic',
        svg: chart(dynamicChart()),
        caption:
          'A dynamic bell at 1 kHz while its tone jumps from -40 to -10 dBFS and back: threshold -24 dB, ratio 3, attack 10 ms. The needle at 500 ms is the loud tone ringing out over the soft one.',
      },
      ...linearPictures(),
    ],
  }
}

const RATES = [44100, 48000, 96000]

function curveRows(): Row[] {
  return RATES.flatMap((rate) => {
    const bells = m.gridErrorsDb('bell', m.BELL_QS, rate)
    const low = m.gridErrorsDb('lowShelf', m.SHELF_QS, rate)
    const shelves = [...low, ...m.gridErrorsDb('highShelf', m.SHELF_QS, rate)]
    const at = `at ${rate / 1000} kHz`
    return [
      atMost(`bells ${at}, 95 % of them`, m.percentile(bells, 0.95), 0.15, 'dB', 3),
      atMost(`bells ${at}, worst`, m.percentile(bells, 1), 0.3, 'dB', 3),
      atMost(`shelves ${at}, 95 % of them`, m.percentile(shelves, 0.95), 0.15, 'dB', 3),
      atMost(`shelves ${at}, worst`, m.percentile(shelves, 1), 0.3, 'dB', 3),
    ]
  })
}

function cutRows(): Row[] {
  const cuts = (kind: 'low' | 'high', shape: m.Cut['shape'], corners: readonly number[]): m.Cut[] =>
    CUT_ORDERS.flatMap((order) => corners.map((corner) => ({ kind, order, shape, corner })))
  const worst = (all: readonly m.Cut[], of: (cut: m.Cut, rate: number) => number): number =>
    Math.max(...[44100, 48000].flatMap((rate) => all.map((cut) => of(cut, rate))))
  return CUT_SHAPES.flatMap((shape) => {
    const low = cuts('low', shape, [20, 80, 300, 1000, 2000])
    const high = cuts('high', shape, [1000, 3000, 6000, 10000, 14000, 18000, 20000])
    return [
      atMost(
        `low cuts, ${shape}, worst of 6 slopes and 20 Hz to 2 kHz`,
        worst(low, m.cutErrorDb),
        0.05,
        'dB',
        3,
      ),
      atMost(
        `high cuts, ${shape}, worst of 6 slopes and 1 to 20 kHz`,
        worst(high, m.cutErrorDb),
        0.05,
        'dB',
        3,
      ),
      atMost(
        `low cuts, ${shape}, slope two octaves out`,
        100 * worst(low, (cut, rate) => Math.abs(m.slopeShare(cut, rate) - 1)),
        1,
        '%',
        3,
      ),
    ]
  })
}

function exactRows(): Row[] {
  const flat: Values = { band1Channels: 'mid', band2Channels: 'side', autoGain: true }
  return [
    atMost('+12 dB, then -12 dB: what is left', Math.max(...undone()), -250, 'dB', 0),
    exactly('flat bands, on stereo, mid and side: samples that differ', differentSamples({}, flat, 1), 0, ''),
    ...MOVES.map(([name, values, automate]) =>
      atMost(`residue while ${name}`, residueDb(values, automate), -120, 'dB', 0),
    ),
  ]
}

const undone = (): number[] =>
  (['bell', 'lowShelf', 'highShelf'] as const).flatMap((type) =>
    [9000, 16000].map((hz) => undoneDb(type, hz, 0.9)),
  )

const DYNAMIC: Values = {
  band2Dynamic: true,
  band2Threshold: -24,
  band2Ratio: 3,
  band2Range: -9,
  band2Gain: 1.5,
}

function dynamicRows(): Row[] {
  const errors = [100, 1000, 10000].flatMap((hz) =>
    [-24.5, -18, -6].map((levelDb) => {
      const gain = settledGainDb({ ...DYNAMIC, band2Freq: hz, band2Q: 2 }, hz, levelDb)
      return Math.abs(gain - 1.5 - moveDb(levelDb, -24, 3, -9))
    }),
  )
  const times = [3, 10, 100].map((attack) => {
    const values = { ...DYNAMIC, band2Freq: 1000, band2Attack: attack, band2Release: 100 }
    const gains = gainOverTime(values, 1000, [-40, -10], 1)
    return Math.abs(timeConstantMs(gains, 1, 1000, 1900) - attack)
  })
  const plain = { ...DYNAMIC, band2Dynamic: false }
  return [
    atMost('dynamic bell, steady tone at its frequency, against the law', Math.max(...errors), 0.1, 'dB', 3),
    exactly(
      'dynamic bell below its threshold: samples that differ',
      differentSamples(plain, DYNAMIC, 0.02),
      0,
      '',
    ),
    atMost('attack of 3, 10 and 100 ms at 1 kHz, furthest off', Math.max(...times), 0.5, 'ms'),
    atMost(
      'residue while a dynamic bell follows a swelling tone, attack 2 ms',
      Math.max(
        ...[-12, 12].map((band2Range) =>
          swellResidueDb({ ...DYNAMIC, band2Freq: 100, band2Attack: 2, band2Range }),
        ),
      ),
      -120,
      'dB',
      0,
    ),
  ]
}

function loudnessRows(): Row[] {
  const all = Object.entries(programmes())
  const row = (name: string, input: readonly Float64Array[], when: string, from: number): Row => {
    const [curve, lu] = autoErrors(input, from)[0]!
    return atMost(`automatic gain, ${name}, worst of six curves (${curve}), ${when}`, Math.abs(lu), 0.2, 'LU')
  }
  return [
    row('pink noise', pinkPair(12), 'from the first sound on', 0),
    ...all.map(([name, input]) => row(name, input, 'from the first sound on', 0)),
    ...all.map(([name, input]) => row(name, input, 'after 4 s', 4)),
  ]
}

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
  series: RATES.map((rate) => ({ name: `${rate / 1000} kHz`, points: m.bellEnvelopeDb(rate) })),
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
    const values = { ...DYNAMIC, band2Gain: 0, band2Freq: 1000, band2Release, band2Range }
    const gains = gainOverTime(values, 1000, [-40, -10, -40], 0.25)
    return {
      name: `${band2Range > 0 ? '+' : ''}${band2Range} dB, release ${band2Release}`,
      points: gains.map((gainDb, i): [number, number] => [i + 1, gainDb]),
    }
  }),
})

if (import.meta.main) show(section())
