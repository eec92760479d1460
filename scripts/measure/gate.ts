import * as m from '../../test/plugins/gate/measures.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { type Chart, chart, type Series } from './chart.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

const TIMES = [
  { attack: 0.05, hold: 20, release: 5 },
  { attack: 0.5, hold: 50, release: 50 },
  { attack: 5, hold: 13, release: 100 },
  { attack: 300, hold: 20, release: 1000 },
] as const
const RATES = [44100, 48000, 96000, 192000] as const

/** [control] About 10 s. */
export function section(): Section {
  return {
    id: 'gate',
    title: 'Gate',
    method:
      'At 48 kHz unless said otherwise. Times are read off the gain itself (a constant sound, a key that switches): an attack or a release is over when 63.2 % of the way is done. The flutter test is a 1 kHz tone whose level swings by 1 dB on either side of the threshold.',
    rows: [...switchRows(), ...levelRows(), ...keyRows()],
    pictures: [
      {
        name: 'curves',
        svg: chart(curvesChart()),
        caption: 'Level out over level in: lines as drawn, dots measured on a steady tone. They coincide.',
      },
      {
        name: 'drum',
        svg: chart(drumChart()),
        caption:
          'The start of a drum hit, moved back by the latency: an attack of 0.5 ms rounds its first wave, a look-ahead of 2 ms leaves it whole.',
      },
      {
        name: 'closing',
        svg: chart(closingChart()),
        caption: 'The gain around a loud passage from 20 to 60 ms: open at once, held for 50 ms, then faded.',
      },
    ],
  }
}

function switchRows(): Row[] {
  const worst = (error: (times: (typeof TIMES)[number], rate: number) => number): number =>
    Math.max(...RATES.flatMap((rate) => TIMES.map((times) => error(times, rate))))
  return [
    ...[0.3, 3, 11].map((swing) =>
      exactly(
        `openings in 20 s of a level that swings ${swing} times a second, hysteresis 3 dB, hold 20 ms`,
        m.chatter(20, swing, 3, 20),
        1,
        '',
      ),
    ),
    {
      what: 'the same without hysteresis and hold, 3 times a second',
      measured: String(m.chatter(20, 3, 0, 0)),
      target: '',
    },
    atMost(
      'error of attack and release beyond one frame, 0.05 to 300 and 5 to 1000 ms, 44.1 to 192 kHz',
      100 * worst(m.timeError),
      3,
      '%',
    ),
    exactly('error of the hold', worst(m.holdError), 0, 'frames'),
    exactly(
      'error of the opening with a look-ahead of 0, 1, 3.3 and 10 ms',
      Math.max(...[0, 1, 3.3, 10].map((ms) => m.lookAheadError(ms))),
      0,
      'frames',
    ),
  ]
}

function levelRows(): Row[] {
  const values = { threshold: -30, range: 24, attack: 1, release: 5 }
  const turns: [Values, Values][] = [
    [{ threshold: -20, range: 6 }, { range: 30 }],
    [{ mode: 'duck', threshold: -60, range: 6 }, { range: 30 }],
    [{ mode: 'expand', threshold: -24, ratio: 2 }, { ratio: 5 }],
    [{ mode: 'expand', threshold: -24, ratio: 2 }, { threshold: -10 }],
  ]
  const curve = (mode: string, more: Values = {}): number => m.curveErrorDb({ ...values, mode, ...more }, 3)
  return [
    ...(['gate', 'expand', 'duck'] as const).map((mode) =>
      exactly(
        `samples changed at rest, ${mode}: largest difference`,
        m.changeAtRest(mode === 'expand' ? { mode, ratio: 4 } : { mode }),
        0,
        '',
      ),
    ),
    atMost(
      'error of the range, 3 to 90 dB',
      Math.max(...[3, 20, 60, 90].map(m.rangeErrorDb)),
      0.001,
      'dB',
      6,
    ),
    atMost('what comes through at a range of 100', m.closedDb(), -300, 'dBFS', 0),
    atMost(
      'distance from the drawn curve, gate and duck',
      Math.max(curve('gate'), curve('duck')),
      0.1,
      'dB',
      6,
    ),
    atMost(
      'distance from the drawn curve, expand 1.5, 4 and 10:1',
      Math.max(...[1.5, 4, 10].map((ratio) => curve('expand', { ratio, range: 60 }))),
      0.1,
      'dB',
      6,
    ),
    atMost(
      'dials turned over a 100 Hz tone: what is left above 1.5 kHz',
      Math.max(...turns.map(([from, turn]) => m.dialNoiseDb(from, turn))),
      -100,
      'dBFS',
      0,
    ),
    {
      what: 'opened at the peak of a full-scale 100 Hz tone: RMS above 1.5 kHz over 0.6 s, attack 0.05, 0.5, 5, 20 ms',
      measured: `${[0.05, 0.5, 5, 20].map((attack) => m.edgeDb(attack).toFixed(0)).join(', ')} dBFS`,
      target: '',
    },
  ]
}

