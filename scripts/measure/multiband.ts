import * as m from '../../test/plugins/multiband/measures.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { type Chart, chart } from './chart.ts'
import { atMost, atMostTiny, exactly, type Row, type Section, show } from './section.ts'

const RATES = [44100, 48000, 96000]

/** [control] About 5 s. */
export function section(): Section {
  return {
    id: 'multiband',
    title: 'Multiband compressor',
    method:
      'Impulse responses of 0.4 s with crossovers at 120, 1200 and 6000 Hz and bands that do not act, at 44.1, 48 and 96 kHz; steady tones in the middle of a band; a 100 Hz tone of full scale over which one dial is turned.',
    rows: [...flatRows(), ...curveRows(), ...turnRows()],
    pictures: [
      {
        name: 'bands',
        svg: chart(bandsChart()),
        caption:
          'Four bands, each played alone, and their sum: the slopes cross 6 dB down and add up to a flat line.',
      },
      {
        name: 'error',
        svg: chart(errorChart()),
        caption:
          'How far the sum of four bands is from flat, in billionths of a dB: rounding, and filters that fall silent below -300 dBFS.',
      },
      {
        name: 'reduction',
        svg: chart(reductionChart()),
        caption:
          'Three bands at work: low hits, a tone that becomes loud after 0.4 s and high ticks each meet their own compressor.',
      },
    ],
  }
}

function flatRows(): Row[] {
  const rows = [2, 3, 4].flatMap((bands) => {
    const worst = RATES.map((rate) => m.flatness(bands, rate))
    return [
      atMostTiny(`sum of ${bands} bands against flat`, Math.max(...worst.map(({ db }) => db)), 1e-9, 'dB'),
      atMostTiny(
        `phase of ${bands} bands against the all-passes`,
        Math.max(...worst.map((w) => w.phase)),
        1e-9,
        'rad',
      ),
    ]
  })
  rows.push(
    atMostTiny('each band against its drawn slopes, down to -80 dB', m.bandError(4, 48000), 1e-6, 'dB'),
    atMostTiny(
      'gains and mix against the drawn sum',
      m.sumError({ band1Gain: 6, band2Gain: -9, mix: 60 }),
      1e-6,
      'dB',
    ),
  )
  return rows
}

function curveRows(): Row[] {
  const worst = (detector: string): number =>
    Math.max(...([1, 2, 3, 4] as const).map((n) => m.curveError(n, { [`band${n}Ratio`]: 4, detector })))
  return [
    atMost('steady tone in a band against the drawn curve, peak', worst('peak'), 0.2, 'dB', 4),
    atMost('the same, rms', worst('rms'), 0.1, 'dB', 4),
    exactly('frames of latency without look-ahead', m.latencyFrames({}), 0, ''),
  ]
}

const turnRows = (): Row[] =>
  m.TURNS.map(({ what, values, turn }) =>
    atMost(`residue above 1.5 kHz: ${what}`, m.turnResidueDb(values, turn), -100, 'dB', 0),
  )

const CROSSOVERS = { bands: '4', crossover1: 120, crossover2: 1200, crossover3: 6000 }

function bandsChart(): Chart {
  const hertz = m.frequencies(160)
  const curve = (values: Values): (readonly [number, number])[] =>
    m.quietResponse({ ...CROSSOVERS, ...values }, hertz).map(({ db }, i) => [hertz[i]!, db] as const)
  return {
    title: 'Bands and their sum',
    x: { label: 'Hz', from: 20, to: 20000, log: true },
    y: { label: 'dB', from: -60, to: 6 },
    series: [
      ...[1, 2, 3, 4].map((n) => ({ name: `band ${n}`, points: curve({ [`band${n}Solo`]: true }) })),
      { name: 'sum', points: curve({}) },
    ],
  }
}

function errorChart(): Chart {
  const hertz = m.frequencies(200)
  return {
    title: 'Flatness of the sum',
    x: { label: 'Hz', from: 20, to: 20000, log: true },
    y: { label: 'billionths of a dB', from: -0.02, to: 0.02 },
    series: RATES.map((rate) => ({
      name: `${rate / 1000} kHz`,
      points: m.quietResponse(CROSSOVERS, hertz, rate).map(({ db }, i) => [hertz[i]!, db * 1e9] as const),
    })),
  }
}

function reductionChart(): Chart {
  const names = ['low', 'middle', 'high']
  return {
    title: 'Reduction of three bands',
    x: { label: 's', from: 0, to: 0.8 },
    y: { label: 'dB', from: -15, to: 1 },
    series: m.bandReductions().map((readings, band) => ({
      name: names[band]!,
      points: readings.filter((_, i) => i % 96 === 0).map((db, i) => [(i * 96) / 48000, db] as const),
    })),
  }
}

if (import.meta.main) show(section())
