import { QUANTUM } from '../sdk/index.ts'
import { BlockAllocator, createBanks, ParameterBank } from './bank.ts'
import { Engine } from './engine.ts'
import type { PluginMap } from './graph.ts'
import { CHANNEL, CHANNEL_METER, type ChannelPlan, type InsertPlan, type PlanFiles } from './plan.ts'

/** An insert of the warm desk. */
export interface WarmSlot {
  /** Id of the plugin. */
  readonly plugin: string
  readonly width: 1 | 2
  /** Whether it listens to a key as well. */
  readonly keyed: boolean
  /** One after the other, over and over: raw values in the order of the parameters. The first of them prepares it. */
  readonly settings: readonly Float64Array[]
  readonly files?: PlanFiles
}

/** Blocks from one setting to the next. */
const TURN = 10
/** One insert in so many is bypassed at any time. */
const BYPASSED = 9
/** Blocks of noise, then of silence: gates close, meters fall. */
const LOUD = 40
const QUIET = 20
/** Address space; what is not touched is not used. */
const MEMORY_BYTES = 512 << 20

/** [idle] Plays `blocks` blocks through a desk with `slots` that nobody hears: sends, keys, bypass and moving faders included. */
export function playWarmDesk(
  plugins: PluginMap,
  slots: readonly WarmSlot[],
  sampleRate: number,
  blocks: number,
): void {
  const banks = createBanks()
  const bank = new ParameterBank(banks.parameters)
  const parameters = BlockAllocator.forParameters(bank)
  const meters = BlockAllocator.forMeters(banks.meters)
  const blockOf = (doubles: number): number => parameters.allocate(doubles)
  const standing = slots.map((slot) => ({ slot, block: blockOf(slot.settings[0]!.length + 1) }))
  const inserts = standing.map(({ slot, block }, i): InsertPlan => {
    write(bank, block, slot.settings[0]!)
    const readings = Object.keys(plugins.get(slot.plugin)?.meters ?? {}).length
    return {
      slot: `${slot.plugin}-${i}`,
      plugin: slot.plugin,
      block,
      meter: meters.allocate(Math.max(1, readings)),
      build: '',
      // The true latency is of no interest here: nothing runs beside this path.
      latencyFrames: 0,
      key: slot.keyed ? { from: '/key', tap: 'pre' } : null,
      ...(slot.files === undefined ? {} : { files: slot.files }),
    }
  })
  const channel = (id: string, width: 1 | 2, rest: Partial<ChannelPlan>): ChannelPlan => {
    const block = blockOf(CHANNEL.doubles)
    bank.write(block, CHANNEL.width, 100)
    bank.write(block, CHANNEL.on, 1)
    const meter = meters.allocate(CHANNEL_METER.doubles)
    const own = { id, name: id, width, block, meter, inserts: [], sends: [], output: '/master', patch: [] }
    return { ...own, source: { kind: 'sum' }, ...rest }
  }
  const of = (width: 1 | 2): InsertPlan[] => inserts.filter((_, i) => slots[i]!.width === width)
  const stereo = { kind: 'device', channels: [0, 1] } as const
  const sends = [{ to: '/bus', tap: 'pre', block: blockOf(CHANNEL.doubles) }]
  const channels = [
    channel('/key', 2, { source: stereo, output: null }),
    channel('/mono', 1, { source: { kind: 'device', channels: [0] }, sends, inserts: of(1) }),
    channel('/stereo', 2, { source: stereo, inserts: of(2) }),
    channel('/bus', 2, {}),
    channel('/master', 2, { output: null, patch: [0, 1] }),
  ]
  const engine = new Engine({ sampleRate, plugins, banks, memoryBytes: MEMORY_BYTES })
  engine.apply({ channels, listen: null, panLaw: -3 })
  run(engine, blocks, (round) => {
    for (const { block } of channels) bank.write(block, CHANNEL.fader, -(round % 7))
    standing.forEach(({ slot: { settings }, block }, k) => {
      write(bank, block, settings[(round + k) % settings.length]!)
      bank.write(block, 0, (round + k) % BYPASSED === BYPASSED - 1 ? 1 : 0)
    })
  })
}

function write(bank: ParameterBank, block: number, raw: Float64Array): void {
  for (let p = 0; p < raw.length; p++) bank.write(block, p + 1, raw[p]!)
}

function run(engine: Engine, blocks: number, move: (round: number) => void): void {
  const pair = (): Float64Array[] => [new Float64Array(QUANTUM), new Float64Array(QUANTUM)]
  const noise = pair()
  for (let i = 0; i < QUANTUM; i++) {
    noise[0]![i] = 0.7 * Math.sin(i * i)
    noise[1]![i] = 0.7 * Math.sin(i * i * 1.3)
  }
  const silence = pair()
  const output = pair()
  for (let b = 0; b < blocks; b++) {
    if (b % TURN === 0) move(b / TURN)
    engine.process(b % (LOUD + QUIET) < LOUD ? noise : silence, output, QUANTUM)
  }
}
