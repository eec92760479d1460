import { moveDb } from '../../src/plugins/eq/dynamic/law.ts'
import { CUT_ORDERS, CUT_SHAPES } from '../../src/plugins/eq/prototype.ts'
import { settledGainDb, swellResidueDb, TIMED, timesMs } from '../../test/plugins/eq/dynamic-measures.ts'
import { autoErrors, pinkPair, programmes } from '../../test/plugins/eq/loudness-measures.ts'
import * as m from '../../test/plugins/eq/measures.ts'
import { differentSamples, MOVES, residueDb, undoneDb } from '../../test/plugins/eq/motion-measures.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { curvePictures, dynamicPictures } from './eq-charts.ts'
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
    pictures: [...curvePictures(), ...dynamicPictures(), ...linearPictures()],
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
  const plain = { ...DYNAMIC, band2Dynamic: false }
  return [
    atMost('dynamic bell, steady tone at its frequency, against the law', Math.max(...errors), 0.1, 'dB', 3),
    exactly(
      'dynamic bell below its threshold: samples that differ',
      differentSamples(plain, DYNAMIC, 0.02),
      0,
      '',
    ),
    ...[2, 5, 10, 100].map(attackRow),
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

/** The furthest of both settings. */
function attackRow(attack: number): Row {
  const off = Object.values(TIMED).map((values) => Math.abs(timesMs(values, attack, 100)[0] / attack - 1))
  const what = `attack of ${attack} ms at 1 kHz, a jump of 30 dB: furthest off (${Object.keys(TIMED).join('; ')})`
  return atMost(what, 100 * Math.max(...off), 10, '%', 1)
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

if (import.meta.main) show(section())
