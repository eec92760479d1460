import * as m from '../../test/plugins/limiter/measures.ts'
import { BS1770, LONG, LONGEST, SHORT } from '../../test/plugins/limiter/reference-meter.ts'
import { soak } from '../../test/plugins/limiter/soak.ts'
import { type Chart, chart } from './chart.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

const SEEDS = 96
const PRECISE = { detection: 'precise' }

const last = (x: readonly number[]): number => x[x.length - 1]!

/** [control] About 20 s. */
export function section(): Section {
  const live = m.overs({ seeds: SEEDS, bandLimited: true })
  const raw = m.overs({ seeds: SEEDS, bandLimited: false })
  const precise = m.overs({ seeds: SEEDS, bandLimited: true, values: PRECISE })
  const preciseRaw = m.overs({ seeds: SEEDS, bandLimited: false, values: PRECISE, meter: LONGEST })
  return {
    id: 'limiter',
    title: 'Limiter',
    method:
      'Defaults at 48 kHz and a ceiling of -1 dB unless said otherwise. The adversaries are eight families (noise, a quarter of the rate at 45 degrees, squares, sines and sweeps up to Nyquist, bursts, impulses, gain steps, chords with hits), 0 to 24 dB over, raw or through a low-pass at 20 kHz. True peaks are read with 32 points per sample from 128 taps each; the second meter has 4 points from 48 taps, the steep one 16 points from 512 taps, which sees up to 23.7 kHz.',
    rows: [
      ...ceilingRows(last(live), last(raw), last(precise), last(preciseRaw)),
      ...rateRows(),
      ...soundRows(),
    ],
    pictures: [
      {
        name: 'overs',
        svg: chart(oversChart(live, raw, precise, preciseRaw)),
        caption:
          'How far the true peaks of limited adversaries stand from the ceiling; the steep meter sees what lies between 22.8 kHz and Nyquist too.',
      },
      {
        name: 'burst',
        svg: chart(burstChart()),
        caption: 'Reduction around a burst of 1 ms that stands 12 dB over: nothing is left after 100 ms.',
      },
      {
        name: 'bass',
        svg: chart(bassChart()),
        caption:
          'Overtones of a 50 Hz tone that is held down by 6 dB: the clean style keeps its gain still, the loud one does not.',
      },
    ],
  }
}

function ceilingRows(live: number, raw: number, precise: number, preciseRaw: number): Row[] {
  const { violations, seeds } = soak(0, 8000)
  const second = last(m.overs({ seeds: SEEDS, bandLimited: true, meter: SHORT }))
  const standard = last(m.overs({ seeds: SEEDS, bandLimited: true, meter: BS1770 }))
  const steep = last(m.overs({ seeds: SEEDS, bandLimited: false, meter: LONGEST }))
  return [
    exactly(
      `samples above the ceiling, ${seeds} short adversaries, gain, ceiling and link moving`,
      violations,
      0,
      '',
    ),
    atMost('true peak over the ceiling, material up to 20 kHz', live, 0.02, 'dB', 3),
    atMost('the same by the second meter', second, 0.02, 'dB', 3),
    atMost(
      `the same by the meter of BS.1770, which reads sines ${m.meterErrorDb().toFixed(2)} dB too high`,
      standard,
      0.02 + m.meterErrorDb(),
      'dB',
      3,
    ),
    atMost('true peak over the ceiling, raw edges and noise', raw, 0.1, 'dB', 3),
    {
      what: 'the same by the steep meter (what lies between 22.8 kHz and Nyquist is not read live)',
      measured: `${steep.toFixed(3)} dB`,
      target: '',
    },
    atMost('precise detection, material up to 20 kHz', precise, 0, 'dB', 3),
    atMost('precise detection, raw edges and noise, by the steep meter', preciseRaw, 0.02, 'dB', 3),
  ]
}

function rateRows(): Row[] {
  return [44100, 88200, 96000, 192000].map((sampleRate) =>
    atMost(
      `true peak over the ceiling at ${sampleRate / 1000} kHz, material up to 20 kHz`,
      last(m.overs({ seeds: 48, bandLimited: true, sampleRate, meter: LONG })),
      0.02,
      'dB',
      3,
    ),
  )
}

