import { type PlainValue, type PluginDefinition, QUANTUM, toRaw } from '../sdk/index.ts'
import { BlockAllocator, createBanks, ParameterBank } from './bank.ts'
import { Engine } from './engine.ts'
import type { PluginMap } from './graph.ts'
import { CHANNEL, CHANNEL_METER, type ChannelPlan, type InsertPlan } from './plan.ts'
import { warmVariants } from './warm-variants.ts'

/**
 * Cold TypeScript misses its deadline in the first blocks (3 to 20 ms instead of 0.1); optimised code is not shared between
 * threads. So every engine thread first runs a desk that nobody hears: every plugin in mono and in stereo, noise and
 * silence in turn, every preset, bypass and moving faders, so that few branches are new when the show starts.
 */

/** Blocks: most code reaches the optimising compiler, and a start stays below a second. */
const BLOCKS = 1000

/** [idle] Runs the engine and `ids` of `plugins` until their code is fast: about half a second for all built-in plugins. */
export function warmUp(
  plugins: PluginMap,
  ids: readonly string[],
  sampleRate: number,
  blocks = BLOCKS,
): void {
  const banks = createBanks()
  const bank = new ParameterBank(banks.parameters)
  const parameters = BlockAllocator.forParameters(bank)
  const meters = BlockAllocator.forMeters(banks.meters)
  const definitions = ids.flatMap((id) => plugins.get(id) ?? [])
  const standing: { readonly block: number; readonly settings: readonly Float64Array[] }[] = []
  const insert = (definition: PluginDefinition, i: number): InsertPlan => {
    const settings = settingsOf(definition)
    const block = parameters.allocate(settings[0]!.length + 1)
    const meter = meters.allocate(Math.max(1, Object.keys(definition.meters).length))
    standing.push({ block, settings })
    write(bank, block, settings[0]!)
    // The true latency is of no interest here: nothing runs beside this path.
    return {
      slot: `${definition.id}-${i}`,
      plugin: definition.id,
      block,
      meter,
      build: '',
      latencyFrames: 0,
      key: null,
    }
  }
  const channel = (id: string, width: 1 | 2, rest: Partial<ChannelPlan>): ChannelPlan => {
    const block = parameters.allocate(CHANNEL.doubles)
    bank.write(block, CHANNEL.width, 100)
    bank.write(block, CHANNEL.on, 1)
    const meter = meters.allocate(CHANNEL_METER.doubles)
    const inserts = definitions.map(insert)
    return {
      id,
      name: id,
      width,
      source: { kind: 'sum' },
      block,
      meter,
      inserts,
      sends: [],
      output: '/master',
      patch: [],
      ...rest,
    }
  }
  const send = { to: '/bus', tap: 'pre', block: parameters.allocate(8) }
  const channels = [
    channel('/mono', 1, { source: { kind: 'device', channels: [0] }, sends: [send] }),
    channel('/stereo', 2, { source: { kind: 'device', channels: [0, 1] } }),
    channel('/bus', 2, {}),
    channel('/master', 2, { inserts: [], output: null, patch: [0, 1] }),
  ]
  for (const definition of definitions) warmVariants(definition, sampleRate)
  const engine = new Engine({ sampleRate, plugins, banks, memoryBytes: 512 << 20 })
  engine.apply({ channels, listen: null, panLaw: -3 })
  run(engine, blocks, (round) => {
    for (const { block } of channels) bank.write(block, CHANNEL.fader, -(round % 7))
    standing.forEach(({ block, settings }, k) => {
      write(bank, block, settings[(round + k) % settings.length]!)
      // Every insert is bypassed now and then, one after the other.
      bank.write(block, 0, (round + k) % 9 === 8 ? 1 : 0)
    })
  })
}

/** The defaults and every preset as raw values; structural parameters keep their default, with which the processor was made. */
function settingsOf({ params, presets = [] }: PluginDefinition): Float64Array[] {
  return [{}, ...presets.map((preset) => preset.values)].map(
    (values: { readonly [id: string]: PlainValue | undefined }) =>
      Float64Array.from(Object.entries(params), ([id, parameter]) =>
        toRaw(parameter, parameter.structural ? parameter.default : (values[id] ?? parameter.default)),
      ),
  )
}

function write(bank: ParameterBank, block: number, raw: Float64Array): void {
  for (let p = 0; p < raw.length; p++) bank.write(block, p + 1, raw[p]!)
}

function run(engine: Engine, blocks: number, move: (round: number) => void): void {
  const input = [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
  const output = [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
  for (let b = 0; b < blocks; b++) {
    const level = b % 64 < 40 ? 0.7 : 0
    for (let i = 0; i < QUANTUM; i++) {
      input[0]![i] = level * Math.sin(i * i + b)
      input[1]![i] = level * Math.sin(i * i * 1.3 + b)
    }
    if (b % 50 === 0) move(b / 50)
    engine.process(input, output, QUANTUM)
  }
}
