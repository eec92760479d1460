import { curveTable, curveValue } from '../../src/plugins/saturator/curve-table.ts'
import { CURVES } from '../../src/plugins/saturator/curves.ts'
import { saturator } from '../../src/plugins/saturator/index.ts'
import {
  aliasDbc,
  flatnessDb,
  KNOBS,
  latencyOf,
  levelChangeDb,
  toneSpectrum,
  transferErrorDb,
  turnedDb,
} from '../../test/plugins/saturator/measures.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { chart, type Series } from './chart.ts'
import { atMost, exactly, type Picture, type Row, type Section, show } from './section.ts'

const DRIVES = [0, 3, 6, 9, 12, 15, 18, 21, 24] as const
const TONES = [1000, 5000, 10000, 15000] as const

/** Worst of the three curves, tone at 0 dBFS. */
const worstAlias = (drive: number, hz: number, oversampling: string, sampleRate = 44100): number =>
  Math.max(...CURVES.map((curve) => aliasDbc({ curve, drive, oversampling }, hz, sampleRate)))

function curvesPicture(): Picture {
  const series: Series[] = CURVES.map((name, c) => ({
    name,
    points: Array.from(
      { length: 241 },
      (_, i) => [i / 40 - 3, curveValue(curveTable(c), i / 40 - 3)] as const,
    ),
  }))
  const straight: Series = {
    name: 'straight',
    dashed: true,
    colour: 5,
    points: [
      [-2, -2],
      [1.2, 1.2],
    ],
  }
  return {
    name: 'curves',
    svg: chart({
      title: 'What comes out for what goes in, drive 0 dB',
      x: { label: 'in, full scale 1', from: -3, to: 3 },
      y: { label: 'out', from: -2.2, to: 1.4 },
      series: [...series, straight],
    }),
    caption: 'Soft clip stays straight the longest, tape bends early on both sides, tube on one.',
  }
}

/** A stem per overtone, those of the curves side by side. */
function overtonesPicture(): Picture {
  const series: Series[] = CURVES.map((name, c) => {
    const { harmonics } = toneSpectrum({ curve: name, drive: 6, autoLevel: false }, 1000, -12)
    const points = harmonics.slice(1, 10).flatMap((level, i) => {
      const x = i + 1 + 0.12 * (c - 1)
      return [[x, -150] as const, [x, level - harmonics[1]!] as const, [Number.NaN, 0] as const]
    })
    return { name, points }
  })
  return {
    name: 'overtones',
    svg: chart({
      title: 'Overtones of a 1 kHz tone at -12 dBFS, drive 6 dB',
      x: { label: 'overtone (1 is the tone)', from: 0.5, to: 9.5, ticks: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      y: { label: 'dB below the tone', from: -150, to: 0 },
      series,
    }),
    caption: 'Tape and soft clip make odd overtones only, tube even ones first; all fall off fast.',
  }
}

function aliasPicture(): Picture {
  const series: Series[] = []
  for (const [k, oversampling] of ['4x', '8x'].entries())
    for (const [t, hz] of [5000, 15000].entries())
      series.push({
        name: `${hz / 1000} kHz, ${oversampling}`,
        colour: 2 * k + t,
        points: DRIVES.map((drive) => [drive, worstAlias(drive, hz, oversampling)] as const),
      })
  return {
    name: 'aliases',
    svg: chart({
      title: 'Loudest alias of a full-scale tone, worst curve, 44.1 kHz',
      x: { label: 'drive, dB', from: 0, to: 24, ticks: [0, 6, 12, 18, 24] },
      y: { label: 'dB below the tone', from: -180, to: -20 },
      series,
      bounds: [{ y: -100, name: 'asked' }],
    }),
    caption: 'At 8x even full-scale treble keeps -100 dB up to 12 dB of drive; beyond that it gives way.',
  }
}

function rows(): Row[] {
  const moderate = [44100, 48000].flatMap((rate) =>
    TONES.flatMap((hz) => [0, 6, 12].map((drive) => worstAlias(drive, hz, '8x', rate))),
  )
  const settings = [0, 12, 30].flatMap((drive) => CURVES.map((curve) => ({ curve, drive, bias: drive * 3 })))
  return [
    atMost(
      'loudest alias at 8x, 1 to 15 kHz at 0 dBFS, drive 0 to 12 dB, 44.1 and 48 kHz',
      Math.max(...moderate),
      -100,
      'dBc',
      0,
    ),
    atMost('the same, 5 kHz, drive 18 dB, 44.1 kHz', worstAlias(18, 5000, '8x'), -100, 'dBc', 0),
    atMost('the same, 15 kHz, drive 18 dB, 44.1 kHz', worstAlias(18, 15000, '8x'), -100, 'dBc', 0),
    atMost('loudest alias at 4x, 5 kHz, drive 12 dB, 44.1 kHz', worstAlias(12, 5000, '4x'), -100, 'dBc', 0),
    atMost('loudest alias at 4x, 10 kHz, drive 6 dB, 44.1 kHz', worstAlias(6, 10000, '4x'), -100, 'dBc', 0),
    atMost(
      '1 kHz tone against the drawn curve, -60 to 0 dBFS',
      Math.max(...settings.map(transferErrorDb)),
      0.1,
      'dB',
      3,
    ),
    atMost(
      'soft sounds, 20 Hz to 20 kHz, mix 50 %, away from flat',
      flatnessDb({ curve: 'softClip', drive: 0, mix: 50, autoLevel: false }, 44100),
      0.1,
      'dB',
      4,
    ),
    atMost(
      'the same with the DC block of tube, mix 100 %',
      flatnessDb({ curve: 'tube', drive: 0, autoLevel: false }, 44100),
      0.1,
      'dB',
      3,
    ),
    atMost(
      'soft sounds against the drawn gain, auto level on, all presets',
      Math.max(...(saturator.presets ?? []).map(({ values }) => flatnessDb(values as Values))),
      0.1,
      'dB',
      3,
    ),
    atMost(
      'every knob turned over a 100 Hz tone, above 1.5 kHz',
      Math.max(...KNOBS.map(turnedDb)),
      -90,
      'dB',
      0,
    ),
    atMost(
      'programme of -18 dBFS with auto level, drive 24 dB: change of level',
      levelChangeDb('tape', 24),
      0.5,
      'dB',
    ),
    exactly('latency at 4x, 48 kHz', latencyOf({ oversampling: '4x' }), 51, 'frames'),
  ]
}

export const section = (): Section => ({
  id: 'saturator',
  title: 'Saturator',
  method:
    'Tones that fit a spectrum of 4096 frames in whole, odd numbers of periods, at 0 dBFS before the drive. An alias is the loudest line below 20 kHz that is no overtone.',
  rows: rows(),
  pictures: [curvesPicture(), overtonesPicture(), aliasPicture()],
})

if (import.meta.main) show(section())
