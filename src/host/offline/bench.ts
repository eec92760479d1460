import { setImmediate } from 'node:timers/promises'
import { createBanks } from '../engine/bank.ts'
import { Engine } from '../engine/engine.ts'
import type { PluginMap } from '../engine/graph.ts'
import { type PluginDefinition, QUANTUM } from '../sdk/index.ts'
import { Desk } from '../session/desk/desk.ts'
import { readSession } from '../session/format/read-session.ts'

/** What one more strip, and each plugin, costs. Times are CPU time of this process, medians of rounds. */
export interface BenchReport {
  /** Hz and frames per block of all figures. */
  readonly sampleRate: number
  readonly frames: number
  readonly strips: readonly {
    readonly count: number
    /** The whole console's time per block. */
    readonly usPerBlock: number
    /** The whole console's time, reverb and limiter included, divided by the strips. */
    readonly usPerStripBlock: number
    /** Seconds of sound per CPU second. */
    readonly realtime: number
  }[]
  readonly plugins: readonly { readonly id: string; readonly usPerBlock: number }[]
}

const RATE = 48000
const COUNTS = [8, 32, 64, 128] as const
const ROUNDS = 15
/** Copies of a plugin that are measured together: one alone would drown in the clock's noise. */
const INSTANCES = 8
/** CPU time one round should take, so that the clock's grain does not matter, us. */
const ROUND_US = 40_000
/** Blocks before the first measurement: every kernel has reached its last tier. */
const WARM_BLOCKS = 3000

/** [control] Takes about 20 s. `onProgress`: the part that is done, 0..1. */
export async function bench(
  plugins: PluginMap,
  onProgress: (done: number) => void = () => {},
): Promise<BenchReport> {
  const steps = COUNTS.length + plugins.size + 1
  let step = 0
  const advance = async (): Promise<void> => {
    onProgress(++step / steps)
    await setImmediate()
  }
  const strips = []
  for (const count of COUNTS) {
    const usPerBlock = measure(consoleYaml(count), plugins)
    const periodUs = (QUANTUM / RATE) * 1e6
    strips.push({ count, usPerBlock, usPerStripBlock: usPerBlock / count, realtime: periodUs / usPerBlock })
    await advance()
  }
  const empty = measure(pluginYaml(undefined), plugins)
  await advance()
  const costs = []
  for (const plugin of plugins.values()) {
    const usPerBlock = Math.max(0, (measure(pluginYaml(plugin), plugins) - empty) / INSTANCES)
    costs.push({ id: plugin.id, usPerBlock })
    await advance()
  }
  return { sampleRate: RATE, frames: QUANTUM, strips, plugins: costs }
}

/** A live console: every strip with high-pass, four bands, gate, compressor, pan and a send; reverb; limiter on the master. */
function consoleYaml(count: number): string {
  const strip = (i: number): string => `
  s${i}:
    input: { device: [1, 2] }
    inserts:
      - eq: { lowCutOn: true, lowCut: 80, lowCutSlope: '24', band2Gain: -3, band3Gain: 2, band4Gain: 3, band5Gain: 1 }
      - gate: { threshold: -45 }
      - comp: { threshold: -24, ratio: 3 }
    fader: -20
    pan: ${(i % 20) * 8 - 76}
    sends: { hall: -15 }`
  const strips = Array.from({ length: count }, (_, i) => strip(i + 1)).join('')
  return `gainstage: 1\nname: bench\nrate: ${RATE}\nstrips:${strips}
buses: { hall: { inserts: [ { reverb: { mix: 100 } } ] } }
master: { inserts: [ { limiter: {} } ] }\n`
}

/** Strips with one plugin each, set to its first preset so that it has something to do; strips without, to take their cost away. */
function pluginYaml(plugin: PluginDefinition | undefined): string {
  const values = plugin === undefined ? {} : { plugin: plugin.id, ...plugin.presets?.[0]?.values }
  const inserts = plugin === undefined ? '[]' : `[ { x: ${JSON.stringify(values)} } ]`
  const strip = (i: number): string => `\n  s${i}: { input: { device: [1, 2] }, inserts: ${inserts} }`
  const strips = Array.from({ length: INSTANCES }, (_, i) => strip(i + 1)).join('')
  return `gainstage: 1\nname: bench\nrate: ${RATE}\nstrips:${strips}\n`
}

/** Median CPU time of a block, us. */
function measure(yaml: string, plugins: PluginMap): number {
  const { document } = readSession(yaml, 'bench', plugins)
  const banks = createBanks()
  const desk = new Desk(document, plugins, banks)
  const engine = new Engine({ sampleRate: RATE, plugins, banks })
  engine.apply(desk.plan)
  const run = processor(engine)
  const warm = cpu(() => run(WARM_BLOCKS))
  const blocks = Math.max(20, Math.round((ROUND_US / warm) * WARM_BLOCKS))
  const times = Array.from({ length: ROUNDS }, () => cpu(() => run(blocks)) / blocks)
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!
}

/** Runs blocks of programme-like noise: bursts above and below every threshold. */
function processor(engine: Engine): (blocks: number) => void {
  const length = 64 * QUANTUM
  const noise = [1, 2].map((seed) => burstNoise(length, seed))
  const outputs = [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
  const inputs = Array.from({ length: 64 }, (_, b) =>
    noise.map((x) => x.subarray(b * QUANTUM, (b + 1) * QUANTUM)),
  )
  let at = 0
  return (blocks) => {
    for (let b = 0; b < blocks; b++) engine.process(inputs[at++ & 63]!, outputs, QUANTUM)
  }
}

function burstNoise(length: number, seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const level = i < length / 2 ? 0.5 : 0.003
    return (level * state) / 2 ** 31
  })
}

function cpu(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
