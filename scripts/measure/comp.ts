import {
  attackErrorPercent,
  curveErrorDb,
  FASTEST,
  measureStep,
  releaseErrorPercent,
  steadyDb,
} from '../../test/plugins/comp/measures.ts'
import * as paths from '../../test/plugins/comp/paths.ts'
import { foldingDb, harmonicsDb, tonesThrough, worstProductDb } from '../../test/plugins/comp/spectra.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { type Chart, chart } from './chart.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

const RATES = [44100, 48000, 96000, 192000]
const ATTACKS = [0.1, 0.3, 1, 3, 10, 30, 100, 200]
const RELEASES = [5, 10, 20, 50, 100, 200, 500, 2000]
const LEVELS = Array.from({ length: 31 }, (_, i) => -60 + 2 * i)

/** [control] About 15 s. */
export function section(): Section {
  return {
    id: 'comp',
    title: 'Compressor',
    method:
      'Times on a step of a 3 kHz tone from -30 to -6 dBFS and back, threshold -20, ratio 4: until 63.2 % of the change in dB. Curves with steady tones. Distortion in spectra without leakage; "fastest" is 8:1, hard knee, 0.1 and 5 ms.',
    rows: [...curveRows(), ...timeRows(), ...distortionRows(), ...pathRows()],
    pictures: [
      {
        name: 'curves',
        svg: chart(curvesChart()),
        caption: 'Steady tones of 1 kHz through knees, ratios and the upward mode, threshold -24 dB.',
      },
      {
        name: 'times',
        svg: chart(timesChart()),
        caption:
          'Reduction after the step up and, from 0.3 s on, after the step down, as a share of the final one: every attack crosses 63 % at its dial, and the release 37 % 100 ms after the step.',
      },
      {
        name: 'harmonics',
        svg: chart(harmonicsChart()),
        caption:
          'Harmonics of a tone with 6 dB of reduction, 10 and 100 ms: the level is held for 12 ms, so tones above 43 Hz have none to speak of.',
      },
      {
        name: 'folding',
        svg: chart(foldingChart()),
        caption:
          'Distance from the ideal product below 20 kHz when a key moves the gain by 18 dB in 0.1 ms, again and again. In standard quality it folds at half the rate; in high quality only what the gain itself has above 20 kHz is missing.',
      },
    ],
  }
}

function curveRows(): Row[] {
  const settings = [0, 6, 12].flatMap((knee) =>
    [1.5, 4, 100].map((ratio) => ({ knee, ratio, threshold: -24 })),
  )
  const worst = (values: Values): number =>
    Math.max(...settings.map((setting) => curveErrorDb({ ...setting, ...values }, LEVELS)))
  const reading = (detector: string): number =>
    Math.max(
      ...[50, 100, 997, 7999, 12000, 16000].map((hz) =>
        curveErrorDb({ ratio: 4, knee: 0, detector, release: 100 }, [-6], hz),
      ),
    )
  return [
    atMost('static curve, knees 0 to 12, ratios 1.5 to limiting, peak', worst({}), 0.05, 'dB', 4),
    atMost('the same, rms', worst({ detector: 'rms' }), 0.05, 'dB', 4),
    atMost('the same, upward, range 24', worst({ mode: 'upward', range: 24 }), 0.05, 'dB', 4),
    atMost('static curve at other tones, 50 Hz to fs/3, peak', reading('peak'), 0.05, 'dB', 4),
    atMost('the same, rms', reading('rms'), 0.05, 'dB', 4),
  ]
}

function timeRows(): Row[] {
  const worst = (dials: readonly number[], error: (dial: number, rate: number) => number): number =>
    Math.max(...RATES.flatMap((rate) => dials.map((dial) => error(dial, rate))))
  const rms = { detector: 'rms', rmsWindow: 5 }
  return [
    atMost(
      'attack 0.1 to 200 ms, 44.1 to 192 kHz (a frame counts as 3 %)',
      worst(ATTACKS, attackErrorPercent),
      3,
      '%',
    ),
    atMost('release 5 to 2000 ms, 44.1 to 192 kHz', worst(RELEASES, releaseErrorPercent), 3, '%'),
    atMost(
      'attack 3 to 200 ms, rms with a window of 5 ms',
      worst(ATTACKS.slice(3), (dial, rate) => attackErrorPercent(dial, rate, rms)),
      3,
      '%',
    ),
    atMost(
      'release 20 to 2000 ms, rms with a window of 5 ms',
      worst(RELEASES.slice(2), (dial, rate) => releaseErrorPercent(dial, rate, rms)),
      3,
      '%',
    ),
  ]
}

