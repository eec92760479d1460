import { eq } from '../../src/plugins/eq/index.ts'
import {
  bell,
  CASES,
  latencyOf,
  linearErrors,
  linearImpulse,
  linearResidueDb,
  preRingMs,
} from '../../test/plugins/eq/linear-measures.ts'
import { runPlugin, type Values } from '../../test/support/plugin-run.ts'
import { impulse } from '../../test/support/signals.ts'
import { type Chart, chart } from './chart.ts'
import { atMost, exactly, type Picture, type Row } from './section.ts'

/** The part of the equaliser's section that is about its linear-phase mode. */

const RATE = 48000
const TONE = bell(100, 0, 1)

/** The dial goes from one value to another within 100 ms. */
const turn =
  (id: string, from: number, to: number) =>
  (frame: number): Values | undefined =>
    frame <= 4864 ? { [id]: from + ((to - from) * frame) / 4864 } : undefined

/** Levels of an impulse response in dB around its middle, the highest of each half millisecond. */
function envelope(response: Float64Array, middle: number): [number, number][] {
  const step = RATE / 2000
  const points: [number, number][] = []
  for (let ms = -60; ms < 60; ms += 0.5) {
    const from = Math.round(middle + (ms * RATE) / 1000)
    let top = 1e-9
    for (let n = Math.max(0, from); n < Math.min(response.length, from + step); n++)
      top = Math.max(top, Math.abs(response[n]!))
    points.push([ms, 20 * Math.log10(top)])
  }
  return points
}

function ringChart(): string {
  const values = bell(200, 9, 2)
  const linear = linearImpulse(values)
  const lead = 3000
  const minimum = runPlugin(eq, { input: [impulse(linear.length, lead)], values }).output[0]!
  const plan: Chart = {
    title: 'A click through +9 dB at 200 Hz, Q 2',
    x: { label: 'ms around the click', from: -60, to: 60 },
    y: { label: 'dB', from: -100, to: 0 },
    series: [
      { name: 'linear phase', points: envelope(linear, linear.length / 2) },
      { name: 'minimum phase', points: envelope(minimum, lead) },
    ],
  }
  return chart(plan)
}

const ERROR_LENGTHS = ['4096', '8192', '16384'] as const

const errorChart = (): string =>
  chart({
    title: 'Distance to the analogue bell, 100 Hz, Q 4, +12 dB',
    x: { label: 'Hz', from: 40, to: 1000, log: true },
    y: { label: 'dB', from: -1.2, to: 1.2 },
    series: ERROR_LENGTHS.map((linearTaps) => ({
      name: `${linearTaps} taps`,
      points: linearErrors({ ...bell(100, 12, 4), linearTaps }).points.map(
        ({ hz, errorDb }): [number, number] => [hz, errorDb],
      ),
    })),
  })

/** [control] About 3 s. */
export function linearRows(): Row[] {
  const degrees = Math.max(...CASES.map(([, values]) => linearErrors(values).worstDegrees))
  return [
    exactly('Linear phase, 16384 taps: delay at 48 kHz, reported and measured', latencyOf(), 8192, 'frames'),
    ...CASES.map(([name, values]) =>
      atMost(`Linear phase: ${name}, above 40 Hz`, linearErrors(values).worstDb, 0.05, 'dB', 4),
    ),
    atMost('Linear phase: bell 50 Hz, Q 8, -18 dB', linearErrors(bell(50, -18, 8)).worstDb, 0.05, 'dB', 2),
    atMost('Linear phase: furthest from that of a pure delay', degrees, 0.01, 'degrees', 4),
    atMost(
      'Linear phase: gain of a tone, 0 to -12 dB in 100 ms, residue',
      linearResidueDb(TONE, turn('band2Gain', 0, -12)),
      -120,
      'dB',
      0,
    ),
    {
      what: 'Linear phase: ring before a hit, down to -60 dB of it, +9 dB at 200 Hz, Q 2',
      measured: `${preRingMs(bell(200, 9, 2)).toFixed(0)} ms`,
      target: 'stated',
    },
  ]
}

/** [control] */
export const linearPictures = (): Picture[] => [
  {
    name: 'linear-ring',
    svg: ringChart(),
    caption:
      'Linear phase rings before a click as it does after it; minimum phase only after it, 5 to 12 dB louder.',
  },
  {
    name: 'linear-taps',
    svg: errorChart(),
    caption:
      'What a narrow band in the bass asks for: each doubling of the taps takes most of the error away.',
  },
]
