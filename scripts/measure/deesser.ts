import { deesser } from '../../src/plugins/deesser/index.ts'
import { shapeDb } from '../../src/plugins/deesser/response.ts'
import * as m from '../../test/plugins/deesser/measures.ts'
import { WORD } from '../../test/plugins/deesser/voice.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { type Chart, chart } from './chart.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

/** [control] About 5 s. */
export function section(): Section {
  return {
    id: 'deesser',
    title: 'De-esser',
    method:
      'A 1 kHz tone under a burst of 7 kHz; probes of -60 dBFS beside a loud tone that holds the reduction at its range; a made voice of vowels (160 Hz and overtones) and s (noise around 7 kHz, 8 dB softer), 48 kHz.',
    rows: [...burstRows(), ...shapeRows(), ...voiceRows(), ...turnRows()],
    pictures: [
      {
        name: 'spectrum',
        svg: chart(spectrumChart()),
        caption:
          'An s of the made voice before and after, with a range of 12 dB: what lies below 3 kHz is not touched.',
      },
      {
        name: 'words',
        svg: chart(wordsChart()),
        caption:
          'Reduction over words that fall by 20 dB at 1.2 s: counted from the voice, the soft s are treated as the loud ones were after one word; with an absolute threshold they get half.',
      },
      {
        name: 'shapes',
        svg: chart(shapesChart()),
        caption:
          'Both shapes at several depths; the shelf with freq 5 kHz and range 12 dB, the band with freq 7 kHz.',
      },
    ],
  }
}

function burstRows(): Row[] {
  const shapes = [
    { name: 'shelf at 5 kHz', values: { freq: 5000 } },
    { name: 'band at 7 kHz', values: { freq: 7000, shape: 'band' } },
  ]
  return shapes.flatMap(({ name, values }) => {
    const bursts = [3, 6, 9, 12].map((range) => ({ range, ...m.burst({ range, ...values }) }))
    const seven = Math.max(...bursts.map(({ range, sevenDb }) => Math.abs(sevenDb + range)))
    const one = Math.max(...bursts.map(({ oneDb }) => Math.abs(oneDb)))
    return [
      atMost(`burst of 7 kHz against the dialled 3 to 12 dB, ${name}`, seven, 0.5, 'dB'),
      atMost(`1 kHz under it, ${name}`, one, 0.05, 'dB', 4),
    ]
  })
}

function shapeRows(): Row[] {
  const worst = Math.max(
    ...[{}, { shape: 'band', freq: 7000 }, { range: 20, freq: 3000 }].map((values) => m.shapeError(values)),
  )
  return [
    atMost('cut against the drawn one, 200 Hz to 18 kHz', worst, 0.1, 'dB', 5),
    atMost('steady tone against the drawn curve', m.curveError({ threshold: -35 }), 0.1, 'dB', 4),
    exactly('samples that differ below the threshold, shelf, band and wideband', m.changedSamples(), 0, ''),
  ]
}

function voiceRows(): Row[] {
  const loud = m.wordCuts([0, 0, 0], {})
  const soft = m.wordCuts([-20, -20, -20], {})
  const fallen = m.wordCuts([0, 0, -20, -20], {})
  return [
    atMost('a voice 20 dB softer: difference in the cut of its s', Math.abs(soft[2]! - loud[2]!), 0.5, 'dB'),
    atMost('second word after a fall of 20 dB: the same', Math.abs(fallen[3]! - loud[2]!), 0.5, 'dB'),
  ]
}

const turnRows = (): Row[] =>
  m.TURNS.map(({ what, values, turn }) =>
    atMost(`residue above 1.5 kHz: ${what}`, m.turnResidueDb(values, turn), -100, 'dB', 0),
  )

function spectrumChart(): Chart {
  const bands = m.spectrumOfS({ range: 12 })
  return {
    title: 'An s before and after',
    x: { label: 'Hz', from: 200, to: 20000, log: true },
    y: { label: 'dB per 1/6 octave', from: -90, to: -20 },
    series: [
      { name: 'before', points: bands.map(([hz, before]) => [hz, before] as const) },
      { name: 'after', points: bands.map(([hz, , after]) => [hz, after] as const) },
    ],
  }
}

function wordsChart(): Chart {
  const levels = [0, 0, 0, 0, -20, -20, -20, -20]
  const seconds = (levels.length * WORD) / 48000
  const curve = (values: Values): (readonly [number, number])[] => {
    const readings = m.reductionOverWords(levels, values)
    return readings.map((db, i) => [(i / readings.length) * seconds, db] as const)
  }
  return {
    title: 'Reduction over loud and soft words',
    x: { label: 's', from: 0, to: seconds },
    y: { label: 'dB', from: -10, to: 1 },
    series: [
      { name: 'relative', points: curve({}) },
      { name: 'absolute', points: curve({ relative: false, threshold: -26 }) },
    ],
  }
}

function shapesChart(): Chart {
  const hertz = Array.from({ length: 160 }, (_, i) => 500 * 40 ** (i / 159))
  const curve = (values: Values, reduction: number): (readonly [number, number])[] =>
    hertz.map((hz) => [hz, shapeDb(m.allValues({ range: 12, ...values }), reduction, hz, 48000)] as const)
  const depths = [-4, -8, -12]
  return {
    title: `${deesser.name}: shapes`,
    x: { label: 'Hz', from: 500, to: 20000, log: true },
    y: { label: 'dB', from: -14, to: 1 },
    series: [
      ...depths.map((db) => ({ name: `shelf ${db} dB`, points: curve({ freq: 5000 }, db) })),
      ...depths.map((db) => ({ name: `band ${db} dB`, points: curve({ freq: 7000, shape: 'band' }, db) })),
    ],
  }
}

if (import.meta.main) show(section())
