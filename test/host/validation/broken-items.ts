import {
  db,
  dbToGain,
  definePlugin,
  type NumberView,
  type PluginDefinition,
  type ProcessIo,
  type Processor,
  type ProcessorEnv,
  QUANTUM,
} from '../../../src/host/sdk/index.ts'
import type { Grade } from '../../../src/host/validation/finding.ts'

/** [control] A gain without a mistake, in which one thing at a time is broken. */
export const GOOD: PluginDefinition = definePlugin({
  id: 'good',
  name: 'Good',
  about: 'Changes the level.',
  version: 1,
  params: { level: db({ label: 'Level', min: -40, max: 0, default: 0, help: 'How loud it is.' }) },
  meters: {},
  prepare: (_env, { level }) => processor((io) => amplify(io, level)),
}) as unknown as PluginDefinition

const processor = (process: (io: ProcessIo) => void, more: Partial<Processor> = {}): Processor => ({
  process,
  reset() {},
  ...more,
})

function amplify(io: ProcessIo, level: Pick<NumberView, 'from' | 'to'>): void {
  const from = dbToGain(level.from)
  const slope = (dbToGain(level.to) - from) / QUANTUM
  for (let c = 0; c < io.input.length; c++)
    for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]! * (from + slope * (io.offset + i))
}

/** GOOD, which does something else after its work. */
function after(
  spoil: (io: ProcessIo, level: NumberView, env: ProcessorEnv) => unknown,
  more: Partial<PluginDefinition> = {},
): PluginDefinition {
  return {
    ...GOOD,
    ...more,
    prepare: (env, { level }) =>
      processor((io) => {
        amplify(io, level as NumberView)
        spoil(io, level as NumberView, env)
      }),
  }
}

/** A processor that adds what `loop` makes of its own last value and the input. */
function feedback(loop: (last: number, x: number) => number): PluginDefinition {
  return {
    ...GOOD,
    prepare: () => {
      let last = 0
      return processor((io) => {
        for (let i = 0; i < io.frames; i++) {
          last = loop(last, io.input[0]![i]!)
          for (let c = 0; c < io.output.length; c++) io.output[c]![i] = last
        }
      })
    },
  }
}

/** Late by `frames`, and says `said`. */
const late = (frames: number, said: number): PluginDefinition => ({
  ...GOOD,
  latencyFrames: () => said,
  prepare: (env) => {
    const lines = Array.from({ length: env.channels }, () => env.allocate(frames))
    let at = 0
    return processor(
      (io) => {
        for (let i = 0; i < io.frames; i++, at = (at + 1) % frames)
          for (let c = 0; c < io.input.length; c++) {
            io.output[c]![i] = lines[c]![at]!
            lines[c]![at] = io.input[c]![i]!
          }
      },
      { reset: () => lines.forEach((line) => void line.fill(0)) },
    )
  },
})

/** Writes `value` into the first sample of the output. */
const writes =
  (value: number) =>
  (io: ProcessIo): void => {
    io.output[0]![0] = value
  }
const spoilt = writes(Number.NaN)

function busy(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end) {}
}

let made = 0
const kept: unknown[] = []
let garbage: unknown

/** What is broken, what comes of it, and what is said. */
export type Break = readonly [what: string, plugin: PluginDefinition, grade: Grade, sentence: RegExp]