function keyRows(): Row[] {
  const pass = { keyFilter: 'highPass', keyFreq: 400, keyQ: Math.SQRT1_2 }
  const corner = Math.abs(m.keyFilterDb(400, pass) + 10 * Math.log10(2))
  const slope = m.keyFilterDb(100, pass) - m.keyFilterDb(50, pass)
  return [
    atMost('key filter: error at the corner', corner, 0.1, 'dB', 4),
    { what: 'key filter: slope', measured: `${slope.toFixed(1)} dB per octave`, target: '12' },
  ]
}

function curvesChart(): Chart {
  const cases: [string, Values][] = [
    ['gate, range 40', { mode: 'gate', range: 40 }],
    ['expand 2:1', { mode: 'expand', ratio: 2, range: 40 }],
    ['expand 4:1', { mode: 'expand', ratio: 4, range: 40 }],
    ['duck, range 12', { mode: 'duck', range: 12 }],
  ]
  const series = cases.map(([name, more], colour): Series => {
    const values = { threshold: -30, attack: 1, release: 5, ...more }
    const points = Array.from({ length: 141 }, (_, i): [number, number] => {
      const level = -70 + i / 2
      return [level, m.drawnDb(level, values)]
    })
    return { name, points, colour }
  })
  const dots = cases.map(([, more], colour): Series => {
    const values = { threshold: -30, attack: 1, release: 5, ...more }
    const levels = Array.from({ length: 14 }, (_, i) => -67.5 + 5 * i)
    return { name: 'measured', points: dotted(levels.map((l) => [l, m.tonedDb(l, values)])), colour }
  })
  return {
    title: 'Curves, threshold -30 dB',
    x: { label: 'level in, dB', from: -70, to: 0 },
    y: { label: 'level out, dB', from: -100, to: 0 },
    series: [...series, ...dots],
  }
}

/** Each point as a short stroke of its own, with gaps between. */
const dotted = (points: readonly [number, number][]): [number, number][] =>
  points.flatMap(([x, y]): [number, number][] => [
    [x - 0.4, y],
    [x + 0.4, y],
    [x, y + 1.2],
    [x, y - 1.2],
    [Number.NaN, Number.NaN],
  ])

function drumChart(): Chart {
  const values = { threshold: -20, range: 60, attack: 0.5, hold: 50, release: 80 }
  return {
    title: 'The start of a drum hit',
    x: { label: 'ms', from: -1, to: 5 },
    y: { label: 'amplitude', from: -0.9, to: 0.9 },
    series: [
      { name: 'the hit', points: m.drumHit({ ...values, threshold: -80 }), dashed: true },
      { name: 'attack 0.5 ms', points: m.drumHit(values) },
      { name: 'look-ahead 2 ms', points: m.drumHit({ ...values, lookAhead: 2 }) },
    ],
  }
}

function closingChart(): Chart {
  const series = [20, 60, 200].map(
    (release): Series => ({
      name: `release ${release} ms`,
      points: m.gainOverTime({ attack: 0.5, hold: 50, release, range: 60 }),
    }),
  )
  return {
    title: 'Gain over time',
    x: { label: 'ms', from: 0, to: 400 },
    y: { label: 'gain, dB', from: -70, to: 5 },
    series,
  }
}

if (import.meta.main) show(section())
