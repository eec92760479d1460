import { dbToGain } from '../../src/host/sdk/index.ts'
import {
  attackErrorPercent,
  curveErrorDb,
  FASTEST,
  releaseErrorPercent,
} from '../../test/plugins/comp/measures.ts'
import * as paths from '../../test/plugins/comp/paths.ts'
import { harmonicsDb, pairProductsDb, tonesThrough, worstProductDb } from '../../test/plugins/comp/spectra.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import { chart } from './chart.ts'
import { curvesChart, foldingChart, harmonicsChart, timesChart } from './comp-charts.ts'
import { atMost, exactly, type Row, type Section, show } from './section.ts'

const RATES = [44100, 48000, 96000, 192000]
const ATTACKS = [0.1, 0.3, 1, 3, 10, 30, 100, 200]
const RELEASES = [5, 10, 20, 50, 100, 200, 500, 2000]
/** Hz between the tones of a pair. */
const APART = [300, 500, 700, 1000, 1500, 2000, 4500]
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
        worstProductDb(tonesThrough([11000], dbToGain(-2), { ...FASTEST, quality }, rate)),
      ),
    )
  // What is left depends on how beats and waves meet the samples: hence many pairs.
  const pairs = [44100, 48000, 96000].flatMap((rate) => {
    const { median, worst } = pairProductsDb(FASTEST, rate)
    const what = `products of 49 pairs within 30 Hz of 6 and 7 kHz, fastest, ${rate / 1000} kHz`
    return [atMost(`${what}: median`, median, -60, 'dBc', 1), atMost(`${what}: worst`, worst, -60, 'dBc', 1)]
  })
  const apart = APART.map((hz) => pairProductsDb(FASTEST, 48000, [6500 - hz / 2, 6500 + hz / 2]).worst)
  return [
    atMost('harmonics of 50 Hz, 6 dB of reduction, 10/100 ms, peak', harmonicsDb(50, {}), -60, 'dB', 0),
    atMost('the same, rms', harmonicsDb(50, { detector: 'rms' }), -100, 'dB', 0),
    atMost('products of 11 kHz, -2 dBFS, fastest, 44.1 to 96 kHz', eleven('standard'), -60, 'dBc', 0),
    atMost('the same, high quality', eleven('high'), -90, 'dBc', 0),
    ...pairs,
    {
      what: `the same around 6.5 kHz, 48 kHz, tones ${APART.join(', ')} Hz apart: worst`,
      measured: `${apart.map((db) => db.toFixed(0)).join(', ')} dBc`,
      target: '',
    },
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

if (import.meta.main) show(section())