function distortionRows(): Row[] {
  const eleven = (quality: string): number =>
    Math.max(
      ...RATES.slice(0, 3).map((rate) =>
        worstProductDb(tonesThrough([11000], 10 ** (-2 / 20), { ...FASTEST, quality }, rate)),
      ),
    )
  // How beat and waves meet decides; three pairs that meet differently.
  const pair = (rate: number, quality: string): number =>
    Math.max(
      ...[0, 11, 37].map((hz) =>
        worstProductDb(tonesThrough([6000 + hz, 7000 - hz], 0.4, { ...FASTEST, quality }, rate)),
      ),
    )
  return [
    atMost('harmonics of 50 Hz, 6 dB of reduction, 10/100 ms, peak', harmonicsDb(50, {}), -60, 'dB', 0),
    atMost('the same, rms', harmonicsDb(50, { detector: 'rms' }), -100, 'dB', 0),
    atMost('products of 11 kHz, -2 dBFS, fastest, 44.1 to 96 kHz', eleven('standard'), -60, 'dBc', 0),
    atMost('the same, high quality', eleven('high'), -90, 'dBc', 0),
    ...[44100, 48000, 96000].map((rate) =>
      atMost(
        `products of 6 and 7 kHz, fastest, high quality, ${rate / 1000} kHz`,
        pair(rate, 'high'),
        -60,
        'dBc',
        1,
      ),
    ),
  ]
}

function pathRows(): Row[] {
  const onset = Math.max(...[0, 0.5, 3, 10].map((ms) => Math.abs(paths.keyOnsetErrorFrames(ms))))
  const link = Math.max(paths.linkDifference(FASTEST), paths.linkDifference({ ...FASTEST, quality: 'high' }))
  const still = [
    paths.changeOfNoise({ threshold: -20 }, 0.05),
    paths.changeOfNoise({ threshold: -60, ratio: 1 }),
    paths.changeOfNoise({ threshold: -20, quality: 'high' }, 0.05),
    paths.changeOfNoise({ threshold: -60, ratio: 1, mix: 50, quality: 'high' }),
    paths.changeOfNoise({ threshold: -60, ratio: 1, mix: 50, lookAhead: 3 }),
  ]
  return [
    exactly('onset of the reduction: key minus look-ahead', onset, 0, 'frames off'),
    exactly('gains of left and right at link 100', link, 0, 'apart'),
    exactly('change below the threshold, at ratio 1, at ratio 1 mixed 50 %', Math.max(...still), 0, ''),
    {
      what: 'dip behind a full-scale click of 1 frame, of 0.1 ms, of 1 ms (10/100 ms, 4:1)',
      measured: [1, 5, 48].map((frames) => paths.clickDipDb(frames).toFixed(1)).join(', '),
      target: 'dB',
    },
  ]
}

function curvesChart(): Chart {
  const line = (values: Values) =>
    LEVELS.map((level) => [level, steadyDb(level, { threshold: -24, ...values })] as const)
  return {
    title: 'Static curves',
    x: { label: 'input, dBFS', from: -60, to: 0 },
    y: { label: 'output, dBFS', from: -60, to: 0 },
    series: [
      { name: '2:1', points: line({ ratio: 2, knee: 0 }) },
      { name: '4:1', points: line({ ratio: 4, knee: 0 }) },
      { name: '4:1, knee 24', points: line({ ratio: 4, knee: 24 }) },
      { name: 'limiting', points: line({ ratio: 100, knee: 0 }) },
      { name: 'upward 2:1, 12 dB', points: line({ mode: 'upward', ratio: 2, knee: 6, range: 12 }) },
    ],
  }
}

function timesChart(): Chart {
  const series = [1, 10, 50].map((attack) => {
    const values = { attack, release: 100 }
    const step = measureStep({ loudSeconds: 0.3, quietSeconds: 0.4, values })
    const points: [number, number][] = []
    for (let i = step.up; i < step.gain.length; i += 24)
      points.push([(i - step.up) / 48, step.gain[i]! / step.depth])
    return { name: `attack ${attack} ms`, points }
  })
  return {
    title: 'Attack and release',
    x: { label: 'ms after the step', from: 0, to: 700 },
    y: { label: 'share of the reduction', from: 0, to: 1 },
    series,
    bounds: [
      { y: 0.632, name: '63 % of the attack' },
      { y: 0.368, name: '63 % of the release' },
    ],
  }
}

function harmonicsChart(): Chart {
  const tones = Array.from({ length: 19 }, (_, k) => 20 * 2 ** (k / 3))
  const line = (values: Values) => tones.map((hz) => [hz, Math.max(-200, harmonicsDb(hz, values))] as const)
  return {
    title: 'Harmonics, 6 dB of reduction, 10/100 ms',
    x: { label: 'Hz', from: 20, to: 1280, log: true },
    y: { label: 'dB', from: -200, to: 0 },
    series: [
      { name: 'peak', points: line({}) },
      { name: 'rms', points: line({ detector: 'rms' }) },
    ],
    bounds: [{ y: -60, name: 'asked of peak' }],
  }
}

function foldingChart(): Chart {
  const tones = Array.from({ length: 10 }, (_, k) => 1000 + 2000 * k)
  const line = (quality: string) =>
    tones.map((hz) => [hz, foldingDb(hz, { ...FASTEST, quality }, 44100)] as const)
  return {
    title: 'Distance from the ideal product, 44.1 kHz',
    x: { label: 'tone, Hz', from: 0, to: 20000 },
    y: { label: 'dB', from: -80, to: -20 },
    series: [
      { name: 'standard', points: line('standard') },
      { name: 'high', points: line('high') },
    ],
  }
}

if (import.meta.main) show(section())