function soundRows(): Row[] {
  const late = (style: string): number =>
    -Math.min(
      ...m
        .burstReduction({ style })
        .filter(([ms]) => ms > 100)
        .map(([, db]) => db),
    )
  return [
    ...[3, 6].map((db) =>
      atMost(`THD+N of 50 Hz at ${db} dB of reduction`, m.distortionDb(50, db), -60, 'dB', 0),
    ),
    ...[3, 6].map((db) =>
      atMost(`THD+N of 1 kHz at ${db} dB of reduction`, m.distortionDb(1000, db), -120, 'dB', 0),
    ),
    {
      what: 'THD+N of 50 Hz at 6 dB of reduction, loud style',
      measured: `${m.distortionDb(50, 6, { style: 'loud' }).toFixed(0)} dB`,
      target: '',
    },
    exactly('samples changed below the ceiling', m.changedBelowCeiling({}), 0, ''),
    exactly('the same with precise detection', m.changedBelowCeiling(PRECISE), 0, ''),
    exactly('error of the reported latency', m.latencyError({}, 48000), 0, 'frames'),
    exactly('the same with precise detection at 44.1 kHz', m.latencyError(PRECISE, 44100), 0, 'frames'),
    {
      what: 'left/right gain ratio at link 100, less 1',
      measured: m.linkError().toExponential(1),
      target: 'at most 1e-14',
      met: m.linkError() <= 1e-14,
    },
    atMost(
      'a dial moved under a held 100 Hz tone, above 1.5 kHz, worst of seven',
      Math.max(...m.MOVES.map(([from, to]) => m.movedDb(from, to))),
      -75,
      'dB',
      0,
    ),
    atMost('reduction left 100 ms after a burst of 1 ms, 12 dB over', late('clean'), 1, 'dB', 3),
    atMost('distance from the drawn curve, steady tone', m.transferErrorDb(), 0.1, 'dB', 3),
  ]
}

function oversChart(
  live: readonly number[],
  raw: readonly number[],
  precise: readonly number[],
  preciseRaw: readonly number[],
): Chart {
  const line = (values: readonly number[]): [number, number][] =>
    values.map((db, i) => [(100 * (i + 1)) / values.length, db])
  return {
    title: 'True peaks over the ceiling',
    x: { label: 'share of the signals, %', from: 0, to: 100 },
    y: { label: 'over the ceiling, dB', from: -0.06, to: 0.04 },
    series: [
      { name: 'live, <= 20 kHz', points: line(live) },
      { name: 'live, raw', points: line(raw) },
      { name: 'precise, <= 20 kHz', points: line(precise) },
      { name: 'precise, raw, steep', points: line(preciseRaw) },
    ],
    bounds: [{ y: 0, name: 'the ceiling' }],
  }
}

function burstChart(): Chart {
  const near = (values: Record<string, string | number>): [number, number][] =>
    m.burstReduction(values).filter(([ms]) => ms > -5 && ms < 60)
  return {
    title: 'Reduction over time, burst of 1 ms, 12 dB over',
    x: { label: 'ms since the burst began', from: -5, to: 60 },
    y: { label: 'reduction, dB', from: -14, to: 1 },
    series: [
      { name: 'clean, 5 ms', points: near({}) },
      { name: 'loud, 1 ms', points: near({ style: 'loud', release: 1 }) },
      { name: 'clean, 50 ms', points: near({ release: 50 }) },
      { name: 'look-ahead 5 ms', points: near({ lookAhead: 5 }) },
    ],
  }
}

function bassChart(): Chart {
  // A stick per overtone, side by side.
  const sticks = (values: Record<string, string | number>, side: number): [number, number][] =>
    m.overtones(50, 6, values).flatMap(([hz, db]): [number, number][] => [
      [hz + side, -180],
      [hz + side, db],
      [Number.NaN, Number.NaN],
    ])
  return {
    title: 'Overtones of 50 Hz, 6 dB of reduction',
    x: { label: 'Hz', from: 0, to: 1000 },
    y: { label: 'dB below the tone', from: -180, to: 0 },
    series: [
      { name: 'clean', points: sticks({}, -6) },
      { name: 'loud', points: sticks({ style: 'loud' }, 0) },
      { name: 'loud, release 50', points: sticks({ style: 'loud', release: 50 }, 6) },
    ],
    bounds: [{ y: -60, name: 'asked at most' }],
  }
}

if (import.meta.main) show(section())
