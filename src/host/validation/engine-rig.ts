import { type BankMemory, createBanks, ParameterBank } from '../engine/bank.ts'
import { Engine } from '../engine/engine.ts'
import { CHANNEL } from '../engine/plan.ts'
import { defaults, type PluginDefinition, QUANTUM } from '../sdk/index.ts'
import { type Planar, rawValues, type Values } from './rig.ts'

/** Where the plugin's bypass stands in the parameter bank; its parameters follow. */
export const BLOCK = 64

/** A plugin in a real channel of the real engine: device in, the plugin, device out, all else at unity. [control] */
export class EngineRig {
  readonly banks: BankMemory
  readonly latencyFrames: number
  readonly #bank: ParameterBank
  readonly #engine: Engine

  constructor(plugin: PluginDefinition, files: { readonly [id: string]: Planar }, values: Values = {}) {
    this.banks = createBanks()
    this.#bank = new ParameterBank(this.banks.parameters)
    rawValues(plugin, values).forEach((raw, i) => {
      this.#bank.write(BLOCK, i + 1, raw)
    })
    const channel = 16
    this.#bank.write(channel, CHANNEL.on, 1)
    this.#bank.write(channel, CHANNEL.width, 100)
    const latency = plugin.latencyFrames?.({ ...defaults(plugin.params), ...values }, 48000) ?? 0
    this.latencyFrames = latency
    const insert = {
      slot: 'x',
      plugin: plugin.id,
      block: BLOCK,
      meter: 64,
      build: '',
      latencyFrames: latency,
      key: null,
      files,
    }
    this.#engine = new Engine({
      sampleRate: 48000,
      plugins: new Map([[plugin.id, plugin]]),
      banks: this.banks,
    })
    this.#engine.apply({
      channels: [
        {
          id: '/master',
          name: 'master',
          width: 2,
          source: { kind: 'device', channels: [0, 1] },
          block: channel,
          meter: 32,
          inserts: [insert],
          sends: [],
          output: null,
          patch: [0, 1],
        },
      ],
      listen: null,
      panLaw: -3,
    })
  }

  /** Why the guard switched the plugin off since the last question, or undefined. Its output alone never tells: the guard mends it. */
  fault(): string | undefined {
    return this.#engine.events()[0]?.sentence
  }

  bypass(on: boolean): void {
    this.#bank.write(BLOCK, 0, on ? 1 : 0)
  }

  run(input: Planar): Float64Array[] {
    const output = input.map((x) => new Float64Array(x.length))
    for (let at = 0; at < input[0]!.length; at += QUANTUM) {
      const end = Math.min(at + QUANTUM, input[0]!.length)
      const part = output.map((x) => x.subarray(at, end))
      this.#engine.process(
        input.map((x) => x.subarray(at, end)),
        part,
        end - at,
      )
    }
    return output
  }
}
