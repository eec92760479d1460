import { FASTEST, measureStep, steadyDb } from '../../test/plugins/comp/measures.ts'
import { foldingDb, harmonicsDb } from '../../test/plugins/comp/spectra.ts'
import type { Values } from '../../test/support/plugin-run.ts'
import type { Chart } from './chart.ts'

/** The pictures of the compressor's section. */

/** [control] Steady tones through knees, ratios and the upward mode. */
export function curvesChart(): Chart {
  const levels = Array.from({ length: 31 }, (_, i) => -60 + 2 * i)
  const line = (values: Values) =>
    levels.map((level) => [level, steadyDb(level, { threshold: -24, ...values })] as const)
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

/** [control] The reduction around a step up and a step down. */
export function timesChart(): Chart {
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

/** [control] Harmonics over the frequency of the tone. */
export function harmonicsChart(): Chart {
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

/** [control] Distance from the ideal product when a fast gain meets a tone. */
export function foldingChart(): Chart {
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