/** Breaks by the item that must notice them. */
export const BREAKS: { readonly [item: string]: readonly Break[] } = {
  manifest: [['no name', { ...GOOD, name: '' }, 'fail', /its name is ""/]],
  lifecycle: [
    [
      'a kilobyte that stays with every processor',
      { ...GOOD, prepare: () => hoarder() },
      'fail',
      /memory grows/,
    ],
  ],
  rates: [
    [
      'a rate it does not know',
      after((io, _, env) => env.sampleRate > 2e5 && spoilt(io)),
      'fail',
      /768000 Hz/,
    ],
  ],
  layouts: [
    ['an input that is written into', after((io) => io.input[0]!.fill(0)), 'fail', /writes into its input/],
  ],
  signals: [
    [
      'a memory that keeps what is no number',
      feedback((last, x) => 0.5 * last + x),
      'fail',
      /not even after a reset/,
    ],
    ['a root of what may be below 0', feedback((_, x) => Math.sqrt(x)), 'fail', /values that are no numbers/],
  ],
  denormals: [['a decay without an end', feedback((last, x) => 0.9 * last + x), 'fail', /subnormal/]],
  parameters: [
    ['an end of a dial', after((io, { to }) => to === 0 && spoilt(io)), 'fail', /level at 0 gave no numbers/],
  ],
  state: [
    [
      'a migrate that trusts',
      { ...GOOD, version: 2, migrate: ({ deep }) => ({ level: (deep as { a: number[] }).a.length }) },
      'fail',
      /migrate throws on a strange file of version 1/,
    ],
  ],
  allocation: [
    ['a list in every block', after((io) => litter(io.output[0]!.length)), 'fail', /on every block/],
    [
      'a thousand objects whenever a dial moves',
      after((io) => io.changed && litter(1000)),
      'fail',
      /garbage behind while dials move/,
    ],
    ['a word on the console', after(() => console.log(garbage === undefined)), 'fail', /calls console.log/],
  ],
  threads: [
    [
      'a dial that must not move',
      after((io, { from, to }) => from !== to && spoilt(io)),
      'fail',
      /made it fail: .*it gave samples that are not numbers/,
    ],
  ],
  bypass: [
    [
      'a processor that always throws',
      after(() => {
        throw new Error('never')
      }),
      'fail',
      /the engine had to switch it off: .*never/,
    ],
    ['samples that are no numbers', after(spoilt), 'fail', /the engine had to switch it off/],
  ],
  silence: [
    [
      'a tail nobody told of',
      feedback((last, x) => 0.9999 * last + x),
      'fail',
      /still sounds after its tail/,
    ],
    ['sound of its own', after(writes(0.1)), 'fail', /sound out of silence/],
    ['a tail too long to wait for', { ...GOOD, tailSeconds: () => 61 }, 'warn', /not measured: .* 61 s long/],
  ],
  latency: [['64 frames that are called 48', late(64, 48), 'fail', /not the declared one/]],
  determinism: [
    [
      'a reset that forgets',
      feedback((last, x) => 0.5 * last + x),
      'fail',
      /a reset processor plays otherwise/,
    ],
    [
      'a gain that goes by calls',
      { ...GOOD, prepare: () => ramp() },
      'fail',
      /blocks of 1 give other samples/,
    ],
  ],
  cost: [['four milliseconds of work', after(() => busy(4)), 'fail', /slower than the sound it makes/]],
  zipper: [
    [
      'clicks while it is turned',
      after((io, { from, to }) => from !== to && writes(0.05)(io)),
      'fail',
      /turning level is heard/,
    ],
  ],
  gain: [['six decibels more', feedback((_, x) => 2 * x), 'warn', /changes the level/]],
  replay: [
    [
      'a gain by the number of processors',
      { ...GOOD, prepare: () => constant(1 / ++made) },
      'fail',
      /other samples the second time/,
    ],
  ],
}

const constant = (gain: number): Processor =>
  processor((io) => {
    for (let c = 0; c < io.input.length; c++)
      for (let i = 0; i < io.frames; i++) io.output[c]![i] = gain * io.input[c]![i]!
  })

function hoarder(): Processor {
  kept.push(new Float64Array(128))
  return constant(1)
}

function litter(objects: number): void {
  garbage = Array.from({ length: objects }, (_, i) => ({ i }))
}

function ramp(): Processor {
  let calls = 0
  return processor(
    (io) => {
      calls++
      for (let c = 0; c < io.input.length; c++)
        for (let i = 0; i < io.frames; i++) io.output[c]![i] = io.input[c]![i]! / calls
    },
    {
      reset() {
        calls = 0
      },
    },
  )
}
