import { ParameterBlock } from '../../../src/host/engine/parameter-block.ts'
import { dbToGain, QUANTUM } from '../../../src/host/sdk/index.ts'
import { limiter } from '../../../src/plugins/limiter/index.ts'
import type { LimiterViews } from '../../../src/plugins/limiter/parameters.ts'
import { DETECTOR_FRAMES } from '../../../src/plugins/limiter/true-peak.ts'
import { rawValues } from '../../support/plugin-run.ts'
import { adversary } from './adversary.ts'
import { latencyOf } from './limit.ts'

/** Short adversarial signals, one after the other through the same limiter, while gain, ceiling and link move. */

/** Frames of each signal. */
export const SEED_FRAMES = 512
/** Signals that one limiter plays before its structural settings change. */
const SEEDS_PER_SETTING = 32
const RATES = [44100, 48000, 96000] as const

export interface SoakResult {
  readonly seeds: number
  /** Samples of both channels that were looked at. */
  readonly samples: number
  /** Samples above the ceiling of their moment, in double or in single precision, or not a number. */
  readonly violations: number
}

/** Whole numbers, the same for the same seed (xorshift, G. Marsaglia, 2003). */
function dice(seed: number): (sides: number) => number {
  let s = Math.imul(seed + 1, 0x9e3779b1) | 1
  return (sides) => {
    s ^= s << 13
    s ^= s >>> 17
    s ^= s << 5
    return (s >>> 0) % sides
  }
}

/** Seeds `from` to `from + seeds - 1`. */
export function soak(from: number, seeds: number): SoakResult {
  let samples = 0
  let violations = 0
  for (let first = from; first < from + seeds; first += SEEDS_PER_SETTING) {
    const count = Math.min(SEEDS_PER_SETTING, from + seeds - first)
    violations += playSetting(first, count)
    samples += 2 * count * SEED_FRAMES
  }
  return { seeds, samples, violations }
}

/** One limiter, `count` signals; the number of violations. */
function playSetting(first: number, count: number): number {
  const roll = dice(first)
  const sampleRate = RATES[roll(RATES.length)]!
  const truePeak = roll(4) > 0
  const detection = roll(8) === 0 ? 'precise' : 'live'
  const lookAhead = 0.5 + roll(12) / 2
  const structure = { truePeak, detection, lookAhead, style: roll(2) === 0 ? 'clean' : 'loud' }
  const moves = roll(2) === 0
  const settings = () => ({
    ...structure,
    gain: roll(25),
    ceiling: -roll(25),
    link: [0, 50, 100, 100][roll(4)]!,
    release: 1 + roll(200),
  })
  const block = new ParameterBlock(limiter.params, rawValues(limiter, settings()), 0, sampleRate)
  const env = { sampleRate, channels: 2, allocate: (doubles: number) => new Float64Array(doubles) }
  const views = block.views as unknown as LimiterViews
  const processor = limiter.prepare(env, views, { reduction: { value: 0 } })
  const output = [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
  const io = {
    input: output as readonly Float64Array[],
    output,
    key: undefined,
    frames: QUANTUM,
    offset: 0,
    changed: true,
    bpm: 120,
  }
  // From the output of a frame back to the moment in which its peak was read.
  const late = latencyOf(structure, sampleRate) - (truePeak ? DETECTOR_FRAMES : 0)
  const ceilings: number[] = []
  let violations = 0
  for (let seed = first; seed < first + count; seed++) {
    const signals = [adversary(seed, SEED_FRAMES), adversary(seed + 3, SEED_FRAMES)]
    for (let at = 0; at < SEED_FRAMES; at += QUANTUM) {
      if (moves && roll(3) === 0) block.retarget(rawValues(limiter, settings()), 0)
      block.advance()
      const { from, to, target } = views.ceiling
      ceilings.push(dbToGain(Math.max(Math.min(from, target), Math.min(to, target))))
      io.input = signals.map((x) => x.subarray(at, at + QUANTUM))
      io.changed = block.changed
      processor.process(io)
      for (const y of output) violations += over(y, ceilings, late)
    }
  }
  return violations
}

/** Samples of the newest block that are above the ceiling of the quantum `late` frames before them. */
function over(y: Float64Array, ceilings: readonly number[], late: number): number {
  const start = (ceilings.length - 1) * QUANTUM - late
  let count = 0
  for (let i = 0; i < QUANTUM; i++) {
    const ceiling = ceilings[Math.floor((start + i) / QUANTUM)] ?? 0
    const m = Math.abs(y[i]!)
    if (!(m <= ceiling) || Math.fround(m) > ceiling) count++
  }
  return count
}
