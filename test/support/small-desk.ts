import { BlockAllocator, createBanks, ParameterBank } from '../../src/host/engine/bank.ts'
import { Engine } from '../../src/host/engine/engine.ts'
import {
  CHANNEL,
  CHANNEL_METER,
  type ChannelPlan,
  type EnginePlan,
  GLOBAL,
  type InsertPlan,
  SEND,
} from '../../src/host/engine/plan.ts'
import type { PluginDefinition } from '../../src/host/sdk/index.ts'
import { rawValues, type Values } from './plugin-run.ts'

/** A channel in a few words; what is left out has its default. */
export interface SmallChannel {
  readonly id: string
  readonly width?: 1 | 2
  readonly source?: ChannelPlan['source']
  readonly inserts?: readonly {
    readonly slot: string
    readonly plugin: PluginDefinition
    readonly values?: Values
    readonly key?: { readonly from: string; readonly tap: string }
    readonly bypass?: boolean
  }[]
  readonly sends?: readonly { readonly to: string; readonly tap?: string; readonly level?: number }[]
  readonly output?: string | null
  readonly patch?: readonly number[]
  readonly fader?: number
  readonly pan?: number
}

/** An engine with banks, driven by hand: the control side of a test. */
export class SmallDesk {
  readonly banks = createBanks()
  readonly bank = new ParameterBank(this.banks.parameters)
  readonly meters = new Float64Array(this.banks.meters)
  readonly engine: Engine
  readonly sampleRate: number
  /** Bank offsets by address (`/strip/a`, `/strip/a/gain`, `/strip/a>/bus/x`). */
  readonly blocks = new Map<string, number>()
  readonly meterBlocks = new Map<string, number>()
  readonly #parameters = BlockAllocator.forParameters(this.bank)
  readonly #barred = new Map<string, string>()
  readonly #meterSpace = BlockAllocator.forMeters(this.banks.meters)

  constructor(plugins: readonly PluginDefinition[] = [], sampleRate = 48000) {
    this.sampleRate = sampleRate
    this.bank.write(0, GLOBAL.bpm, 120)
    this.engine = new Engine({
      sampleRate,
      plugins: new Map(plugins.map((plugin) => [plugin.id, plugin])),
      banks: this.banks,
      memoryBytes: 256 << 20,
    })
  }

  apply(
    channels: readonly SmallChannel[],
    options: { listen?: string; rings?: SharedArrayBuffer[]; panLaw?: EnginePlan['panLaw'] } = {},
  ): void {
    const plan = {
      channels: channels.map((c) => this.#channel(c)),
      listen: options.listen ?? null,
      panLaw: options.panLaw ?? -3,
    } as const
    this.engine.apply(plan, options.rings, this.#barred)
  }

  /** The insert at `address` must not run from the next `apply` on. */
  bar(address: string, why: string): void {
    this.#barred.set(address, why)
  }

  /** Sets one of CHANNEL's values. */
  set(id: string, what: keyof typeof CHANNEL, value: number): void {
    this.bank.write(this.blocks.get(id)!, CHANNEL[what], value)
  }

  /** Runs `frames` frames in blocks of the given sizes, in turn. */
  run(
    inputs: readonly Float64Array[],
    outputs: number,
    frames: number,
    blocks: readonly number[] = [128],
    before?: (frame: number) => void,
  ): Float64Array[] {
    const result = Array.from({ length: outputs }, () => new Float64Array(frames))
    let at = 0
    for (let turn = 0; at < frames; turn++) {
      before?.(at)
      const n = Math.min(blocks[turn % blocks.length]!, frames - at)
      const out = Array.from({ length: outputs }, () => new Float64Array(n))
      this.engine.process(
        inputs.map((x) => x.subarray(at, at + n)),
        out,
        n,
      )
      for (let c = 0; c < outputs; c++) result[c]!.set(out[c]!, at)
      at += n
    }
    return result
  }

  meter(id: string, what: keyof typeof CHANNEL_METER): number {
    return this.meters[this.meterBlocks.get(id)! + CHANNEL_METER[what]]!
  }

  #channel(c: SmallChannel): ChannelPlan {
    const block = this.#block(c.id, CHANNEL.doubles, () => {
      const at = this.blocks.get(c.id)!
      this.bank.write(at, CHANNEL.fader, c.fader ?? 0)
      this.bank.write(at, CHANNEL.pan, c.pan ?? 0)
      this.bank.write(at, CHANNEL.width, 100)
      this.bank.write(at, CHANNEL.on, 1)
    })
    return {
      id: c.id,
      name: c.id,
      width: c.width ?? 2,
      source: c.source ?? { kind: 'sum' },
      block,
      meter: this.#meter(c.id, CHANNEL_METER.doubles),
      inserts: (c.inserts ?? []).map((i) => this.#insert(c.id, i)),
      sends: (c.sends ?? []).map((send) => ({
        to: send.to,
        tap: send.tap ?? 'post',
        block: this.#send(c.id, send),
      })),
      output: c.output === undefined ? (c.id === '/master' ? null : '/master') : c.output,
      patch: c.patch ?? (c.id === '/master' ? [0, 1] : []),
    }
  }

  #insert(id: string, i: NonNullable<SmallChannel['inserts']>[number]): InsertPlan {
    const address = `${id}/${i.slot}`
    const raw = rawValues(i.plugin, i.values)
    const block = this.#block(address, raw.length + 1, () => {
      const at = this.blocks.get(address)!
      this.bank.write(at, 0, i.bypass ? 1 : 0)
      raw.forEach((value, p) => {
        this.bank.write(at, p + 1, value)
      })
    })
    const values = Object.fromEntries(
      Object.entries(i.plugin.params).map(([name, p]) => [name, i.values?.[name] ?? p.default]),
    )
    return {
      slot: i.slot,
      plugin: i.plugin.id,
      block,
      meter: this.#meter(address, Math.max(1, Object.keys(i.plugin.meters).length)),
      build: '',
      latencyFrames: i.plugin.latencyFrames?.(values as never, this.sampleRate) ?? 0,
      key: i.key ?? null,
    }
  }

  #send(id: string, send: NonNullable<SmallChannel['sends']>[number]): number {
    return this.#block(`${id}>${send.to}`, SEND.doubles, () => {
      const at = this.blocks.get(`${id}>${send.to}`)!
      this.bank.write(at, SEND.level, send.level ?? 0)
      this.bank.write(at, SEND.on, 1)
    })
  }

  #block(address: string, doubles: number, fill: () => void): number {
    const known = this.blocks.get(address)
    if (known !== undefined) return known
    this.blocks.set(address, this.#parameters.allocate(doubles))
    fill()
    return this.blocks.get(address)!
  }

  #meter(address: string, doubles: number): number {
    const known = this.meterBlocks.get(address)
    if (known !== undefined) return known
    const at = this.#meterSpace.allocate(doubles)
    this.meterBlocks.set(address, at)
    return at
  }
}
